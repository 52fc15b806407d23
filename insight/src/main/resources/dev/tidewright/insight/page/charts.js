'use strict';
/* Which charts there are: each a title, its lines and its axis. What was not recorded has no chart. */

const MOST_ALIKE = 12;
const byName = new Map(data.series.map(each => [each.subject + ' ' + each.measure, each]));
const subjects = prefix => [...new Set(data.series.map(each => each.subject))].filter(each => each.startsWith(prefix));
const column = (subject, measure, which) => {
  const series = byName.get(subject + ' ' + measure);
  return series && (which && series[which] || series.value || series.growth);
};
const perSecond = values => values && values.map(value => value == null ? null : value / data.grid.stepSeconds);
const some = values => values && values.some(value => value);
const known = values => values && values.some(value => value != null);
const line = (label, values, ink, more) => known(values) && {label, values, ink, ...more};
const combine = (left, right, how) => left && right && left.map((value, at) =>
  value == null || right[at] == null ? null : how(value, right[at]));

function chartSpecs() {
  const specs = [];
  const add = (title, lines, more) => {
    const there = lines.filter(Boolean);
    if (there.length) specs.push({title, lines: there, ...more});
  };
  const services = subjects('service/').filter(each => some(column(each, 'arrived')));
  services.slice(0, MOST_ALIKE).forEach(each => requests(add, each));
  services.slice(0, MOST_ALIKE).forEach(each => latency(add, each));
  const workloads = subjects('workload/').filter(each => moves(column(each, 'desired')) || moves(column(each, 'ready')));
  workloads.slice(0, MOST_ALIKE).forEach(each => replicas(add, each));
  nodes(add);
  subjects('database/').forEach(each => database(add, each));
  subjects('cache/').forEach(each => cache(add, each));
  cost(add);
  const left = Math.max(0, services.length - MOST_ALIKE) + Math.max(0, workloads.length - MOST_ALIKE);
  return {specs, left};
}

const moves = values => known(values) && values.some(value => value != null && value !== values.find(each => each != null));

function requests(add, subject) {
  const arrived = column(subject, 'arrived');
  const failed = column(subject, 'failed');
  add('Requests a second: ' + last(subject), [
    line('arrived', perSecond(arrived), 'blue', {fill: true}),
    line('served', perSecond(column(subject, 'served')), 'green', {dash: [6, 3]}),
    some(failed) && line('failed', perSecond(failed), 'red', {width: 2}),
    some(column(subject, 'retried')) && line('retried', perSecond(column(subject, 'retried')), 'violet', {dash: [2, 3]}),
  ], {marks: []});
  add('Failed, per cent: ' + last(subject), [some(failed) && line('failed',
    combine(failed, arrived, (lost, all) => all ? 100 * lost / all : 0), 'red', {fill: true})], {unit: '%', low: true});
}

function latency(add, subject) {
  const rows = data.latencies.find(each => each.subject === subject);
  if (!rows) return;
  const limits = data.objectives.filter(each => each.service === last(subject)).map(each =>
    line(`p${each.percentile} objective`, rows.p50.map(() => each.atMostSeconds * 1000), 'grey', {dash: [2, 4]}));
  add('Latency, ms: ' + last(subject), [
    line('p50', rows.p50, 'sky'), line('p95', rows.p95, 'blue', {dash: [8, 3]}),
    line('p99', rows.p99, 'violet', {dash: [4, 3]}), line('p99.9', rows.p999, 'orange'), ...limits,
  ], {log: true});
}

function replicas(add, subject) {
  const name = subject.slice('workload/'.length);
  add('Replicas: ' + name, [
    line('ready', column(subject, 'ready'), 'green', {fill: true, step: true}),
    line('current', column(subject, 'current'), 'sky', {step: true, dash: [4, 3]}),
    line('desired', column(subject, 'desired'), 'blue', {step: true, width: 2}),
  ], {marks: ['pods', 'deployment', 'statefulset'], whole: true, about: name});
  const asked = column(subject, 'cpuRequestedMilli');
  const used = combine(column(subject, 'cpuUsedMilli'), asked, (use, request) => request ? 100 * use / request : null);
  const hpa = 'hpa/' + name;
  add('CPU, per cent of requests: ' + name, [
    line('used', used, 'grey'),
    line('as the autoscaler saw it', column(hpa, 'utilisationPercent'), 'blue', {width: 2, step: true}),
    line('target', column(hpa, 'targetPercent'), 'orange', {dash: [6, 4]}),
  ], {unit: '%', marks: ['pods'], about: name});
  add('Throttled core-seconds a second: ' + name, [some(column(subject, 'throttledSeconds'))
    && line('throttled', perSecond(column(subject, 'throttledSeconds')), 'orange', {fill: true})], {low: true});
  const ends = ['restarts', 'oomKills'].map((measure, at) => some(column(subject, measure))
    && line(at ? 'OOM kills' : 'restarts', column(subject, measure), at ? 'red' : 'violet', {step: true}));
  add('Restarts: ' + name, ends, {low: true, whole: true});
}

function nodes(add) {
  const pending = column('cluster', 'pendingPods', 'peak');
  subjects('nodes/').forEach(each => add('Nodes: ' + last(each), [
    line('ready', column(each, 'nodesReady'), 'green', {fill: true, step: true}),
    line('paid for', column(each, 'nodes'), 'sky', {step: true, dash: [4, 3]}),
    line('ordered', column(each, 'nodesOrdered'), 'blue', {step: true}),
  ], {marks: ['nodes', 'cloud'], whole: true, about: last(each)}));
  add('Pods without a node', [some(pending) && line('pending', pending, 'red', {fill: true, step: true})],
    {low: true, whole: true, marks: ['nodes', 'scheduler']});
}

function database(add, subject) {
  const waiting = column(subject, 'clientsWaiting', 'peak');
  add('Connections: ' + last(subject), [
    line('in use', column(subject, 'connections', 'peak'), 'blue', {fill: true}),
    line('limit', column(subject, 'connectionLimit'), 'orange', {dash: [6, 4], step: true}),
    some(waiting) && line('waiting', waiting, 'red'),
  ], {whole: true});
  const spec = data.summary.databases.find(each => each.name === last(subject));
  const busy = column(subject, 'busyCores', 'peak');
  add('Database cores: ' + last(subject), [line('busy', busy, 'violet', {fill: true}),
    busy && spec && spec.cores > 0 && line('cores', busy.map(() => spec.cores), 'orange', {dash: [6, 4]})], {low: true});
}

function cache(add, subject) {
  add('Cache hit rate, per cent: ' + last(subject), [line('hits', combine(column(subject, 'hits'),
    column(subject, 'misses'), (hits, misses) => hits + misses ? 100 * hits / (hits + misses) : null), 'green')],
    {unit: '%', low: true, most: 100});
}

function cost(add) {
  const lines = subjects('nodes/').map((each, at) => {
    const spent = column(each, 'cost');
    return spent && line(last(each), spent.map((value, row) => value == null ? null
      : Math.max(0, value - (row ? spent[row - 1] : 0)) * 3600 / data.grid.stepSeconds),
      ['blue', 'orange', 'green', 'violet', 'sky', 'red'][at % 6], {step: true, dash: at > 5 ? [4, 3] : null});
  });
  add(`Cost, ${data.currency} an hour`, lines, {low: true});
}
