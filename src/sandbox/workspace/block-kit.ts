import { checkElement, checkOptionalText, checkText } from './block-elements.ts';
import { SlackRefusal } from './refusal.ts';

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

const RICH_TEXT_PARTS = new Set(['rich_text_section', 'rich_text_list', 'rich_text_preformatted', 'rich_text_quote']);
const RICH_TEXT_LEAVES = new Set([
  'text',
  'link',
  'user',
  'usergroup',
  'channel',
  'emoji',
  'broadcast',
  'date',
  'color',
  'team',
]);

function checkRichText(problems: Problems, value: unknown, at: string): void {
  const part = value as JsonObject | null;
  if (!RICH_TEXT_PARTS.has(String(part?.type))) {
    problems.add(`${at}/type`, `unsupported type: ${String(part?.type)}`);
    return;
  }
  if (!Array.isArray(part?.elements)) {
    problems.add(`${at}/elements`, 'must be a list');
    return;
  }
  for (const [index, child] of part.elements.entries()) {
    const pointer = `${at}/elements/${index}`;
    if (part.type === 'rich_text_list') checkRichText(problems, child, pointer);
    else if (!RICH_TEXT_LEAVES.has(String(child?.type))) {
      problems.add(`${pointer}/type`, `unsupported type: ${child?.type}`);
    } else if (child.type === 'text' && (typeof child.text !== 'string' || child.text === '')) {
      problems.add(`${pointer}/text`, 'must be more than 0 characters');
    }
  }
}

function checkTable(problems: Problems, block: Block, at: string) {
  const rows = block.rows;
  if (!Array.isArray(rows) || rows.length === 0) return problems.add(`${at}/rows`, 'must be a list of at least 1 item');
  if (rows.length > 100) problems.add(`${at}/rows`, 'no more than 100 items allowed');
  for (const [r, row] of rows.entries()) {
    if (!Array.isArray(row)) problems.add(`${at}/rows/${r}`, 'must be a list');
    else {
      if (row.length > 20) problems.add(`${at}/rows/${r}`, 'no more than 20 items allowed');
      for (const [c, cell] of row.entries()) checkCell(problems, cell, `${at}/rows/${r}/${c}`);
    }
  }
}

function checkCell(problems: Problems, cell: JsonObject | null, at: string) {
  if (!['raw_text', 'raw_number', 'rich_text'].includes(String(cell?.type))) {
    problems.add(`${at}/type`, `unsupported type: ${String(cell?.type)}`);
  } else if (cell?.type === 'raw_text' && (typeof cell.text !== 'string' || cell.text === '')) {
    problems.add(`${at}/text`, 'must be more than 0 characters');
  }
}

function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + textLength(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) => sum + (key === 'text' && typeof item === 'string' ? item.length : textLength(item)),
    0,
  );
}
