import { drawBlocks } from './blocks.js';
import { byId, el, samePlace } from './dom.js';
import { control } from './elements.js';
import { plain } from './mrkdwn.js';
import { act, zone } from './store.js';

let shown = '';
let open = null;
let opener = null;
/** What was typed into each view that is still open, by view id: another may lie on top of it, or its person be away. */
const typed = new Map();

/**
 * Shows the person's top modal, or none. What was typed into an input stays while the app updates the view, as long as
 * the input is the same one; so does the focus. A closed modal gives the focus back to what opened it.
 */
export function drawModal(view) {
  const dialog = byId('modal');
  if (open !== null) typed.set(open.view.id, open.read());
  if (view === null) {
    open = null;
    shown = '';
    if (dialog.open) {
      dialog.close();
      giveBack();
    }
    return;
  }
  const now = JSON.stringify([view.id, view.hash, view.errors]);
  if (now === shown) return;
  shown = now;
  if (open?.view.id === view.id && open.view.hash === view.hash) {
    // Only the errors are news: whoever is typing already is not interrupted.
    showErrors(open.inputs, view.errors, false);
    return;
  }
  const focused = dialog.contains(document.activeElement)
    ? document.activeElement.closest('[data-block-id]')?.dataset.blockId
    : undefined;
  const isSame = open?.view.id === view.id;
  open = build(dialog, view, typed.get(view.id) ?? {});
  if (!dialog.open) {
    opener = document.activeElement;
    dialog.showModal();
  }
  const wrong = Object.keys(view.errors)[0];
  const kept = isSame ? open.inputs.get(wrong ?? focused) : open.inputs.get(wrong);
  const first = kept ?? [...open.inputs.values()][0] ?? dialog.querySelector('.form-blocks button, .primary');
  first?.focus();
}

/** The browser gives the focus back itself, unless the message that held the button was drawn anew meanwhile. */
function giveBack() {
  if (document.activeElement !== document.body || opener === null) return;
  const list = ['messages', 'thread-messages', 'home-blocks'].map(byId).find((node) => !node.hidden);
  const same = opener.isConnected ? null : samePlace(opener);
  (opener.isConnected ? opener : same && document.querySelector(same))?.focus();
  if (document.activeElement === document.body) list?.focus();
}

function build(dialog, view, values) {
  const inputs = new Map();
  const elements = new Map(view.blocks.filter(({ type }) => type === 'input').map((block) => [block.block_id, block]));
  const read = () => Object.fromEntries([...inputs].map(([blockId, input]) => [blockId, input.read()]));
  const touch = (block, element, value) => {
    const where = { view: view.id, actionId: element.action_id, blockId: block.block_id, values: read() };
    return value === null ? act('viewClick', where) : act('viewSelect', { ...where, value });
  };
  const blocks = drawBlocks(view.blocks, touch, { input: (block) => inputBlock(block, touch, inputs) });
  for (const [blockId, input] of inputs) {
    const before = open?.view.id === view.id ? open.elements.get(blockId) : elements.get(blockId);
    const isSame = before?.element.type === elements.get(blockId).element.type;
    if (isSame && Object.hasOwn(values, blockId)) input.write(values[blockId]);
  }
  const close = () => act('close', { view: view.id });
  const submit =
    view.submit === null
      ? null
      : el('button', { type: 'submit', className: 'primary', data: { modal: 'submit' } }, plain(view.submit.text));
  const form = el(
    'form',
    { method: 'dialog', noValidate: true, data: { view: view.id, callbackId: view.callbackId } },
    el('h2', { id: 'modal-title' }, plain(view.title?.text ?? '')),
    el('div', { className: 'form-blocks' }, blocks),
    el(
      'div',
      { className: 'buttons' },
      el(
        'button',
        { type: 'button', className: 'default', data: { modal: 'close' }, onclick: close },
        view.close ? plain(view.close.text) : 'Cancel',
      ),
      submit,
    ),
  );
  form.onsubmit = async (event) => {
    event.preventDefault();
    if (submit === null || submit.ariaBusy === 'true') return;
    submit.ariaBusy = 'true';
    const outcome = await act('submit', { view: view.id, values: read() });
    submit.ariaBusy = null;
    showErrors(inputs, outcome.fields ?? {}, true);
  };
  form.onkeydown = (event) => {
    // In a field of several lines Enter starts a line; with Ctrl it submits, as everywhere else alone.
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.target.tagName !== 'TEXTAREA') return;
    event.preventDefault();
    form.requestSubmit();
  };
  dialog.oncancel = (event) => {
    event.preventDefault();
    close();
  };
  dialog.replaceChildren(form);
  showErrors(inputs, view.errors, false);
  return { view, read, inputs, elements };
}

function inputBlock(block, touch, inputs) {
  const id = `input-${block.block_id}`;
  const listen = block.dispatch_action ? (element, value) => touch(block, element, value) : undefined;
  const input = control(block.element, block.label.text, listen);
  input.id = id;
  input.setAttribute('aria-describedby', `${id}-words`);
  if (block.optional !== true && input.matches('input, textarea, select')) input.setAttribute('aria-required', 'true');
  inputs.set(block.block_id, input);
  input.addEventListener('input', () => say(input, ''));
  const optional = block.optional ? el('span', { className: 'dim' }, ' (optional)') : null;
  const isMoment = ['datetimepicker', 'timepicker'].includes(block.element.type);
  const hints = [block.hint ? block.hint.text : '', isMoment ? `In your zone, ${zone()}.` : ''];
  const hint = hints.filter((words) => words !== '').join(' ');
  return el(
    'div',
    { className: 'input', data: { blockId: block.block_id } },
    el('label', { htmlFor: id }, plain(block.label.text), optional),
    input,
    el(
      'div',
      { id: `${id}-words` },
      hint === '' ? null : el('small', { className: 'dim' }, plain(hint)),
      el('p', { className: 'error', data: { errorFor: block.block_id } }),
    ),
  );
}

/** Says beside each field what is wrong with it; `goThere` moves the focus to the first. */
function showErrors(inputs, fields, goThere) {
  for (const [blockId, input] of inputs) say(input, fields[blockId] ?? '');
  if (goThere) [...inputs].find(([blockId]) => fields[blockId] !== undefined)?.[1].focus();
}

function say(input, words) {
  input.closest('.input').querySelector('.error').textContent = words;
  if (words === '') input.removeAttribute('aria-invalid');
  else input.setAttribute('aria-invalid', 'true');
}
