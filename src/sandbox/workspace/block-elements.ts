import type { JsonObject, Problems } from './block-kit.ts';

const PLACES = {
  accessory: [
    'button',
    'image',
    'overflow',
    'static_select',
    'multi_static_select',
    'users_select',
    'multi_users_select',
    'conversations_select',
    'channels_select',
    'external_select',
    'checkboxes',
    'radio_buttons',
    'datepicker',
    'timepicker',
  ],
  actions: [
    'button',
    'overflow',
    'static_select',
    'users_select',
    'conversations_select',
    'channels_select',
    'external_select',
    'checkboxes',
    'radio_buttons',
    'datepicker',
    'timepicker',
    'datetimepicker',
  ],
  context: ['plain_text', 'mrkdwn', 'image'],
  input: [
    'plain_text_input',
    'static_select',
    'multi_static_select',
    'users_select',
    'multi_users_select',
    'conversations_select',
    'multi_conversations_select',
    'channels_select',
    'external_select',
    'checkboxes',
    'radio_buttons',
    'datepicker',
    'timepicker',
    'datetimepicker',
    'number_input',
    'email_text_input',
    'url_text_input',
  ],
} as const;

/** Checks an interactive or context element and gives it an action_id when it has none, as Slack does. */
export function checkElement(
  problems: Problems,
  value: unknown,
  at: string,
  place: keyof typeof PLACES,
  actionIds: Set<string>,
  newId: () => string,
) {
  if (typeof value !== 'object' || value === null) return problems.add(at, 'must be an object');
  const element = value as JsonObject;
  const type = String(element.type);
  if (!(PLACES[place] as readonly string[]).includes(type)) {
    return problems.add(`${at}/type`, `unsupported type: ${type}`);
  }
  if (type === 'plain_text' || type === 'mrkdwn') return checkText(problems, element, at, 3000, 'any');
  if (type === 'image') {
    if (typeof element.alt_text !== 'string' || element.alt_text === '') problems.add(`${at}/alt_text`, 'missing');
    return;
  }
  element.action_id ??= newId();
  const actionId = element.action_id;
  if (typeof actionId !== 'string' || actionId.length === 0 || actionId.length > 255) {
    problems.add(`${at}/action_id`, 'must be a string of 1 to 255 characters');
  } else if (actionIds.has(actionId)) {
    problems.add(`${at}/action_id`, `\`action_id\` "${actionId}" already exists in this block`);
  } else actionIds.add(actionId);
  checkConfirm(problems, element.confirm, `${at}/confirm`);
  checkOptionalText(problems, element.placeholder, `${at}/placeholder`, 150, 'plain_text');
  if (type === 'button') checkButton(problems, element, at);
  if (/static_select|overflow|checkboxes|radio_buttons/.test(type)) checkChoices(problems, element, at, type);
  if (type === 'plain_text_input') checkTextInput(problems, element, at);
}

export function checkOptionalText(
  problems: Problems,
  value: unknown,
  at: string,
  most: number,
  kind: 'plain_text' | 'any',
): void {
  if (value !== undefined) checkText(problems, value, at, most, kind);
}

/** Checks a text object of 1 to `most` characters. */
export function checkText(problems: Problems, value: unknown, at: string, most: number, kind: 'plain_text' | 'any') {
  if (typeof value !== 'object' || value === null) return problems.add(at, 'must be a text object');
  const { type, text } = value as JsonObject;
  if (type !== 'plain_text' && (kind === 'plain_text' || type !== 'mrkdwn')) {
    problems.add(`${at}/type`, `must be ${kind === 'plain_text' ? 'plain_text' : 'plain_text or mrkdwn'}`);
  }
  if (typeof text !== 'string') problems.add(`${at}/text`, 'must be a string');
  else if (text.length < 1) problems.add(`${at}/text`, 'must be more than 0 characters');
  else if (text.length > most) problems.add(`${at}/text`, `must be less than ${most + 1} characters`);
}

function checkButton(problems: Problems, element: JsonObject, at: string): void {
  checkText(problems, element.text, `${at}/text`, 75, 'plain_text');
  checkLength(problems, element.value, `${at}/value`, 2000);
  checkLength(problems, element.url, `${at}/url`, 3000);
  if (element.style !== undefined && element.style !== 'primary' && element.style !== 'danger') {
    problems.add(`${at}/style`, 'must be primary or danger');
  }
}

function checkConfirm(problems: Problems, confirm: unknown, at: string) {
  if (confirm === undefined) return;
  if (typeof confirm !== 'object' || confirm === null) return problems.add(at, 'must be an object');
  const { title, text, confirm: yes, deny: no } = confirm as JsonObject;
  checkOptionalText(problems, title, `${at}/title`, 100, 'plain_text');
  checkText(problems, text, `${at}/text`, 300, 'any');
  checkOptionalText(problems, yes, `${at}/confirm`, 30, 'plain_text');
  checkOptionalText(problems, no, `${at}/deny`, 30, 'plain_text');
}

function checkChoices(problems: Problems, element: JsonObject, at: string, type: string) {
  const most = type === 'overflow' ? 5 : /select/.test(type) ? 100 : 10;
  const groups = element.option_groups as JsonObject[] | undefined;
  if (groups !== undefined) {
    if (!Array.isArray(groups) || groups.length === 0 || groups.length > 100) {
      problems.add(`${at}/option_groups`, 'must be a list of 1 to 100 groups');
      return;
    }
    for (const [g, group] of groups.entries()) {
      checkText(problems, group.label, `${at}/option_groups/${g}/label`, 75, 'plain_text');
      checkOptions(problems, group.options, `${at}/option_groups/${g}/options`, 100);
    }
  } else checkOptions(problems, element.options, `${at}/options`, most);
  const initial = element.initial_option as JsonObject | undefined;
  const all = (groups?.flatMap((group) => group.options) ?? element.options ?? []) as JsonObject[];
  if (initial !== undefined && !all.some((option) => JSON.stringify(option) === JSON.stringify(initial))) {
    problems.add(`${at}/initial_option`, 'must exactly match one of the options');
  }
}

function checkOptions(problems: Problems, options: unknown, at: string, most: number) {
  if (!Array.isArray(options) || options.length === 0) return problems.add(at, 'must be a list of at least 1 item');
  if (options.length > most) problems.add(at, `no more than ${most} items allowed`);
  for (const [i, option] of options.entries()) {
    checkText(problems, option?.text, `${at}/${i}/text`, 75, 'any');
    checkOptionalText(problems, option?.description, `${at}/${i}/description`, 75, 'any');
    if (typeof option?.value !== 'string') problems.add(`${at}/${i}/value`, 'must be a string');
    else checkLength(problems, option.value, `${at}/${i}/value`, 75);
  }
}

function checkTextInput(problems: Problems, element: JsonObject, at: string): void {
  const { max_length: most, min_length: least, initial_value: initial } = element;
  if (most !== undefined && !(Number.isInteger(most) && Number(most) >= 1 && Number(most) <= 3000)) {
    problems.add(`${at}/max_length`, 'must be 1 to 3000');
  }
  if (least !== undefined && !(Number.isInteger(least) && Number(least) >= 0 && Number(least) <= 3000)) {
    problems.add(`${at}/min_length`, 'must be 0 to 3000');
  }
  checkLength(problems, initial, `${at}/initial_value`, Number(most ?? 3000));
}

function checkLength(problems: Problems, value: unknown, at: string, most: number): void {
  if (value === undefined) return;
  if (typeof value !== 'string') problems.add(at, 'must be a string');
  else if (value.length > most) problems.add(at, `must be at most ${most} characters`);
}
