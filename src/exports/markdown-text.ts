import { visible } from './visible.ts';

/** Foreign text inside a sentence: one line, no markup, no HTML, no link, whatever it says. */
export function inline(text: string): string {
  if (needsNothing.test(text)) return text;
  return escaped(
    visible(text)
      .trim()
      .replace(/\s*\n\s*/g, ' / '),
  );
}

/** Foreign text in a table: its lines stay lines, and it cannot end the cell. */
export function cell(text: string): string {
  if (needsNothing.test(text)) return text;
  return (
    visible(text)
      .trim()
      .split('\n')
      .map((line) => escaped(line.replace(/^- /, '• ')))
      .join('<br>') || ' '
  );
}

/** Most sentences: letters, digits and signs that mean nothing in Markdown. No full stop with a letter after it, as in www. */
const needsNothing = /^[A-Za-z](?:[A-Za-z0-9 ,;:()'"!?%=+-]|\.(?![A-Za-z]))*(?<! )$/;

/** Device text as it is, in a fence longer than any run of backticks in it, so that the text cannot end the fence. */
export function fence(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}text\n${visible(text).replace(/\n+$/, '')}\n${ticks}`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [tableHead(head), ...rows.map(tableRow)].join('\n');
}

export function tableHead(head: readonly string[]): string {
  return `${tableRow(head)}\n${tableRow(head.map(() => '---'))}`;
}

export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** What could begin a list or become a link: a sign or a digit at the beginning, an address. */
const mayBegin = /^\s*[-+\d]|:\/\/|www\.|@/i;

function escaped(text: string): string {
  const bare = text.replace(/&/g, '&amp;').replace(/[\\`*_[\]<>|~#]/g, '\\$&');
  if (!mayBegin.test(bare)) return bare;
  return (
    bare
      // At the beginning of a block these would begin a list.
      .replace(/^(\s*)([-+])(?=\s|$)/, '$1\\$2')
      .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2')
      // A renderer must not make a link of an address that a stranger wrote.
      .replace(/(https?|ftp):\/\//gi, '$1:&#47;&#47;')
      .replace(/\bwww\./gi, 'www&#46;')
      .replace(/@/g, '&#64;')
  );
}
