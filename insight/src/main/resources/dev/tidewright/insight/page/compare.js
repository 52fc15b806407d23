'use strict';
/* Two runs on one time axis: the left one thin and broken, the right one full. */

const sideOf = (run, subject, measure, which) => {
  const series = run.series.find(each => each.subject === subject && each.measure === measure);
  return series && (which && series[which] || series.value || series.growth);
};

function chartSpecs() {
  const specs = [];
  const step = data.grid.stepSeconds;
  const rate = values => values && values.map(value => value == null ? null : value / step);
  const add = (title, pick, more) => {
    const lines = [[data.left, 'grey', [5, 3]], [data.right, 'blue', null]].map(([side, ink, dash]) => {
      const values = pick(side);
      return values && values.some(value => value != null) && {label: side.label, values: values.slice(0, data.grid.rows), ink, dash,
        width: dash ? 1.5 : 2, step: more && more.step};
    }).filter(Boolean);
    if (lines.length && lines.some(each => each.values.some(value => value))) specs.push({title, lines, ...more});
  };
  const subjects = prefix => [...new Set(data.right.series.map(each => each.subject))].filter(each => each.startsWith(prefix));
  const latency = (side, subject) => (side.latencies.find(each => each.subject === subject) || {}).p99;
  subjects('service/').slice(0, 12).forEach(each => {
    add('p99 latency, ms: ' + last(each), side => latency(side, each), {log: true});
    add('Failed a second: ' + last(each), side => rate(sideOf(side, each, 'failed')), {low: true});
  });
  subjects('workload/').filter(each => (sideOf(data.right, each, 'desired') || []).some((value, at, all) => value !== all[0])).slice(0, 12)
    .forEach(each => add('Pods ready: ' + each.slice(9), side => sideOf(side, each, 'ready'), {step: true, whole: true}));
  subjects('nodes/').forEach(each => add('Nodes: ' + last(each), side => sideOf(side, each, 'nodes'), {step: true, whole: true, low: true}));
  add('Pods without a node', side => sideOf(side, 'cluster', 'pendingPods', 'peak'), {step: true, whole: true, low: true});
  subjects('nodes/').forEach(each => add('Spent: ' + last(each), side => sideOf(side, each, 'cost'), {low: true}));
  return {specs, left: 0};
}

function compareHead() {
  const better = data.rows.filter(row => row.better === 'right').length;
  const worse = data.rows.filter(row => row.better === 'left').length;
  put(document.getElementById('head'),
    el('div', {class: 'top'}, el('h1', {}, `${data.right.label} against ${data.left.label}`), themeButton()),
    el('p', {class: 'soft'}, `${span(endSeconds - startSeconds)} of virtual time from ${data.start}, seed ${data.right.seed}`),
    (data.left.partial || data.right.partial) && el('p', {class: 'partial'}, 'At least one run was cut short.'),
    el('p', {class: 'verdict'}, `${data.right.label} is better in ${better} and worse in ${worse} of ${data.rows.length} figures`));
}

function compareRows() {
  section('answers', 'Side by side', table(['Figure', '#' + data.left.label, '#' + data.right.label, '#difference'], data.rows.map(row => [
    row.name, row.leftWords, row.rightWords,
    el('td', {class: 'num ' + (row.better === 'right' ? 'met' : row.better === 'left' ? 'missed' : 'soft')},
      (row.better === 'right' ? '✓ ' : row.better === 'left' ? '✕ ' : '') + row.difference)])));
}

function parting() {
  const parts = data.parting;
  if (!parts) {
    section('parting', 'Where they part', el('p', {}, 'Both took the same decisions at the same times.'));
    return;
  }
  const side = (label, entry) => el('div', {}, el('h3', {}, label), entry
    ? [el('p', {}, `${clock(Date.parse(entry.at) / 1000)} ${entry.actor}: ${shortKind(entry.object.kind.toLowerCase() + '/' + entry.object.name)} ${entry.verb}`),
      explanation(entry.why, entry)]
    : el('p', {class: 'soft'}, 'Decided nothing more.'));
  section('parting', 'Where they part', el('p', {}, `The first decision that differs falls at ${clock(Date.parse(parts.at) / 1000)}.`),
    el('div', {class: 'tables'}, side(data.left.label, parts.left), side(data.right.label, parts.right)));
}

compareHead();
compareRows();
parting();
timeline();
