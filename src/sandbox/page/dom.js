/** Makes an element. `props` are properties, except `data` (data attributes), `aria` and `attrs`; text children stay text. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  const { data = {}, aria = {}, attrs = {}, ...rest } = props;
  Object.assign(node, rest);
  for (const [name, value] of Object.entries(data)) node.dataset[name] = value;
  for (const [name, value] of Object.entries(aria)) node.setAttribute(`aria-${name}`, value);
  for (const [name, value] of Object.entries(attrs)) node.setAttribute(name, value);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

export const byId = (id) => document.getElementById(id);

/**
 * Makes `parent` show `items` in order and touches only what changed, so that focus, scroll and screen readers
 * stay where they are. `print` names everything an item's picture depends on.
 */
export function keyed(parent, items, key, print, draw) {
  const old = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  let previous = null;
  for (const item of items) {
    const name = key(item);
    const now = print(item);
    let node = old.get(name);
    old.delete(name);
    if (node === undefined || node.printed !== now) {
      const fresh = draw(item);
      fresh.dataset.key = name;
      fresh.printed = now;
      if (node !== undefined) {
        keepOpen(node, fresh);
        node.replaceWith(fresh);
      }
      node = fresh;
    }
    const place = previous === null ? parent.firstElementChild : previous.nextElementSibling;
    if (place !== node) parent.insertBefore(node, place);
    previous = node;
  }
  for (const node of old.values()) node.remove();
}

/** An opened file preview, and the focus on a button, survive a redraw of their message. */
function keepOpen(before, after) {
  const opened = [...before.querySelectorAll('details')].map((details) => details.open);
  for (const [index, details] of [...after.querySelectorAll('details')].entries())
    details.open = opened[index] ?? false;
  if (!before.contains(document.activeElement)) return;
  const same = samePlace(document.activeElement);
  if (same !== null) queueMicrotask(() => after.querySelector(same)?.focus());
}

/** What finds the control again after its message, or the view it stands in, was drawn anew; null for what has no name. */
export function samePlace(control) {
  const { actionId, tool, appTab, person, channel } = control.dataset;
  const [name, value] = Object.entries({ 'action-id': actionId, tool, 'app-tab': appTab, person, channel }).find(
    ([, given]) => given !== undefined,
  ) ?? ['', ''];
  return name === '' ? null : `[data-${name}="${CSS.escape(value)}"]`;
}

export function say(words) {
  const toast = byId('toast');
  toast.textContent = words;
  toast.classList.add('shown');
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => toast.classList.remove('shown'), 5000);
}
