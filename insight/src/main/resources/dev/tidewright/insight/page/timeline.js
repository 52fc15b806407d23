'use strict';
/* Draws the charts over one time axis, with one cursor, and marks decisions and faults on them. */

const AXIS_WIDTH = 56;
const times = Array.from({length: data.grid.rows}, (_, row) =>
  Math.min(startSeconds + (row + 1) * data.grid.stepSeconds, endSeconds));
let plots = [];
let range = [startSeconds, endSeconds];
let cursorRow = null;

function timeline() {
  if (times.length === 0) return;
  const {specs, left} = chartSpecs();
  const charts = el('div', {id: 'charts', tabindex: 0, role: 'group', onkeydown: keys,
    'aria-label': 'Charts. Arrow keys move the cursor, plus and minus zoom, Escape shows the whole run, Enter opens the nearest decision.'});
  section('timeline', 'What happened',
    el('div', {class: 'bar'}, el('button', {type: 'button', onclick: () => zoomTo(startSeconds, endSeconds)}, 'Whole run'),
      data.worstMinute && el('button', {type: 'button', onclick() {
        const at = Date.parse(data.worstMinute.start) / 1000;
        zoomTo(at - 600, at + 900);
      }}, 'Around the worst minute'),
      el('span', {class: 'soft small'}, 'Drag over a chart to zoom, click a mark to see why. Shaded: the worst minute, and faults.')),
    el('div', {class: 'readout', id: 'readout', role: 'status'}),
    charts,
    left > 0 && el('p', {class: 'soft small'}, `${left} more services and workloads are in report.json.`));
  if (specs.length) specs[0].first = true;
  const build = () => {
    plots.forEach(plot => plot.destroy());
    plots = [];
    charts.replaceChildren(...specs.map(spec => el('figure', {}, caption(spec), el('div', {class: 'plot'}))));
    specs.forEach((spec, at) => plots.push(draw(spec, charts.children[at])));
    zoomTo(...range);
  };
  build();
  document.addEventListener('theme', build, {signal: drawn.signal});
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', build, {signal: drawn.signal});
  new ResizeObserver(() => plots.forEach((plot, at) => {
    const width = charts.children[at].clientWidth;
    if (width !== plot.width) plot.setSize({width, height: plot.height});
  })).observe(charts);
  readout(null);
}

function caption(spec) {
  return el('figcaption', {}, el('h3', {}, spec.title), spec.lines.map(each => {
    const stroke = `stroke:${color(each.ink)};stroke-width:${each.width || 1.5}`;
    const key = el('span', {class: 'key'});
    key.innerHTML = `<svg viewBox="0 0 22 8" aria-hidden="true"><line x1="0" y1="4" x2="22" y2="4" style="${stroke}"`
      + (each.dash ? ` stroke-dasharray="${each.dash}"` : '') + '/></svg>';
    key.append(each.label, ' ', el('b', {}));
    return key;
  }));
}

function draw(spec, figure) {
  const axis = {stroke: color('soft'), grid: {stroke: color('grid'), width: 1}, ticks: {show: false},
    font: '12px system-ui, sans-serif', gap: 6};
  const values = ticks => ticks.map(value => value == null ? '' : number(value) + (spec.unit ? ' ' + spec.unit : ''));
  const tops = spec.lines.flatMap(each => each.values).filter(value => value != null && (!spec.log || value > 0));
  const top = tops.reduce((most, value) => Math.max(most, value), 0);
  const floor = tops.reduce((least, value) => Math.min(least, value), Infinity);
  const y = spec.log
    ? {distr: 3, range: () => [Math.pow(10, Math.floor(Math.log10(floor))), Math.pow(10, Math.ceil(Math.log10(top * 1.01)))]}
    : {range: () => [0, spec.most || Math.max(top * 1.06, spec.whole ? 1 : 1e-9)]};
  return new uPlot({
    width: figure.clientWidth, height: spec.low ? 92 : 144, padding: [8, 22, 0, 0],
    tzDate: seconds => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    legend: {show: false}, scales: {x: {time: true}, y},
    cursor: {sync: {key: 'run', setSeries: false}, drag: {x: true, y: false, setScale: false}, points: {size: 6}, y: false},
    select: {show: true},
    axes: [{...axis, size: 26, values: hours}, {...axis, size: AXIS_WIDTH, values: (_, ticks) => values(ticks),
      splits: spec.log ? powers : undefined, filter: spec.log ? (_, ticks) => ticks : undefined,
      incrs: spec.whole ? [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000] : undefined, space: spec.low ? 18 : 26}],
    series: [{}, ...spec.lines.map(each => stroke(each))],
    hooks: {drawClear: [shade], draw: [plot => drawMarks(plot, spec), plot => spec.first && label(plot)], setCursor: [plot => follow(plot, figure, spec)],
      setSelect: [plot => select(plot)], ready: [plot => plot.over.addEventListener('click', () => open(plot, spec))]},
  }, [times, ...spec.lines.map(each => spec.log ? each.values.map(value => value > 0 ? value : null) : each.values)],
  figure.querySelector('.plot'));
}

function stroke(each) {
  return {stroke: color(each.ink), width: each.width || 1.5, dash: each.dash || undefined, points: {show: false},
    fill: each.fill ? color(each.ink) + '1c' : undefined,
    paths: each.step ? uPlot.paths.stepped({align: -1}) : undefined};
}

/** The time of day; at midnight of a long run the day instead. */
function hours(plot, ticks) {
  const fine = ticks.length > 1 && ticks[1] - ticks[0] < 60;
  return ticks.map(tick => {
    const [day, time] = isLong ? clock(tick).split(' ') : ['', clock(tick)];
    return isLong && time === '00:00:00' ? day : time.slice(0, fine ? 8 : 5);
  });
}

/** Whole powers of ten. */
function powers(plot, axis, low, high) {
  const ticks = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) ticks.push(Math.pow(10, power));
  return ticks;
}

/** Says beside each fault what it is; where two would touch, the later stays silent. */
function label(plot) {
  const {ctx, bbox} = plot;
  ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
  ctx.fillStyle = color('orange');
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  let free = -Infinity;
  for (const fault of data.faults) {
    const at = Date.parse(fault.start) / 1000;
    const width = ctx.measureText(fault.words).width;
    const x = Math.min(plot.valToPos(at, 'x', true) + 6 * devicePixelRatio, bbox.left + bbox.width - width);
    if (at < range[0] || at > range[1] || x < free) continue;
    ctx.fillText(fault.words, x, bbox.top + 11 * devicePixelRatio);
    free = x + width + 8 * devicePixelRatio;
  }
}

/** The worst minute and the faults, behind the lines. */
function shade(plot) {
  const band = (from, to, ink) => {
    const left = plot.valToPos(Math.max(from, range[0]), 'x', true);
    const right = plot.valToPos(Math.min(to, range[1]), 'x', true);
    if (right < plot.bbox.left || left > plot.bbox.left + plot.bbox.width || to < range[0] || from > range[1]) return;
    plot.ctx.fillStyle = ink;
    plot.ctx.fillRect(left, plot.bbox.top, Math.max(right - left, 2 * devicePixelRatio), plot.bbox.height);
  };
  data.faults.forEach(fault => band(Date.parse(fault.start) / 1000, Date.parse(fault.start) / 1000 + fault.seconds, color('fault')));
  if (data.worstMinute && data.summary.minutesInBreach + data.summary.podsThatWaited > 0) {
    const at = Date.parse(data.worstMinute.start) / 1000;
    band(at, at + 60, color('shade'));
  }
}

const marksOf = spec => data.journal.filter(entry => entry.actor === 'fault'
  || (spec.marks || []).includes(entry.actor) && (!spec.about || about(entry, spec.about)));
const about = (entry, name) => [entry.object.namespace, entry.object.name].filter(Boolean).join('/') === name
  || entry.object.kind === 'Node' || entry.why.facts.some(([fact, value]) => fact === 'target' && value.endsWith('/' + name));

function drawMarks(plot, spec) {
  spec.shown = spec.shown || marksOf(spec);
  const size = 4 * devicePixelRatio;
  const bottom = plot.bbox.top + plot.bbox.height;
  for (const entry of spec.shown) {
    if (entry.seconds < range[0] || entry.seconds > range[1]) continue;
    const x = plot.valToPos(entry.seconds, 'x', true);
    const down = entry.sign < 0;
    plot.ctx.fillStyle = color(entry.actor === 'fault' ? 'orange' : down ? 'violet' : 'ink');
    plot.ctx.beginPath();
    if (entry.actor === 'fault') plot.ctx.rect(x - size / 4, plot.bbox.top, size / 2, plot.bbox.height);
    else if (entry.sign === 0) plot.ctx.arc(x, bottom - size, size / 2, 0, 2 * Math.PI);
    else {
      const [tip, base] = down ? [bottom, bottom - 1.6 * size] : [bottom - 1.6 * size, bottom];
      plot.ctx.moveTo(x, tip);
      plot.ctx.lineTo(x - size, base);
      plot.ctx.lineTo(x + size, base);
    }
    plot.ctx.fill();
  }
}

function zoomTo(from, to) {
  const least = Math.max(data.grid.stepSeconds * 8, 60);
  let low = Math.max(startSeconds, from);
  let high = Math.min(endSeconds, to);
  if (high - low < least) [low, high] = [Math.max(startSeconds, (low + high - least) / 2), Math.min(endSeconds, (low + high + least) / 2)];
  range = [low, high];
  plots.forEach(plot => plot.batch(() => plot.setScale('x', {min: low, max: high})));
}

function select(plot) {
  if (plot.select.width > 4) {
    const from = plot.posToVal(plot.select.left, 'x');
    zoomTo(from, plot.posToVal(plot.select.left + plot.select.width, 'x'));
  }
  plot.setSelect({left: 0, top: 0, width: 0, height: 0}, false);
}

function follow(plot, figure, spec) {
  const row = plot.cursor.idx;
  figure.querySelectorAll('.key b').forEach((cell, at) => {
    cell.textContent = row == null ? '' : number(spec.lines[at].values[row]);
  });
  if (plot === plots[0] && row !== cursorRow) {
    cursorRow = row;
    readout(row);
  }
}

/** The time under the cursor, and the decision nearest to it. */
function readout(row) {
  const near = row == null ? null : nearest(times[row], Math.max(data.grid.stepSeconds, (range[1] - range[0]) / 120), data.journal);
  document.getElementById('readout').replaceChildren(
    row == null ? el('span', {class: 'soft'}, 'Point at a chart: all charts show the figures of that moment.') : el('b', {}, clock(times[row])),
    near ? el('span', {}, `${clock(near.seconds)}  ${near.actor}: ${near.words}`) : '');
}

function nearest(seconds, within, entries) {
  let best = null;
  for (const entry of entries) {
    const away = Math.abs(entry.seconds - seconds);
    if (away <= within && (!best || away < Math.abs(best.seconds - seconds))) best = entry;
  }
  return best;
}

function open(plot, spec) {
  const at = plot.posToVal(plot.cursor.left, 'x');
  const near = nearest(at, 8 * (range[1] - range[0]) / plot.over.clientWidth, spec.shown);
  if (near) showEntry(near.seq);
}

function keys(event) {
  const width = range[1] - range[0];
  const inRange = times.findIndex(time => time >= range[0]);
  const move = by => moveCursor((cursorRow == null ? inRange : cursorRow) + by);
  const actions = {
    ArrowLeft: () => move(event.shiftKey ? -10 : -1), ArrowRight: () => move(event.shiftKey ? 10 : 1),
    Home: () => moveCursor(inRange), End: () => moveCursor(times.length - 1),
    '+': () => zoomAround(width / 2), '=': () => zoomAround(width / 2), '-': () => zoomAround(width * 2),
    Escape: () => zoomTo(startSeconds, endSeconds),
    Enter: () => {
      const near = cursorRow != null && nearest(times[cursorRow], width / 20, data.journal);
      if (near) showEntry(near.seq);
    },
  };
  if (actions[event.key]) {
    event.preventDefault();
    actions[event.key]();
  }
}

function zoomAround(width) {
  const middle = cursorRow == null ? (range[0] + range[1]) / 2 : times[cursorRow];
  zoomTo(middle - width / 2, middle + width / 2);
}

function moveCursor(row) {
  const at = Math.max(0, Math.min(times.length - 1, row));
  if (times[at] < range[0] || times[at] > range[1]) zoomTo(times[at] - (range[1] - range[0]) / 2, times[at] + (range[1] - range[0]) / 2);
  plots.forEach(plot => plot.setCursor({left: plot.valToPos(times[at], 'x'), top: 10}, true, false));
}
