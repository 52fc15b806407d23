'use strict';
/* What a reader has opened, typed and zoomed to, so that the page can be drawn again around it. */

const viewOf = () => ({
  range: range[0] === startSeconds && range[1] === endSeconds ? null : range,
  find: document.getElementById('find')?.value || '',
  actor: document.getElementById('actor')?.value || '',
  shown: shownRows,
  open: [...document.querySelectorAll('#journal details[open]')].map(each => each.id),
  focus: document.activeElement?.id,
  scroll: scrollY,
});

function restore(view) {
  if (view.range) zoomTo(...view.range);
  if (document.getElementById('find')) {
    document.getElementById('find').value = view.find;
    if ([...document.getElementById('actor').options].some(each => each.value === view.actor)) document.getElementById('actor').value = view.actor;
    shownRows = view.shown;
    fill();
  }
  view.open.forEach(id => {
    const details = document.getElementById(id);
    if (details) details.open = true;
  });
  if (view.focus) document.getElementById(view.focus)?.focus({preventScroll: true});
  scrollTo({top: view.scroll, behavior: 'instant'});
}

return {viewOf, restore, end() {
  drawn.abort();
  plots.forEach(plot => plot.destroy());
}};
