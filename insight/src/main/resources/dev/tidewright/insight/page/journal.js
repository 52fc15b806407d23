'use strict';
/* The list of decisions, faults and what followed, each with its explanation. */

const PAGE = 200;
const LATEST = 6;
let shownRows = PAGE;

/** Who leads the ordinary life of pods and nodes, in which nothing is decided. */
const ORDINARY = new Set(['replicaset', 'statefulset', 'daemonset', 'scheduler', 'kubelet', 'cloud', 'job']);

for (const entry of data.journal) {
  const facts = new Map(entry.why.facts);
  entry.seconds = Date.parse(entry.at) / 1000;
  entry.sign = ['hold', 'keep', 'fail', 'refuse'].includes(entry.verb) ? 0
    : Math.sign(Number(facts.get('to')) - Number(facts.get('from'))) || (['remove', 'delete', 'drain', 'cordon', 'gone', 'lost', 'reclaim'].includes(entry.verb) ? -1 : 1);
  entry.name = shortKind([entry.object.kind.toLowerCase(), entry.object.namespace, entry.object.name].filter(Boolean).join('/'));
  const change = facts.has('from') && facts.has('to') ? ` ${facts.get('from')} → ${facts.get('to')}` : '';
  entry.words = `${entry.name} ${entry.verb}${change}: ${entry.why.rule}`;
  entry.line = `${entry.verb}${change}: ${entry.why.rule}`;
  entry.ordinary = ORDINARY.has(entry.actor) && ['create', 'delete', 'bind', 'pull', 'start', 'ready', 'terminate', 'join'].includes(entry.verb);
  entry.search = (entry.words + ' ' + entry.actor + ' ' + entry.why.facts.map(fact => fact.join(' ')).join(' ')).toLowerCase();
}
const bySeq = new Map(data.journal.map(entry => [entry.seq, entry]));

function journal() {
  if (data.journal.length === 0) return;
  const actors = [...new Set(data.journal.map(entry => entry.actor))].sort();
  const count = actor => data.journal.filter(entry => entry.actor === actor).length;
  const decisions = data.journal.filter(entry => !entry.ordinary).length;
  section('decisions', 'Every decision and why',
    el('div', {class: 'filters', role: 'search'},
      el('input', {id: 'find', type: 'search', placeholder: 'Find: object, rule, figure', 'aria-label': 'Find in decisions', oninput: refill}),
      el('select', {id: 'actor', 'aria-label': 'Who decided', onchange: refill}, el('option', {value: ''}, `decisions and faults (${number(decisions)})`),
        el('option', {value: '*'}, `everything (${number(data.journal.length)})`),
        actors.map(actor => el('option', {value: actor}, `${actor} (${number(count(actor))})`)))),
    el('div', {id: 'journal'}), el('p', {id: 'more', class: 'soft small'}),
    data.journalLeftOut > 0 && el('p', {class: 'soft small'},
      `${number(data.journalLeftOut)} entries about single pods and nodes are only in journal.jsonl.`));
  fill();
}

/** Of a run that goes on: what was decided last, newest first. */
function latest() {
  const newest = data.journal.filter(entry => !entry.ordinary).slice(-LATEST).reverse();
  if (newest.length === 0) return;
  section('latest', 'Just decided', el('ol', {class: 'latest'}, newest.map(entry => el('li', {},
    el('span', {class: 'num soft'}, clock(entry.seconds)), el('a', {href: '#entry-' + entry.seq, onclick: event => {
      event.preventDefault();
      showEntry(entry.seq);
    }}, entry.name), el('span', {}, entry.line)))));
}

function refill() {
  shownRows = PAGE;
  fill();
}

function matching() {
  const words = document.getElementById('find').value.toLowerCase().split(/\s+/).filter(Boolean);
  const actor = document.getElementById('actor').value;
  const found = data.journal.filter(entry => (actor === '*' || (actor ? entry.actor === actor : !entry.ordinary)) && words.every(word => entry.search.includes(word)));
  return data.live ? found.reverse() : found;
}

function fill() {
  const found = matching();
  document.getElementById('journal').replaceChildren(...found.slice(0, shownRows).map(row));
  const more = document.getElementById('more');
  more.replaceChildren(found.length === 0 ? 'Nothing matches.' : '');
  if (found.length > shownRows) {
    more.append(`${number(shownRows)} of ${number(found.length)} shown. `, el('button', {type: 'button', onclick() {
      shownRows += 5 * PAGE;
      fill();
    }}, 'Show more'));
  }
}

function row(entry) {
  const details = el('details', {id: 'entry-' + entry.seq}, el('summary', {},
    el('span', {}, clock(entry.seconds)), el('span', {class: 'soft'}, entry.actor), el('span', {}, entry.name), el('span', {}, entry.line)));
  details.addEventListener('toggle', () => {
    if (details.open && details.children.length === 1) details.append(explanation(entry.why, entry));
  });
  return details;
}

function explanation(why, entry) {
  return el('div', {class: 'why'}, el('div', {}, why.rule),
    why.facts.length > 0 && el('dl', {}, why.facts.map(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])),
    why.steps.map(step => explanation(step)),
    entry && entry.causes.length > 0 && el('p', {class: 'small'}, 'Because of ', entry.causes.map((cause, at) => [at ? ', ' : '',
      bySeq.has(cause) ? el('a', {href: '#entry-' + cause, onclick: event => {
        event.preventDefault();
        showEntry(cause);
      }}, bySeq.get(cause).words) : `entry ${cause} of journal.jsonl`])));
}

/** Brings an entry into view and opens it, whatever the filters say. */
function showEntry(seq) {
  const entry = bySeq.get(seq);
  if (!entry) return;
  if (!matching().includes(entry)) {
    document.getElementById('find').value = '';
    document.getElementById('actor').value = entry.ordinary ? '*' : '';
  }
  shownRows = Math.max(shownRows, matching().indexOf(entry) + 1);
  fill();
  const details = document.getElementById('entry-' + seq);
  details.open = true;
  details.scrollIntoView({block: 'center'});
  details.querySelector('summary').focus({preventScroll: true});
}
