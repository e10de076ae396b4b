import { byId, el } from './dom.js';
import { mrkdwn, plain, plainString } from './mrkdwn.js';
import { page, zone } from './store.js';
import { toLocal, toUnix } from './time.js';

export const textNodes = (text) => (text.type === 'mrkdwn' ? mrkdwn(text.text) : plain(text.text));

/**
 * An interactive element. `touch(element, value)` is called when a person used it: null for a click, else what they chose.
 * The control's `read()` gives its value, for forms.
 */
export function control(element, label, touch) {
  const data = { actionId: element.action_id };
  const aria = { label: element.accessibility_label ?? label };
  const chosen = (read) => () => askFirst(element).then((yes) => yes && touch?.(element, read()));
  switch (element.type) {
    case 'button': {
      const onclick = async (event) => {
        const button = event.currentTarget;
        if (!(await askFirst(element))) return;
        if (element.url) window.open(element.url, '_blank', 'noopener,noreferrer');
        button.disabled = true;
        await touch(element, null);
        button.disabled = false;
      };
      const words = plain(element.text.text);
      return el('button', { type: 'button', className: element.style ?? 'default', data, onclick }, words);
    }
    case 'static_select':
    case 'external_select':
    case 'overflow':
      return selectBox(element, data, aria, chosen, listOptions(element), element.initial_option?.value);
    case 'users_select':
    case 'multi_users_select':
      return selectBox(element, data, aria, chosen, userOptions(), element.initial_user);
    case 'multi_static_select':
    case 'checkboxes':
    case 'radio_buttons':
      return choices(element, data, aria, chosen);
    case 'datetimepicker': {
      const input = el('input', { type: 'datetime-local', data, aria });
      if (element.initial_date_time) input.value = toLocal(element.initial_date_time, zone());
      input.read = () => (input.value === '' ? null : toUnix(input.value, zone()));
      input.onchange = chosen(input.read);
      return input;
    }
    default:
      return field(element, data, aria, chosen);
  }
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

function listOptions(element) {
  const option = ({ text, value }) => el('option', { value }, plainString(text.text));
  if (element.option_groups === undefined) return (element.options ?? []).map(option);
  return element.option_groups.map(({ label, options }) => el('optgroup', { label: label.text }, options.map(option)));
}

function userOptions() {
  const active = page.state.people.filter((person) => !person.deleted && !person.isBot);
  return active.map((person) => el('option', { value: person.id }, person.realName));
}

function selectBox(element, data, aria, chosen, options, initial) {
  const words = element.placeholder?.text ?? (element.type === 'overflow' ? '⋯' : 'Choose…');
  const select = el('select', { data, aria }, el('option', { value: '' }, words), options);
  select.value = initial ?? '';
  select.read = () => (select.value === '' ? null : select.value);
  select.onchange = chosen(select.read);
  return select;
}

function choices(element, data, aria, chosen) {
  const type = element.type === 'radio_buttons' ? 'radio' : 'checkbox';
  const initial = (element.initial_options ?? [element.initial_option]).map((option) => option?.value);
  const group = el('div', { className: 'choices', data, aria, attrs: { role: 'group' } });
  const read = () => {
    const values = [...group.querySelectorAll('input:checked')].map((input) => input.value);
    return type === 'radio' ? (values[0] ?? null) : values;
  };
  const name = `${element.action_id}-${Math.random()}`;
  for (const { text, value, description } of element.options ?? []) {
    const input = el('input', { type, name, value, checked: initial.includes(value), onchange: chosen(read) });
    const small = description ? el('small', {}, textNodes(description)) : null;
    group.append(el('label', {}, input, el('span', {}, textNodes(text), small)));
  }
  group.read = read;
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
  input.value = element.initial_value ?? element.initial_date ?? element.initial_time ?? '';
  input.read = () => (input.value === '' ? null : input.value);
  if (element.type.endsWith('picker')) input.onchange = chosen(input.read);
  return input;
}
