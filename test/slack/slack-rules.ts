import fc from 'fast-check';
import { checkMessageBlocks } from '../../src/sandbox/workspace/block-kit.ts';
import type { MessageView } from '../../src/slack/views/view.ts';

const nasty = [
  '<!channel>',
  '<!here|here>',
  '<!subteam^S012345|@netops>',
  '<https://evil.example|Approve>',
  '<@U0EVE00009|ana>',
  '&lt;!channel&gt;',
  '```',
  '`rm -rf`',
  '*bold* _it_ ~no~',
  '\u202egpj.exe',
  '\u0000\u001b[31m',
  '\ud83d',
  '👩‍🚒'.repeat(40),
  'x'.repeat(3_100),
  '&'.repeat(800),
  '\n'.repeat(90),
  'row of output\n'.repeat(400),
  ' ',
  '',
];

/** What a stranger, a device or an alert may put into a field: markup of Slack, controls, half characters, far too much. */
export const hostile: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ maxLength: 40 })),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(' '));

/** What Slack would refuse or misread in a message; empty for a good one. */
export function problemsOf(view: MessageView): string[] {
  return [...refusals(view), ...markup(view), ...guesses(view.blocks), ...buttons(view.blocks)];
}

function refusals({ text, blocks }: MessageView): string[] {
  const problems: string[] = [];
  if (text.trim() === '') problems.push('text is empty: notifications and screen readers say nothing');
  if (text.length > 4_000) problems.push(`text has ${text.length} characters; chat.update takes 4,000`);
  if (blocks.length === 0) problems.push('there are no blocks');
  if (textLength(blocks) > 12_000)
    problems.push(`the blocks hold ${textLength(blocks)} characters; 12,000 is the plan`);
  if (
    JSON.stringify({ text, blocks }) !== JSON.stringify({ text, blocks }).toWellFormed() ||
    /\\ud[89a-f]/.test(JSON.stringify({ text, blocks }))
  )
    problems.push('half a character');
  try {
    const ids = Array.from({ length: 1_000 }, (_, i) => `b${i}`);
    checkMessageBlocks(blocks, () => ids.pop() ?? '');
  } catch (error) {
    problems.push(`refused: ${(error as Error).message} ${JSON.stringify((error as { messages?: unknown }).messages)}`);
  }
  return problems;
}

/** Every `<` in what Slack reads as markup opens a mention of one person or channel, or a date of ours. */
function markup({ text, blocks }: MessageView): string[] {
  return [text, ...stringsOf(blocks, 'mrkdwn')].flatMap((words) =>
    words.replace(/<@[UW][A-Z0-9]+>|<#[CG][A-Z0-9]+>|<!date\^\d+\^[^<>|]+\|[^<>|]+>/g, '').includes('<')
      ? [`markup in ${JSON.stringify(words.slice(0, 200))}`]
      : [],
  );
}

/** Slack guesses mentions and links in mrkdwn (bare `@here`, `#general`, addresses) unless told not to. */
function guesses(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(guesses);
  if (typeof value !== 'object' || value === null) return [];
  const { type, verbatim } = value as { type?: unknown; verbatim?: unknown };
  if (type === 'mrkdwn' && verbatim !== true) return ['mrkdwn in which Slack may guess mentions and links'];
  return Object.values(value).flatMap(guesses);
}

/** A button carries an opaque id and nothing else. */
function buttons(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(buttons);
  if (typeof value !== 'object' || value === null) return [];
  const element = value as { type?: unknown; action_id?: unknown; value?: unknown; url?: unknown };
  if (element.type !== 'button') return Object.values(value).flatMap(buttons);
  const isOpaque = typeof element.action_id === 'string' && /^act:[0-9a-z]+$/.test(element.action_id);
  return isOpaque && element.value === undefined && element.url === undefined
    ? []
    : [`a button says too much: ${JSON.stringify(element)}`];
}

/** The texts of all objects of one type: `mrkdwn`, `plain_text`, or `text` for the leaves of rich text. */
export function stringsOf(value: unknown, type: 'mrkdwn' | 'plain_text' | 'text'): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => stringsOf(item, type));
  if (typeof value !== 'object' || value === null) return [];
  const object = value as { type?: unknown; text?: unknown };
  const own = object.type === type && typeof object.text === 'string' ? [object.text] : [];
  return [...own, ...Object.values(value).flatMap((item) => stringsOf(item, type))];
}

/** Everything a reader sees in the blocks, in order. */
export function shown(view: MessageView): string {
  const walk = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(walk);
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, item]) =>
      typeof item === 'string' ? (key === 'text' || key === 'user_id' ? [item] : []) : walk(item),
    );
  };
  return walk(view.blocks).join('\n');
}

/** The words on the buttons, in order. */
export function labels(view: MessageView): string[] {
  return view.blocks.flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((element) => (element.type === 'button' ? [element.text.text] : []))
      : [],
  );
}

function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + textLength(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) => sum + (key === 'text' && typeof item === 'string' ? item.length : textLength(item)),
    0,
  );
}
