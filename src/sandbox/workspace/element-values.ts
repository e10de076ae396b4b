import type { Block, JsonObject } from './block-kit.ts';

/** What a person put into an element: text, an option's value, a user id, Unix seconds; several for a multi element. */
export type RawValue = string | number | readonly string[] | null;

/** Raw values by block_id, or by action_id. */
export type RawValues = Readonly<Record<string, RawValue>>;

/** An element's entry in `state.values`, with the key its type uses. */
function elementState(element: JsonObject, raw: RawValue): JsonObject {
  const type = String(element.type);
  const one = raw === null || raw === '' || (Array.isArray(raw) && raw.length === 0) ? null : raw;
  const many = one === null ? [] : Array.isArray(one) ? one : [String(one)];
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
    case 'overflow':
    case 'external_select':
      return { type, selected_option: one === null ? null : findOption(element, String(one)) };
    case 'multi_static_select':
    case 'checkboxes':
      return { type, selected_options: many.map((value) => findOption(element, value)) };
    case 'users_select':
      return { type, selected_user: one };
    case 'multi_users_select':
      return { type, selected_users: many };
    case 'conversations_select':
      return { type, selected_conversation: one };
    case 'multi_conversations_select':
      return { type, selected_conversations: many };
    case 'channels_select':
      return { type, selected_channel: one };
    case 'datepicker':
      return { type, selected_date: one };
    case 'timepicker':
      return { type, selected_time: one };
    case 'datetimepicker':
      return { type, selected_date_time: one === null ? null : Number(one) };
    default:
      return { type, value: one };
  }
}

/** What the element holds before anybody touches it. */
function initialValue(element: JsonObject): RawValue {
  const option = element.initial_option as { value: string } | undefined;
  const options = element.initial_options as { value: string }[] | undefined;
  const plain =
    element.initial_value ??
    element.initial_user ??
    element.initial_users ??
    element.initial_conversation ??
    element.initial_channel ??
    element.initial_date ??
    element.initial_time ??
    element.initial_date_time;
  return option?.value ?? options?.map(({ value }) => value) ?? (plain as RawValue | undefined) ?? null;
}

/**
 * The state of a view's inputs after a person filled in `raw`; untouched inputs keep their initial value.
 * `missing` names what Slack's own client would not let them send: an empty input that is not optional.
 */
export function viewValues(blocks: readonly Block[], raw: RawValues) {
  const values: Record<string, Record<string, JsonObject>> = {};
  const missing: Record<string, string> = {};
  for (const block of blocks) {
    for (const element of statefulElements(block)) {
      const actionId = String(element.action_id);
      const given = raw[block.block_id] ?? raw[actionId];
      const value = given === undefined ? initialValue(element) : given;
      const state = elementState(element, value);
      if (block.type === 'input' && block.optional !== true && isEmpty(state)) {
        missing[block.block_id] = 'Please complete this required field.';
      }
      values[block.block_id] = { ...values[block.block_id], [actionId]: state };
    }
  }
  return { values, missing };
}

/** Finds the element a person touched: by action_id, and by block_id where the message has several. */
export function findElement(
  blocks: readonly Block[],
  actionId: string,
  blockId: string | null,
): { block: Block; element: JsonObject } | null {
  for (const block of blocks) {
    if (blockId !== null && block.block_id !== blockId) continue;
    for (const element of elementsOf(block)) if (element.action_id === actionId) return { block, element };
  }
  return null;
}

/** An entry of `actions` in block_actions: the touched element with what was chosen. */
export function describeAction(
  { block, element }: { block: JsonObject; element: JsonObject },
  raw: RawValue,
  actionTs: string,
): JsonObject {
  const { type: _type, ...state } = element.type === 'button' ? { type: 'button' } : elementState(element, raw);
  return {
    type: element.type,
    action_id: element.action_id,
    block_id: block.block_id,
    action_ts: actionTs,
    ...(element.type === 'button' ? { text: element.text } : {}),
    ...(element.value === undefined ? {} : { value: element.value }),
    ...state,
  };
}

function statefulElements(block: Block): JsonObject[] {
  return elementsOf(block).filter((element) => !['button', 'overflow', 'image'].includes(String(element.type)));
}

function elementsOf(block: Block): JsonObject[] {
  if (block.type === 'actions') return block.elements as JsonObject[];
  if (block.type === 'section' && block.accessory !== undefined) return [block.accessory as JsonObject];
  if (block.type === 'input') return [block.element as JsonObject];
  return [];
}

function isEmpty(state: JsonObject): boolean {
  const { type: _type, ...rest } = state;
  return Object.values(rest).every((value) => value === null || (Array.isArray(value) && value.length === 0));
}

function findOption(element: JsonObject, value: string): JsonObject {
  const groups = element.option_groups as { options: JsonObject[] }[] | undefined;
  const options = groups?.flatMap((group) => group.options) ?? (element.options as JsonObject[] | undefined) ?? [];
  const option = options.find((candidate) => candidate.value === value);
  if (option === undefined) throw new Error(`${String(element.action_id)} has no option with the value "${value}"`);
  return option;
}
