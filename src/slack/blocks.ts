import type {
  ActionsBlock,
  Button,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  KnownBlock,
  MrkdwnElement,
  RichTextBlock,
  SectionBlock,
} from '@slack/types';
import { sanitise } from '../lib/sanitise.ts';
import { clip, escaped } from './text.ts';
import type { MessageView } from './views/view.ts';

/** Slack's limits, in UTF-16 units (facts of its documentation; the sum over a message is measured: 13,200). */
const most = {
  header: 150,
  section: 3_000,
  field: 2_000,
  fields: 10,
  contextElements: 10,
  buttons: 25,
  buttonText: 75,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  preformatted: 4_000,
  text: 4_000,
  blocks: 50,
  sum: 12_000,
};

const cutTail = '\n… cut; the whole text is in the file';

/** What a button does is found by its id; nothing else is in it. */
export interface ButtonSpec {
  label: string;
  id: string;
  style?: 'primary' | 'danger';
  /** Asked before the press counts. `text` is plain. */
  confirm?: { title: string; text: string; yes: string; no: string };
}

/** A whole message inside every limit. What does not fit is left out aloud; buttons always stay. */
export function message(text: string, blocks: readonly KnownBlock[]): MessageView {
  return { text: clip(text, most.text, cutTail), blocks: withinLimits(blocks) };
}

/** A title line; plain text. */
export function header(text: string): HeaderBlock {
  return { type: 'header', text: { type: 'plain_text', text: clip(oneLine(text), most.header) } };
}

/** mrkdwn: the caller escapes what is foreign. */
export function section(text: string): SectionBlock {
  return { type: 'section', text: mrkdwn(clip(text, most.section, cutTail)) };
}

/** Short label and value pairs, two columns; values are mrkdwn. */
export function fields(pairs: readonly (readonly [label: string, value: string])[]): SectionBlock {
  return {
    type: 'section',
    fields: pairs
      .slice(0, most.fields)
      .map(([label, value]) => mrkdwn(clip(`*${escaped(label)}*\n${value}`, most.field))),
  };
}

/** Small grey lines; mrkdwn. */
export function context(...lines: readonly string[]): ContextBlock {
  const shown = lines.slice(0, most.contextElements);
  return { type: 'context', elements: shown.map((line) => mrkdwn(clip(line, 2_000, cutTail))) };
}

/** `verbatim`: without it Slack makes mentions and links of bare `@here`, `#general` and addresses in foreign words. */
function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

export function divider(): DividerBlock {
  return { type: 'divider' };
}

/** A row of buttons, or nothing where none is left. */
export function actions(buttons: readonly (ButtonSpec | null)[]): ActionsBlock[] {
  const shown = buttons.filter((button) => button !== null).slice(0, most.buttons);
  return shown.length === 0 ? [] : [{ type: 'actions', elements: shown.map(buttonElement) }];
}

/** Foreign text in a monospace box: nothing in it can become a mark, a link or a mention. */
export function preformatted(text: string): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: boxed(text, most.preformatted) }] }],
  };
}

/** What a person wrote, word for word. */
export function quote(text: string): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: boxed(text, most.section) }] }],
  };
}

function boxed(text: string, limit: number): string {
  const whole = sanitise(text.toWellFormed());
  if (whole.length <= limit) return clip(whole, limit);
  const head = whole.slice(0, limit - 120).replace(/[\ud800-\udbff]$/, '');
  const lines = head.split('\n').length;
  const cut = `\n… cut at ${lines} of ${whole.split('\n').length} lines; the whole text is in the file`;
  return `${head}${cut}`;
}

function buttonElement({ label, id, style, confirm }: ButtonSpec): Button {
  const plain = (text: string, limit: number) => ({ type: 'plain_text' as const, text: clip(oneLine(text), limit) });
  return {
    type: 'button',
    action_id: `act:${id}`,
    text: plain(label, most.buttonText),
    ...(style ? { style } : {}),
    ...(confirm
      ? {
          confirm: {
            title: plain(confirm.title, most.confirmTitle),
            text: { type: 'plain_text', text: clip(sanitise(confirm.text), most.confirmText) },
            confirm: plain(confirm.yes, most.confirmButton),
            deny: plain(confirm.no, most.confirmButton),
          },
        }
      : {}),
  };
}

function oneLine(text: string): string {
  return sanitise(text.toWellFormed()).replace(/\s+/g, ' ');
}

function withinLimits(blocks: readonly KnownBlock[]): KnownBlock[] {
  const isButtons = (block: KnownBlock) => block.type === 'actions';
  const notice = 160;
  let left = most.sum - notice - textLength(blocks.filter(isButtons));
  let room = most.blocks - 1 - blocks.filter(isButtons).length;
  let dropped = 0;
  const kept = blocks.filter((block) => {
    if (isButtons(block)) return true;
    const size = textLength(block);
    if (dropped > 0 || room === 0 || size > left) {
      dropped += 1;
      return false;
    }
    left -= size;
    room -= 1;
    return true;
  });
  if (dropped === 0) return kept;
  const said = context(
    `… cut: ${dropped} of ${blocks.length} parts do not fit; the whole text is in the file or on the timeline`,
  );
  const at = kept.findLastIndex((block) => !isButtons(block)) + 1;
  return kept.toSpliced(at, 0, said);
}

/** Every string under a key `text`, which is what Slack's own sum counts. */
function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + textLength(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) => sum + (key === 'text' && typeof item === 'string' ? item.length : textLength(item)),
    0,
  );
}
