/**
 * A pasted text without what stands around or before every one of its lines: the fence of a block of code, the signs of a
 * quotation or a diff, a bar or a break of a web page behind each line. Only what is the same on all lines is taken off.
 */
export function withoutDecoration(text: string): string {
  let bare = text;
  for (let layer = 0; layer < mostLayers; layer += 1) {
    const next = withoutFence(bare) ?? withoutSign(bare) ?? withoutBar(bare);
    if (next === null) return bare;
    bare = next;
  }
  return bare;
}

const mostLayers = 4;

const openings: readonly [opening: RegExp, closing: RegExp][] = [
  [/^\s*```(?:[\w+.-]{0,20}$)?/, /```\s*$/],
  [/^\s*~~~(?:[\w+.-]{0,20}$)/, /^\s*~~~\s*$/],
  [/^\s*(?:\[(?:code|pre)\]){1,2}(?:\s*$)?/i, /(?:\[\/(?:code|pre)\]){1,2}\s*$/i],
  [/^\s*(?:<(?:pre|code)(?: [^<>]{0,100})?>){1,2}(?:\s*$)?/i, /(?:<\/(?:pre|code)>){1,2}\s*$/i],
];

/** A fence opens among the first lines, behind the author's own words. */
const fenceWithin = 20;

/**
 * What stands inside of the one fence. One that is not closed has to open the text, one that is not opened to close it. Null
 * where there is none, a second one, or more outside of it than words: nobody knows which part is meant.
 */
function withoutFence(text: string): string | null {
  const head = text.split('\n', fenceWithin);
  for (const [opening, closing] of openings) {
    const from = head.findIndex((line) => line.length < longestSigned && opening.test(line));
    if (from === -1) continue;
    const lines = text.split('\n');
    const first = (lines[from] ?? '').replace(opening, '');
    const inside = [...(first === '' ? [] : [first]), ...lines.slice(from + 1)];
    const to = inside.findIndex((line) => line.length < longestSigned && closing.test(line));
    const above = lines.slice(0, from);
    if (to === -1) return closed(above, inside);
    const below = inside.slice(to + 1);
    if (below.some((line) => line.length < longestSigned && opening.test(line))) return null;
    if (![...above, ...below].every(isProse)) return null;
    const last = (inside[to] ?? '').replace(closing, '');
    return `${inside.slice(0, to).join('\n')}${last === '' ? '\n' : `\n${last}`}`;
  }
  return null;
}

function closed(above: readonly string[], inside: readonly string[]): string | null {
  if (above.every((line) => line.trim() === '')) return inside.join('\n');
  return inside.every((line) => line.trim() === '') ? `${above.join('\n')}\n` : null;
}

/** A device moves its lines in, or parts columns with blanks. */
function isProse(line: string): boolean {
  return !/^\s+\S|\S\s{2,}\S/.test(line.slice(0, longestSigned));
}

/** One of these, the same before every line that says something. Stars mark rows in tables: they are no such sign. */
const signs = /^ ?(?:&gt;|>|[»│+#!]|-(?!-)|\/\/)/;
const longestSigned = 4_000;

/** Behind a sign of quotation or of a comment stands a blank; those behind the signs of a diff are the text's own margin. */
function withoutSign(text: string): string | null {
  const start = text.search(/\S/);
  if (start === -1) return null;
  const first = text.slice(text.lastIndexOf('\n', start) + 1, start + 80).split('\n', 1)[0] ?? '';
  const sign = signs.exec(first)?.[0].trimEnd();
  if (sign === undefined) return null;
  const lines = text.split('\n');
  const said = lines.filter((line) => line.trim() !== '');
  if (said.length < fewestLines || !said.every((line) => line.startsWith(sign))) return null;
  const isSpaced = !/[+-]$/.test(sign) && said.every((line) => line.startsWith(`${sign} `) || line.trimEnd() === sign);
  const width = sign.length + (isSpaced ? 1 : 0);
  return lines.map((line) => line.slice(width)).join('\n');
}

/** A single line has nothing to be like. */
const fewestLines = 2;

/** Behind each line; where a bar stands behind and before each, none may be in between: that is a table of a device. */
function withoutBar(text: string): string | null {
  const end = text.trimEnd();
  const behind = /(?: *\|| ?<br ?\/?>)$/i.exec(end.slice(-80))?.[0];
  if (behind === undefined) return null;
  const mark = behind.trim();
  const lines = text.split('\n');
  const said = lines.filter((line) => line.trim() !== '');
  if (said.length < fewestLines || !said.every((line) => line.trimEnd().endsWith(mark))) return null;
  const isFramed = said.every((line) => line.trimStart().startsWith('|'));
  if (mark !== '|' || !said.some((line) => /^\s*(?:\+[-=+]{3}|\|\s*\S)/.test(line)))
    return lines.map((line) => cutBehind(line, mark)).join('\n');
  if (!isFramed || said.some((line) => line.split('|').length !== 3)) return null;
  const before = said.every((line) => /^\s*\| /.test(line)) ? /^\s*\| ?/ : /^\s*\|/;
  return lines.map((line) => cutBehind(line, mark).replace(before, '')).join('\n');
}

function cutBehind(line: string, mark: string): string {
  const bare = line.trimEnd();
  return bare.endsWith(mark) ? bare.slice(0, -mark.length).trimEnd() : bare;
}

/**
 * A text without the numbers that stand before its lines, each one more than that of the line above. Some answers number
 * their rows as well, so it is only one of two ways to read it. Null where it has none.
 */
export function withoutLineNumbers(text: string): string | null {
  const opening = /^\s{0,8}(\d{1,6})(?:[:.)|\t]|(?= )|$)/;
  if (!opening.test(text.slice(0, 20).split('\n', 1)[0] ?? '')) return null;
  const lines = text.replace(/\n$/, '').split('\n');
  if (lines.length < fewestLines) return null;
  const bare: string[] = [];
  let before: number | null = null;
  let blanks = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const found = opening.exec(line.slice(0, 20));
    const number = Number(found?.[1] ?? Number.NaN);
    if (!found || (before !== null && number !== before + 1)) return null;
    before = number;
    const rest = line.slice(found[0].length);
    if (rest.trim() !== '') blanks = Math.min(blanks, rest.length - rest.trimStart().length);
    bare.push(rest);
  }
  return `${bare.map((line) => line.slice(blanks)).join('\n')}\n`;
}
