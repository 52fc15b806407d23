'use strict';
/* Keeps the page up to date: the server says when something new was measured, and the page draws itself again. */

const pulse = document.getElementById('pulse');
const pause = document.getElementById('pause');
let page = null;
let held = false;
let behind = false;
let loading = false;

function say(state, words) {
  pulse.dataset.state = state;
  pulse.textContent = words;
}

/** A reader who holds a mouse button is drawing a selection. */
document.addEventListener('pointerdown', () => { held = true; });
document.addEventListener('pointerup', () => { held = false; });

async function refresh() {
  if (loading || held || document.hidden || pause.getAttribute('aria-pressed') === 'true') {
    behind = true;
    return;
  }
  loading = true;
  behind = false;
  try {
    const answer = await fetch('dashboard/data');
    if (answer.status === 200) draw(await answer.json());
  } finally {
    loading = false;
  }
}

function draw(data) {
  const view = page && page.viewOf();
  if (page) page.end();
  for (const id of ['head', 'main', 'foot']) document.getElementById(id).replaceChildren();
  page = report(data);
  if (view) page.restore(view);
}

pause.addEventListener('click', () => {
  const pressed = pause.getAttribute('aria-pressed') !== 'true';
  pause.setAttribute('aria-pressed', pressed);
  if (!pressed && behind) refresh();
});
document.addEventListener('visibilitychange', () => { if (behind) refresh(); });

const events = new EventSource('dashboard/events');
events.addEventListener('moment', event => {
  const moment = JSON.parse(event.data);
  say('live', `${moment.now.slice(0, 19).replace('T', ' ')} UTC, live`);
  refresh();
});
events.addEventListener('error', () => say('lost', 'No connection: the cluster has ended, or is being restarted'));
