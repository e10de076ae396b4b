import { byId, el } from './dom.js';

const GAP = 4;
/** The button that was pressed while its menu was open: that press closes it. */
let closing = null;
let findOpener = () => null;

/**
 * Opens a menu beside `button`. Entries are `{ label, about?, run, data? }`. `findButton` finds the button again when its
 * message was redrawn meanwhile, so that the focus can return.
 */
export function openMenu(button, name, entries, findButton = () => button) {
  const isClosing = closing === button;
  closing = null;
  if (isClosing) return;
  const menu = byId('menu');
  findOpener = findButton;
  menu.setAttribute('aria-label', name);
  menu.replaceChildren(
    ...entries.map(({ label, about, run, data = {} }) => {
      const onclick = () => {
        close(menu);
        run();
      };
      const small = about ? el('small', {}, about) : null;
      return el(
        'button',
        { type: 'button', tabIndex: -1, attrs: { role: 'menuitem' }, data, onclick },
        el('span', {}, label),
        small,
      );
    }),
  );
  menu.ontoggle = (event) => {
    if (event.newState !== 'closed') return;
    button.setAttribute('aria-expanded', 'false');
    if (document.activeElement === document.body) findOpener()?.focus();
  };
  button.setAttribute('aria-expanded', 'true');
  menu.showPopover();
  place(menu, button.getBoundingClientRect());
  menu.firstElementChild?.focus();
}

/** What a button that opens a menu says of itself. */
export const opensMenu = { haspopup: 'menu', expanded: 'false' };

export function setUpMenu() {
  document.addEventListener(
    'pointerdown',
    ({ target }) => {
      closing = target.closest('[aria-haspopup=menu][aria-expanded=true]');
    },
    true,
  );
  byId('menu').addEventListener('keydown', (event) => {
    const menu = event.currentTarget;
    const items = [...menu.children];
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === 'Tab') {
      event.preventDefault();
      close(menu);
    } else if (to !== undefined) {
      event.preventDefault();
      items[(to + items.length) % items.length].focus();
    }
  });
}

function close(menu) {
  menu.hidePopover();
  findOpener()?.focus();
}

/** Below the button where there is room, else above, and never beyond the window's edge. */
function place(menu, { left, right, top, bottom }) {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const fits = bottom + GAP + height <= innerHeight;
  const wanted = left + width <= innerWidth - GAP ? left : right - width;
  menu.style.left = `${Math.max(GAP, Math.min(wanted, innerWidth - width - GAP))}px`;
  menu.style.top = `${fits ? bottom + GAP : Math.max(GAP, top - GAP - height)}px`;
}
