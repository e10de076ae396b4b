import { byId, el } from './dom.js';
import { mrkdwn, plain, plainString } from './mrkdwn.js';
import { channelTitle, page, zone } from './store.js';
import { toLocal, toUnix } from './time.js';

export const textNodes = (text) => (text.type === 'mrkdwn' ? mrkdwn(text.text) : plain(text.text));

/**
 * An interactive element. `touch(element, value)` is called when a person used it: null for a click, else what they chose.
 * The control's `read()` gives its value and `write(value)` sets it, for forms.
 */
export function control(element, label, touch) {
  const data = { actionId: element.action_id };
  const aria = { label: element.accessibility_label ?? label };
  const chosen = (read) => () => askFirst(element).then((yes) => yes && touch?.(element, read()));
  switch (element.type) {
    case 'button':
      return button(element, data, touch);
    case 'static_select':
    case 'external_select':
    case 'overflow':
      return selectBox(element, data, aria, chosen, listOptions(element), element.initial_option?.value);
    case 'users_select':
      return selectBox(element, data, aria, chosen, userOptions().map(option), element.initial_user);
    case 'channels_select':
    case 'conversations_select': {
      const initial = element.initial_channel ?? element.initial_conversation;
      return selectBox(element, data, aria, chosen, channelOptions().map(option), initial);
    }
    case 'multi_users_select':
      return choices(element, data, aria, chosen, userOptions(), element.initial_users ?? []);
    case 'multi_conversations_select':
      return choices(element, data, aria, chosen, channelOptions(), element.initial_conversations ?? []);
    case 'multi_static_select':
    case 'checkboxes':
    case 'radio_buttons': {
      const initial = element.initial_options ?? (element.initial_option ? [element.initial_option] : []);
      const values = initial.map(({ value }) => value);
      return choices(element, data, aria, chosen, ownOptions(element), values);
    }
    case 'datetimepicker': {
      const input = el('input', { type: 'datetime-local', data, aria });
      input.read = () => (input.value === '' ? null : toUnix(input.value, zone()));
      input.write = (value) => {
        input.value = value === null ? '' : toLocal(value, zone());
      };
      if (element.initial_date_time) input.write(element.initial_date_time);
      input.onchange = chosen(input.read);
      return input;
    }
    default:
      return field(element, data, aria, chosen);
  }
}

/** While its press is under way the button stays where the focus is, and a second press does nothing. */
function button(element, data, touch) {
  const onclick = async (event) => {
    const pressed = event.currentTarget;
    if (pressed.ariaBusy === 'true' || !(await askFirst(element))) return;
    if (element.url) window.open(element.url, '_blank', 'noopener,noreferrer');
    pressed.ariaBusy = 'true';
    await touch(element, null);
    pressed.ariaBusy = null;
  };
  const name = element.accessibility_label ? { label: element.accessibility_label } : {};
  const props = { type: 'button', className: element.style ?? 'default', data, aria: name, onclick };
  return el('button', props, plain(element.text.text));
}

/** Shows an element's confirm dialog; resolves true at once when it has none. */
function askFirst(element) {
  const ask = element.confirm;
  if (ask === undefined) return Promise.resolve(true);
  const dialog = byId('confirm');
  return new Promise((resolve) => {
    const answer = (yes) => () => {
      dialog.close();
      resolve(yes);
    };
    dialog.oncancel = () => resolve(false);
    const style = ask.style ?? element.style ?? 'primary';
    dialog.replaceChildren(
      el('h2', { id: 'confirm-title' }, ask.title ? plain(ask.title.text) : 'Are you sure?'),
      el('div', { className: 'words' }, textNodes(ask.text)),
      el(
        'div',
        { className: 'buttons' },
        el(
          'button',
          { type: 'button', className: 'default', data: { confirm: 'no' }, onclick: answer(false) },
          ask.deny?.text ?? 'Cancel',
        ),
        el(
          'button',
          { type: 'button', className: style, data: { confirm: 'yes' }, onclick: answer(true) },
          ask.confirm?.text ?? 'Yes',
        ),
      ),
    );
    dialog.showModal();
  });
}

const option = ({ text, value }) => el('option', { value }, plainString(text.text));

function listOptions(element) {
  if (element.option_groups === undefined) return (element.options ?? []).map(option);
  return element.option_groups.map(({ label, options }) => el('optgroup', { label: label.text }, options.map(option)));
}

function ownOptions(element) {
  return element.option_groups?.flatMap(({ options }) => options) ?? element.options ?? [];
}

function userOptions() {
  const active = page.state.people.filter((person) => !person.deleted && !person.isBot);
  return active.map(({ id, realName }) => ({ value: id, text: { text: realName } }));
}

function channelOptions() {
  const open = page.state.channels.filter((channel) => channel.kind === 'channel' && !channel.isArchived);
  return open.map((channel) => ({ value: channel.id, text: { text: `#${channelTitle(channel)}` } }));
}

function selectBox(element, data, aria, chosen, options, initial) {
  const words = element.placeholder?.text ?? (element.type === 'overflow' ? '⋯' : 'Choose…');
  const select = el('select', { data, aria }, el('option', { value: '' }, words), options);
  select.read = () => (select.value === '' ? null : select.value);
  select.write = (value) => {
    select.value = value ?? '';
  };
  select.write(initial ?? null);
  select.onchange = chosen(select.read);
  return select;
}

let groups = 0;

function choices(element, data, aria, chosen, options, initial) {
  const isOne = element.type === 'radio_buttons';
  const group = el('div', { className: 'choices', data, aria, attrs: { role: isOne ? 'radiogroup' : 'group' } });
  const boxes = () => [...group.querySelectorAll('input')];
  const read = () => {
    const values = boxes()
      .filter((input) => input.checked)
      .map((input) => input.value);
    return isOne ? (values[0] ?? null) : values;
  };
  groups += 1;
  const name = `choice-${groups}`;
  for (const { text, value, description } of options) {
    const input = el('input', { type: isOne ? 'radio' : 'checkbox', name, value, onchange: chosen(read) });
    const small = description ? el('small', {}, textNodes(description)) : null;
    group.append(el('label', {}, input, el('span', {}, textNodes(text), small)));
  }
  group.read = read;
  group.write = (value) => {
    const values = [value].flat();
    for (const input of boxes()) input.checked = values.includes(input.value);
  };
  group.write(initial);
  group.focus = () => (boxes().find((input) => input.checked) ?? boxes()[0])?.focus();
  return group;
}

const INPUT_TYPES = {
  number_input: 'number',
  email_text_input: 'email',
  url_text_input: 'url',
  datepicker: 'date',
  timepicker: 'time',
};

function field(element, data, aria, chosen) {
  const isLong = element.multiline === true;
  const input = el(isLong ? 'textarea' : 'input', { data, aria, placeholder: element.placeholder?.text ?? '' });
  if (!isLong) input.type = INPUT_TYPES[element.type] ?? 'text';
  else input.rows = 4;
  if (element.max_length) input.maxLength = element.max_length;
  if (element.type === 'number_input') {
    input.min = element.min_value ?? '';
    input.max = element.max_value ?? '';
    input.step = element.is_decimal_allowed ? 'any' : '1';
  }
  input.read = () => (input.value === '' ? null : input.value);
  input.write = (value) => {
    input.value = value ?? '';
  };
  input.write(element.initial_value ?? element.initial_date ?? element.initial_time ?? null);
  if (element.type.endsWith('picker')) input.onchange = chosen(input.read);
  return input;
}
