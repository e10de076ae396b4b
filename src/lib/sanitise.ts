/**
 * What a terminal would show at the end: escape sequences gone, carriage returns and backspaces carried out, and
 * nothing left that is invisible or steers a screen (C0 but \n and \t, DEL, C1, bidi and zero-width marks).
 * Idempotent, and linear in the length of the text.
 */
export function sanitise(text: string): string {
  if (!special.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/\r+\n/g, '\n')
    .split('\n')
    .map((line) => (special.test(line) ? showLine(line) : line))
    .join('\n');
}

/** Anything a plain line of printable ASCII does not hold. */
const special = /[^\n\t\x20-\x7e]/;

/** Zero-width, bidi and tag characters, soft hyphen, byte order mark, line and paragraph separator. */
const invisible =
  /\u034f|[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]|[\ufe00-\ufe0f]/u;

/** Strings of the terminal (OSC, DCS, SOS, PM, APC) end at BEL or ST; one that never ends is cut at the end of its line. */
const stringOpeners = new Set([']', 'P', 'X', '^', '_', '\x9d', '\x90', '\x98', '\x9e', '\x9f']);

function showLine(line: string): string {
  const characters = Array.from(line);
  const cells: string[] = [];
  let column = 0;
  let overprinted = false;
  let index = 0;
  while (index < characters.length) {
    const character = characters[index] ?? '';
    index += 1;
    if (character === '\x1b' || isC1(character)) {
      const sequence = readSequence(characters, index, character);
      index = sequence.next;
      if (sequence.eraseLine !== null) {
        overprinted = true;
        eraseLine(cells, column, sequence.eraseLine);
      }
    } else if (character === '\r') {
      column = 0;
      overprinted = true;
    } else if (character === '\b') {
      column = Math.max(0, column - 1);
      overprinted = true;
    } else if (isShown(character)) {
      while (cells.length < column) cells.push(' ');
      cells[column] = character;
      column += 1;
    }
  }
  const shown = cells.join('');
  return overprinted ? shown.trimEnd() : shown;
}

function isShown(character: string): boolean {
  if (character === '\t') return true;
  const code = character.codePointAt(0) ?? 0;
  return code >= 0x20 && code !== 0x7f && !isC1(character) && !invisible.test(character);
}

function isC1(character: string): boolean {
  return character >= '\x80' && character <= '\x9f';
}

/** Reads one escape sequence whose introducer stands before `start`. `eraseLine` is the parameter of CSI K. */
function readSequence(
  characters: readonly string[],
  start: number,
  introducer: string,
): { next: number; eraseLine: number | null } {
  let kind = introducer;
  let index = start;
  if (introducer === '\x1b') {
    kind = characters[index] ?? '';
    // A control character does not belong to the sequence: the escape stands alone.
    if (kind < ' ') return { next: index, eraseLine: null };
    index += 1;
  }
  if (stringOpeners.has(kind)) return { next: endOfString(characters, index), eraseLine: null };
  if (kind === '[' || kind === '\x9b') return readControl(characters, index);
  // Two-character sequences with intermediates, such as ESC ( B.
  if (introducer === '\x1b' && kind >= ' ' && kind <= '/') {
    while (index < characters.length && between(characters[index], ' ', '/')) index += 1;
    if (between(characters[index], '0', '~')) index += 1;
  }
  return { next: index, eraseLine: null };
}

function readControl(characters: readonly string[], start: number): { next: number; eraseLine: number | null } {
  let index = start;
  while (index < characters.length && between(characters[index], ' ', '?')) index += 1;
  if (!between(characters[index], '@', '~')) return { next: index, eraseLine: null };
  const parameter = characters.slice(start, Math.min(index, start + 3)).join('');
  return { next: index + 1, eraseLine: characters[index] === 'K' ? Number.parseInt(parameter, 10) || 0 : null };
}

function endOfString(characters: readonly string[], start: number): number {
  for (let index = start; index < characters.length; index += 1) {
    const character = characters[index];
    if (character === '\x07' || character === '\x9c') return index + 1;
    if (character === '\x1b') return characters[index + 1] === '\\' ? index + 2 : index;
  }
  return characters.length;
}

function eraseLine(cells: string[], column: number, parameter: number): void {
  if (parameter === 0) cells.length = Math.min(cells.length, column);
  else if (parameter === 2) cells.length = 0;
  else cells.fill(' ', 0, Math.min(cells.length, column + 1));
}

function between(character: string | undefined, low: string, high: string): boolean {
  return character !== undefined && character >= low && character <= high;
}
