import type { Block, JsonObject, Problems } from './block-kit.ts';

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

/** Checks one part of a rich_text block; a list holds parts, the others hold leaves. */
export function checkRichText(problems: Problems, value: unknown, at: string): void {
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

/** Checks the rows of a table: 100 by 20 at most. */
export function checkTable(problems: Problems, block: Block, at: string) {
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
