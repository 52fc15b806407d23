'use strict';
/* The verdict, the answers and the figures. */

function head() {
  const missed = data.objectives.filter(each => !each.met).length;
  const all = data.objectives.length;
  const verdict = all === 0 ? 'No objectives were set'
    : missed === 0 ? (all === 1 ? 'The objective was met' : `All ${all} objectives were met`)
    : `${missed} of ${all} objectives missed`;
  put(document.getElementById('head'),
    el('div', {class: 'top'}, el('h1', {}, data.scenario), themeButton()),
    el('p', {class: 'soft'}, data.live
      ? `Since ${data.start}, ${span(endSeconds - startSeconds)} of virtual time, ${number(data.live.speed)} × as fast as the wall's clock, seed ${data.seed}`
      : `Rehearsed ${span(endSeconds - startSeconds)} of virtual time from ${data.start}, seed ${data.seed}`),
    data.partial && !data.live && el('p', {class: 'partial', role: 'note'},
      `This run was cut short: it was planned until ${data.planned}. All figures are of the part that was played.`),
    all > 0 && el('p', {class: 'verdict ' + (missed ? 'bad' : 'good')}, verdict),
    all > 0 && table(['Objective', 'Verdict', 'Was'], data.objectives.map(each => [
      each.objective,
      el('td', {class: 'state ' + (each.met ? 'met' : 'missed')}, each.met ? '✓ met' : '✕ missed'),
      each.figure])));
}

function themeButton() {
  const root = document.documentElement;
  return el('button', {type: 'button', onclick() {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    document.dispatchEvent(new Event('theme'));
  }}, 'Light / dark');
}

function answers() {
  const worst = data.worstMinute;
  if (!worst) return;
  const limits = worst.limitedBy;
  const remedies = [...new Set(limits.flatMap(limit => limit.wouldHaveHelped))];
  const at = Date.parse(worst.start) / 1000;
  section('answers', 'What to know', el('dl', {class: 'answers'},
    el('dt', {}, 'The worst minute'),
    el('dd', {}, el('a', {href: '#timeline', onclick: () => zoomTo(at - 600, at + 900)}, clock(at)), ': ', worst.what),
    el('dt', {}, 'What limited it'),
    limits.length === 0 ? el('dd', {class: 'soft'}, 'Nothing that was recorded in this minute tells.')
      : el('dd', {}, el('ul', {}, limits.map(limit => el('li', {},
        el('span', {class: 'cause'}, limit.words[0].toUpperCase() + limit.words.slice(1)), '. ', limit.evidence)))),
    remedies.length > 0 && [el('dt', {}, 'What would have helped'),
      el('dd', {}, el('ul', {}, remedies.map(remedy => el('li', {}, remedy))))]));
}

function figures() {
  const sum = data.summary;
  const breached = sum.failed + sum.late;
  const moved = sum.workloads.filter(each => each.desired.min !== each.desired.max);
  const parts = [
    ['Requests', sum.services, ['Service', '#arrived', '#failed', '#retried', '#p50', '#p95', '#p99', '#p99.9', '#max'], each => {
      const latency = each.latencySeconds;
      return [each.name, number(each.arrived), number(each.failed), number(each.retried), span(latency.p50),
        span(latency.p95), span(latency.p99), span(latency.p999), span(latency.max)];
    }],
    ['Replicas', (moved.length ? moved : sum.workloads).slice(0, 40),
      ['Workload', '#min', '#mean', '#max', '#ready min', '#restarts', '#OOM kills'], each => [each.name,
        number(each.desired.min), number(each.desired.mean), number(each.desired.max), number(each.ready.min),
        number(each.restarts), number(each.oomKills)]],
    ['Nodes', sum.nodeGroups, ['Group', '#min', '#mean', '#max', '#cost, ' + data.currency], each => [each.name,
      number(each.nodes.min), number(each.nodes.mean), number(each.nodes.max), money(each.cost)]],
    ['Containers', sum.containers, ['Container', 'asked', 'used (p90)', 'recommended', '#' + data.currency + ' a month',
      '#would be'], each => [each.name, each.asked, each.used, each.recommended, money(each.askedCostAMonth),
      money(each.recommendedCostAMonth)]],
    ['Databases', sum.databases, ['Name', '#connections', '#limit', '#waiting', '#busy cores', '#cores'], each => [each.name,
      number(each.connections.max), number(each.connectionLimit), number(each.clientsWaiting.max),
      number(each.busyCores.max), number(each.cores)]],
    ['Caches', sum.caches, ['Name', '#look-ups', '#hit rate'], each => [each.name, number(each.hits + each.misses),
      share(each.hitRate)]],
  ].filter(([, rows]) => rows.length > 0);
  section('figures', 'In figures',
    el('p', {}, `${number(breached)} request${breached === 1 ? '' : 's'} failed or came late, `
      + `${number(sum.breachedRequestSeconds)} request-seconds spent in them, in ${number(sum.minutesInBreach)} minute`
      + `${sum.minutesInBreach === 1 ? '' : 's'}. Machines cost ${money(sum.cost)} ${data.currency}. `
      + (sum.headroomPodsMost ? `Of that, ${money(sum.headroomCost)} for room kept free for ${number(sum.headroomPods)} pods on average. ` : '')
      + (sum.podsThatWaited ? `${number(sum.podsThatWaited)} pods waited for a node, the longest ${span(sum.longestWaitSeconds)} (${sum.longestWaitOf}). ` : '')
      + `Scaled up ${number(sum.scaledUp)} and down ${number(sum.scaledDown)} times, ordered ${number(sum.nodesOrdered)} and `
      + `removed ${number(sum.nodesRemoved)} nodes; ${number(sum.evictions)} evictions, ${number(sum.restarts)} restarts.`),
    el('div', {class: 'tables'}, parts.map(([title, rows, columns, row]) =>
      el('div', {}, el('h3', {}, title), table(columns, rows.map(row))))));
}

function inputs() {
  const lists = [['How the traffic came about', data.traffic], ['What was assumed', data.assumptions],
    ['What a rehearsal does not act on', data.notes]].filter(([, items]) => items.length > 0);
  if (lists.length === 0) return;
  section('inputs', 'What it rests on', lists.map(([title, items]) => [el('h3', {}, title),
    el('ul', {}, items.map(item => el('li', {}, item)))]));
}

function foot() {
  document.getElementById('foot').append(el('p', {},
    (data.live ? '' : `Drawn from report.json and journal.jsonl; the same scenario and seed give the same files. `)
    + `One row is ${span(data.grid.stepSeconds)}; latencies are exact to 3 %, times are UTC.`
    + (data.journalEntriesDropped ? ` ${number(data.journalEntriesDropped)} journal entries found no room.` : '')));
}
