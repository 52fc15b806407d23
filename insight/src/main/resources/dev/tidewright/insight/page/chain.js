'use strict';
/* The lead-time chain: one bar a rise of traffic, its seconds split by stage. */

const FIRST_SHOWN = 8;

function chain() {
  if (data.ramps.length === 0) return;
  const slowest = ramp => ramp.steps.reduce((most, step) => step.seconds > most.seconds ? step : most);
  const rows = data.ramps.map(ramp => ({ramp, step: slowest(ramp)})).sort((one, other) => other.step.seconds - one.step.seconds);
  const longest = rows[0].step.seconds;
  const list = el('div', {class: 'chain'});
  const show = rows => list.append(...rows.flatMap(row => bar(row, longest)));
  show(rows.slice(0, FIRST_SHOWN));
  const rest = rows.slice(FIRST_SHOWN);
  section('chain', 'From “traffic rose” to “capacity served”',
    el('p', {class: 'soft'}, 'For each rise of traffic, the decision whose pods took longest to serve: every second from the moment the offered '
      + 'load passed what the pods could carry at their target, until the last new pod was ready.'),
    el('ul', {class: 'stages'}, data.stages.map((stage, at) => el('li', {title: stage.meaning}, el('i', {class: 's' + at}), stage.name))),
    list,
    rest.length > 0 && el('p', {}, el('button', {type: 'button', onclick(event) {
      show(rest);
      event.target.parentElement.remove();
    }}, `Show ${rest.length} more`)),
    stageTable(rows.slice(0, 100)));
}

function bar({ramp, step}, longest) {
  const parts = data.stages.map((stage, at) => {
    const seconds = step.stages[stage.name];
    const width = 100 * seconds / longest;
    return seconds > 0 && el('i', {class: 's' + at, style: `width:${width}%`, title: `${stage.name}: ${span(seconds)} (${stage.meaning})`},
      width > 4 ? number(Math.round(seconds)) + ' s' : '');
  });
  const words = data.stages.filter(stage => step.stages[stage.name] > 0).map(stage => `${stage.name} ${span(step.stages[stage.name])}`);
  return [
    el('span', {}, el('a', {href: '#journal', onclick: event => {
      event.preventDefault();
      showEntry(step.decision);
    }}, clock(Date.parse(step.rose) / 1000)), ` ${last(ramp.autoscaler)} ${step.from} → ${step.to}`),
    el('div', {class: 'stack', role: 'img', 'aria-label': words.join(', ')}, parts),
    el('span', {class: 'num'}, span(step.seconds))];
}

function stageTable(rows) {
  return el('details', {class: 'small'}, el('summary', {}, 'The same in figures, in seconds'),
    table(['Rise', 'Autoscaler', '#from', '#to', ...data.stages.map(stage => '#' + stage.name), '#all'], rows.map(({ramp, step}) => [
      clock(Date.parse(step.rose) / 1000) + (step.riseSeen ? '' : ' *'), shortKind(ramp.autoscaler), number(step.from), number(step.to),
      ...data.stages.map(stage => number(step.stages[stage.name])), number(step.seconds)])),
    rows.some(({step}) => !step.riseSeen) && el('p', {class: 'soft'},
      '* The offered load does not show this rise; it is counted from the newest sample that the autoscaler used.'));
}
