import { checkElement, checkOptionalText, checkText } from './block-elements.ts';
import { SlackRefusal } from './refusal.ts';
import { checkRichText, checkTable } from './rich-blocks.ts';

export type JsonObject = { [key: string]: unknown };
export type Block = { type: string; block_id: string; [key: string]: unknown };

/** Where a block stands: the limits differ. */
export type Surface = 'message' | 'modal' | 'home';

/** Collects one `[ERROR] …` line per fault. */
export type Problems = { add: (pointer: string, what: string) => void; lines: string[] };

const MESSAGE_TEXT_LIMIT = 13_200;
const MARKDOWN_LIMIT = 12_000;
const BLOCKS: Record<Surface, readonly string[]> = {
  message: [
    'actions',
    'context',
    'divider',
    'header',
    'image',
    'input',
    'markdown',
    'rich_text',
    'section',
    'table',
    'file',
  ],
  modal: ['actions', 'context', 'divider', 'header', 'image', 'input', 'rich_text', 'section'],
  home: ['actions', 'context', 'divider', 'header', 'image', 'input', 'rich_text', 'section'],
};

/**
 * Returns the blocks of a message with missing ids filled in, as Slack stores them.
 * Throws SlackRefusal `invalid_blocks`, `invalid_blocks_format` or `msg_blocks_too_long` (texts above 13,200 together).
 */
export function checkMessageBlocks(value: unknown, newId: () => string): Block[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new SlackRefusal('invalid_blocks_format', ['[ERROR] blocks must be an array']);
  const problems = collect();
  const blocks = checkBlocks(problems, value, 'message', newId);
  if (problems.lines.length > 0) throw new SlackRefusal('invalid_blocks', problems.lines);
  if (textLength(blocks) > MESSAGE_TEXT_LIMIT) {
    throw new SlackRefusal('msg_blocks_too_long', [
      `[ERROR] the texts of all blocks together exceed ${MESSAGE_TEXT_LIMIT}`,
    ]);
  }
  return blocks;
}

/** Checks the blocks of a view, into `problems`. */
export function checkBlocks(problems: Problems, value: unknown[], surface: Surface, newId: () => string): Block[] {
  const most = surface === 'message' ? 50 : 100;
  if (value.length > most) problems.add('/blocks', `no more than ${most} items allowed`);
  const seen = new Set<string>();
  const blocks = value.map((entry, index) => checkBlock(problems, entry, `/blocks/${index}`, surface, seen, newId));
  const markdown = blocks.filter((block) => block.type === 'markdown').map((block) => String(block.text ?? ''));
  if (markdown.join('').length > MARKDOWN_LIMIT) problems.add('/blocks', `markdown exceeds ${MARKDOWN_LIMIT} in total`);
  if (blocks.filter((block) => block.type === 'table').length > 1) {
    problems.add('/blocks', 'only one table block is allowed');
  }
  return blocks;
}

export function collect(): Problems {
  const lines: string[] = [];
  return { lines, add: (pointer, what) => void lines.push(`[ERROR] ${what} [json-pointer:${pointer}]`) };
}

function checkBlock(
  problems: Problems,
  entry: unknown,
  at: string,
  surface: Surface,
  seen: Set<string>,
  newId: () => string,
): Block {
  if (typeof entry !== 'object' || entry === null) {
    problems.add(at, 'must be an object');
    return { type: 'divider', block_id: newId() };
  }
  const block = structuredClone(entry) as Block;
  if (!BLOCKS[surface].includes(block.type)) problems.add(`${at}/type`, `unsupported type: ${String(block.type)}`);
  if (block.block_id === undefined || block.block_id === '') block.block_id = newId();
  if (typeof block.block_id !== 'string' || block.block_id.length > 255) {
    problems.add(`${at}/block_id`, 'must be a string of at most 255 characters');
  }
  if (seen.has(block.block_id)) problems.add(`${at}/block_id`, `\`block_id\` ${block.block_id} already exists`);
  seen.add(block.block_id);
  const actionIds = new Set<string>();
  const element = (value: unknown, pointer: string, place: 'accessory' | 'actions' | 'context' | 'input') =>
    checkElement(problems, value, pointer, place, actionIds, newId);
  const list = (name: string, most: number): unknown[] => {
    const items = block[name];
    if (!Array.isArray(items) || items.length === 0) {
      problems.add(`${at}/${name}`, 'must be a list of at least 1 item');
      return [];
    }
    if (items.length > most) problems.add(`${at}/${name}`, `no more than ${most} items allowed`);
    return items;
  };
  switch (block.type) {
    case 'section':
      if (block.text === undefined && block.fields === undefined) problems.add(at, 'must have text or fields');
      checkOptionalText(problems, block.text, `${at}/text`, 3000, 'any');
      if (block.fields !== undefined) {
        for (const [i, field] of list('fields', 10).entries()) {
          checkText(problems, field, `${at}/fields/${i}`, 2000, 'any');
        }
      }
      if (block.accessory !== undefined) element(block.accessory, `${at}/accessory`, 'accessory');
      break;
    case 'header':
      checkText(problems, block.text, `${at}/text`, 150, 'plain_text');
      break;
    case 'context':
      for (const [i, item] of list('elements', 10).entries()) element(item, `${at}/elements/${i}`, 'context');
      break;
    case 'actions':
      for (const [i, item] of list('elements', 25).entries()) element(item, `${at}/elements/${i}`, 'actions');
      break;
    case 'image':
      checkImage(problems, block, at);
      break;
    case 'input':
      checkText(problems, block.label, `${at}/label`, 2000, 'plain_text');
      checkOptionalText(problems, block.hint, `${at}/hint`, 2000, 'plain_text');
      element(block.element, `${at}/element`, 'input');
      break;
    case 'markdown':
      if (typeof block.text !== 'string' || block.text === '') problems.add(`${at}/text`, 'must be a non-empty string');
      break;
    case 'rich_text':
      for (const [i, item] of list('elements', 1000).entries()) checkRichText(problems, item, `${at}/elements/${i}`);
      break;
    case 'table':
      checkTable(problems, block, at);
      break;
  }
  return block;
}

function checkImage(problems: Problems, block: Block, at: string): void {
  if (typeof block.alt_text !== 'string' || block.alt_text === '') problems.add(`${at}/alt_text`, 'missing');
  else if (block.alt_text.length > 2000) problems.add(`${at}/alt_text`, 'must be at most 2000 characters');
  if (block.slack_file === undefined) {
    const url = block.image_url;
    if (typeof url !== 'string' || !/^https?:\/\//.test(url)) problems.add(`${at}/image_url`, 'must be a URL');
    else if (url.length > 3000) problems.add(`${at}/image_url`, 'must be at most 3000 characters');
  }
  checkOptionalText(problems, block.title, `${at}/title`, 2000, 'plain_text');
}

function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + textLength(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) => sum + (key === 'text' && typeof item === 'string' ? item.length : textLength(item)),
    0,
  );
}
