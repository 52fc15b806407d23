'use strict';
/** Ends what listens to the document, where the page is drawn again. */
const drawn = new AbortController();
const startSeconds = Date.parse(data.start) / 1000;
const endSeconds = Date.parse(data.end) / 1000;
const isLong = endSeconds - startSeconds > 86400;

/** An element: el('p', {class: 'soft'}, 'text', child). Text is never read as HTML. */
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(name, value === true ? '' : value);
  }
  return put(node, children);
}

/** Appends what is there; `null` and `false` are left out, so that parts may depend on something. */
function put(node, ...children) {
  node.append(...children.flat(Infinity).filter(child => child != null && child !== false));
  return node;
}

function section(id, title, ...children) {
  const node = el('section', {id, 'aria-labelledby': id + '-title'}, el('h2', {id: id + '-title'}, title), ...children);
  document.getElementById('main').append(node);
  return node;
}

const two = number => String(number).padStart(2, '0');

/** The time of day in UTC, with the day where the run is longer than one. */
function clock(seconds) {
  const date = new Date(seconds * 1000);
  const day = isLong ? two(date.getUTCMonth() + 1) + '-' + two(date.getUTCDate()) + ' ' : '';
  return day + [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
}

/** Three significant figures, thousands apart. */
function number(value) {
  if (value == null || Number.isNaN(value)) return '–';
  const size = Math.abs(value);
  if (size >= 99.95 || Number.isInteger(value)) return Math.round(value).toLocaleString('en-US');
  if (size > 0 && size < 0.01) return value.toPrecision(2);
  return String(Number(value.toFixed(size >= 9.995 ? 1 : 2)));
}

function span(seconds) {
  if (seconds == null) return '–';
  if (seconds < 0.9995) return number(seconds * 1000) + ' ms';
  if (seconds < 120) return number(seconds) + ' s';
  const whole = Math.round(seconds);
  const join = (large, unit, small, less) => large + ' ' + unit + (small ? ' ' + small + ' ' + less : '');
  if (whole < 7200) return join(Math.floor(whole / 60), 'min', whole % 60, 's');
  const minutes = Math.round(seconds / 60);
  return minutes < 2880 ? join(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
    : join(Math.floor(minutes / 1440), 'd', Math.floor(minutes % 1440 / 60), 'h');
}

const share = part => number(part * 100) + ' %';
const money = amount => amount.toLocaleString('en-US', {minimumFractionDigits: 2, maximumFractionDigits: 2});
const last = subject => subject.slice(subject.lastIndexOf('/') + 1);
const shortKind = key => key.replace(/^horizontalpodautoscaler\//, 'hpa/');

/** A table; `columns` are names, those of figures begin with '#'. */
function table(columns, rows) {
  const isFigure = columns.map(name => name.startsWith('#'));
  const cell = (value, at) => value instanceof Node && value.tagName === 'TD' ? value
    : el('td', {class: isFigure[at] ? 'num' : null}, value);
  return el('div', {class: 'wide'}, el('table', {},
    el('thead', {}, el('tr', {}, columns.map((name, at) =>
      el('th', {scope: 'col', class: isFigure[at] ? 'num' : null}, name.replace('#', ''))))),
    el('tbody', {}, rows.map(row => el('tr', {}, row.map(cell))))));
}

const color = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
