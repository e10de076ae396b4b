import { drawBlocks } from './blocks.js';
import { byId, el } from './dom.js';
import { control } from './elements.js';
import { plain } from './mrkdwn.js';
import { act } from './store.js';

let shown = '';
let open = null;

/** Shows the person's top modal, or none. What was typed stays when the app updates the view. */
export function drawModal(view) {
  const dialog = byId('modal');
  if (view === null) {
    open = null;
    shown = '';
    if (dialog.open) dialog.close();
    return;
  }
  const now = JSON.stringify([view.id, view.hash, view.errors]);
  if (now === shown) return;
  const typed = open?.view.id === view.id ? open.read() : {};
  shown = now;
  open = build(dialog, view, typed, view.errors);
  if (!dialog.open) dialog.showModal();
  dialog.querySelector('.form-blocks input, .form-blocks textarea, .form-blocks select')?.focus();
}

function build(dialog, view, typed, errors) {
  const inputs = new Map();
  const read = () => Object.fromEntries([...inputs].map(([blockId, input]) => [blockId, input.read()]));
  const touch = (block, element) =>
    act('viewClick', { view: view.id, actionId: element.action_id, blockId: block.block_id, values: read() });
  const blocks = drawBlocks(view.blocks, touch, {
    input: (block) => inputBlock(block, touch, inputs, errors[block.block_id]),
  });
  for (const [blockId, input] of inputs) {
    if (typeof typed[blockId] === 'string' && 'value' in input) input.value = typed[blockId];
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
    if (submit === null) return;
    submit.disabled = true;
    const outcome = await act('submit', { view: view.id, values: read() });
    submit.disabled = false;
    showErrors(form, outcome.fields ?? {});
  };
  dialog.oncancel = (event) => {
    event.preventDefault();
    close();
  };
  dialog.replaceChildren(form);
  return { view, read };
}

function inputBlock(block, touch, inputs, error) {
  const id = `input-${block.block_id}`;
  const input = control(
    block.element,
    block.label.text,
    block.dispatch_action ? (element) => touch(block, element) : undefined,
  );
  input.id = id;
  input.setAttribute('aria-describedby', `${id}-words`);
  inputs.set(block.block_id, input);
  const optional = block.optional ? el('span', { className: 'dim' }, ' (optional)') : null;
  const hint = block.hint ? el('small', { className: 'dim' }, plain(block.hint.text)) : null;
  const wrong = el('p', { className: 'error', data: { errorFor: block.block_id } }, error ?? '');
  return el(
    'div',
    { className: 'input', data: { blockId: block.block_id } },
    el('label', { htmlFor: id }, plain(block.label.text), optional),
    input,
    el('div', { id: `${id}-words` }, hint, wrong),
  );
}

function showErrors(form, fields) {
  for (const place of form.querySelectorAll('[data-error-for]'))
    place.textContent = fields[place.dataset.errorFor] ?? '';
  const first = Object.keys(fields)[0];
  if (first !== undefined) form.querySelector(`[data-block-id="${CSS.escape(first)}"] [id]`)?.focus();
}
