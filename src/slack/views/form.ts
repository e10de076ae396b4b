import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { context, section } from '../blocks.ts';
import { clip, escaped } from '../text.ts';

/** One thing a form asks for; `name` is unique in its form. */
export type Field = {
  name: string;
  label: string;
  hint?: string;
  isOptional?: boolean;
} & (
  | { kind: 'text'; placeholder?: string; initial?: string; isLong?: boolean; longest?: number }
  /** One of at least one. A menu shows 100 of them and says that there are more. */
  | { kind: 'choice'; options: readonly Option[]; initial?: string }
  | { kind: 'choices'; options: readonly Option[]; initial?: readonly string[] }
  /** A person of the workspace; the value is Slack's id. */
  | { kind: 'person'; initial?: string }
  /** A moment; the value is whole seconds since the epoch. */
  | { kind: 'moment'; initialMs?: number }
);

interface Option {
  value: string;
  label: string;
}

export interface FormShown {
  /** At most 24 characters. */
  title: string;
  submit: string;
  /** What went wrong, or what this is about; foreign words and all. */
  intro: string | null;
  /** The line that can be typed instead. */
  shortcut: string;
  fields: readonly Field[];
}

/** Slack's limits. */
const most = { title: 24, options: 100, optionText: 75, input: 3_000, placeholder: 150, label: 2_000 };
export const formCallback = 'form';

/** A form as a modal. `id` names what is stored about it; nothing else is in the view. */
export function formView(form: FormShown, id: string): ModalView {
  const blocks: KnownBlock[] = [
    ...(form.intro === null ? [] : [section(escaped(form.intro))]),
    ...form.fields.map(inputBlock),
    context(`Next time: \`${escaped(form.shortcut).replaceAll('`', "'")}\``),
  ];
  return {
    type: 'modal',
    callback_id: formCallback,
    private_metadata: id,
    title: plain(form.title, most.title),
    submit: plain(form.submit, most.title),
    close: plain('Cancel', most.title),
    blocks,
  };
}

function inputBlock(field: Field): InputBlock {
  const hint = hintOf(field);
  return {
    type: 'input',
    block_id: field.name,
    label: plain(field.label, most.label),
    optional: field.isOptional === true,
    ...(hint === '' ? {} : { hint: plain(hint, most.label) }),
    element: elementOf(field),
  };
}

/** What does not fit into a menu is said: the line takes all of them. */
function hintOf(field: Field): string {
  const said = field.hint ?? '';
  if ((field.kind !== 'choice' && field.kind !== 'choices') || field.options.length <= most.options) return said;
  return `${said} ${most.options} of ${field.options.length} are listed; type the line below for the others.`.trim();
}

/** As many as a menu takes, the chosen ones among them. */
function listed(options: readonly Option[], isChosen: (option: Option) => boolean): Option[] {
  const chosen = options.filter(isChosen).slice(0, most.options);
  const others = options.filter((option) => !isChosen(option)).slice(0, most.options - chosen.length);
  return options.filter((option) => chosen.includes(option) || others.includes(option));
}

const action = 'value';

function elementOf(field: Field): InputBlock['element'] {
  switch (field.kind) {
    case 'text':
      return {
        type: 'plain_text_input',
        action_id: action,
        multiline: field.isLong === true,
        max_length: Math.min(field.longest ?? most.input, most.input),
        ...(field.placeholder === undefined ? {} : { placeholder: plain(field.placeholder, most.placeholder) }),
        ...(field.initial
          ? { initial_value: cut(field.initial, Math.min(field.longest ?? most.input, most.input)) }
          : {}),
      };
    case 'choice': {
      const options = listed(field.options, ({ value }) => value === field.initial);
      const chosen = options.find(({ value }) => value === field.initial);
      return {
        type: 'static_select',
        action_id: action,
        options: options.map(optionOf),
        ...(chosen ? { initial_option: optionOf(chosen) } : {}),
      };
    }
    case 'choices': {
      const options = listed(field.options, ({ value }) => field.initial?.includes(value) === true);
      const chosen = options.filter(({ value }) => field.initial?.includes(value));
      return {
        type: 'multi_static_select',
        action_id: action,
        options: options.map(optionOf),
        ...(chosen.length > 0 ? { initial_options: chosen.map(optionOf) } : {}),
      };
    }
    case 'person':
      return {
        type: 'users_select',
        action_id: action,
        ...(field.initial === undefined ? {} : { initial_user: field.initial }),
      };
    case 'moment':
      return {
        type: 'datetimepicker',
        action_id: action,
        ...(field.initialMs === undefined ? {} : { initial_date_time: Math.floor(field.initialMs / 1000) }),
      };
  }
}

function cut(text: string, limit: number): string {
  return text
    .toWellFormed()
    .slice(0, limit)
    .replace(/[\ud800-\udbff]$/, '');
}

function optionOf({ value, label }: Option) {
  return { value, text: plain(label, most.optionText) };
}

function plain(text: string, limit: number) {
  return { type: 'plain_text' as const, text: clip(text.replace(/\s+/g, ' ').trim(), limit) };
}

/** What a person filled in, by field; an empty field is not there. Several choices are joined by commas. */
export type FormValues = Readonly<Record<string, string>>;

interface Given {
  value?: string | null;
  selected_option?: { value: string } | null;
  selected_options?: readonly { value: string }[];
  selected_user?: string | null;
  selected_date_time?: number | null;
}

/** Reads `view.state.values` of a submission. */
export function formValues(values: Readonly<Record<string, Readonly<Record<string, unknown>>>>): FormValues {
  const found = Object.entries(values).flatMap(([name, elements]): [string, string][] => {
    const given = (elements[action] ?? {}) as Given;
    const chosen = given.selected_options?.map(({ value }) => value).join(',');
    const value =
      given.value ??
      given.selected_option?.value ??
      given.selected_user ??
      (given.selected_date_time == null ? undefined : String(given.selected_date_time)) ??
      chosen;
    return value === undefined || value === null || value.trim() === '' ? [] : [[name, value.trim()]];
  });
  return Object.fromEntries(found);
}
