import { drawBlocks } from './blocks.js';
import { byId, el } from './dom.js';
import { act } from './store.js';

let shown = '';

/** Draws what the app published into the Home tab of the person who looks. */
export function drawHome(app) {
  const place = byId('home-blocks');
  const now = JSON.stringify([app.home?.user, app.home?.hash]);
  if (now === shown) return;
  shown = now;
  const focused = place.contains(document.activeElement) ? document.activeElement.textContent : null;
  place.replaceChildren(...blocksOf(app));
  if (focused === null) return;
  const again = [...place.querySelectorAll('button')].find((button) => button.textContent === focused);
  (again ?? place).focus();
}

function blocksOf({ home, name }) {
  if (home === null) return [el('p', { className: 'empty' }, `${name} has not published its Home tab yet.`)];
  const touch = (block, element, value) => {
    const where = { view: home.id, actionId: element.action_id, blockId: block.block_id, values: {} };
    return value === null ? act('viewClick', where) : act('viewSelect', { ...where, value });
  };
  return drawBlocks(home.blocks, touch);
}
