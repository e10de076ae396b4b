/**
 * `Key : value` pairs of a line, one or two to a line, as SR OS prints details. Columns are two blanks or more apart; a
 * description is taken as it stands, since it may hold anything.
 */
export function pairsOf(line: string): [string, string][] {
  if (line.length > 400) return [];
  const free = /^ *(Description|Interface Description|If Description|Last Reboot Reason) *: ?(.*)$/.exec(line);
  if (free) return [[free[1] ?? '', (free[2] ?? '').trim()]];
  const parts = line.trim().split(/ {2,}/);
  const pairs: [string, string][] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] ?? '';
    const next = parts[index + 1];
    const last = pairs.at(-1);
    const inside = /^([A-Za-z][^:]{0,34}?) ?:(?: (.*))?$/.exec(part);
    if (next?.startsWith(':') && !part.startsWith(':') && !part.includes(' : ')) {
      pairs.push([part, next.slice(1).trim()]);
      index += 1;
    } else if (inside) pairs.push([inside[1] ?? '', (inside[2] ?? '').trim()]);
    else if (last) last[1] = last[1] === '' ? part : `${last[1]}  ${part}`;
  }
  return pairs;
}

/** The pairs of several lines; the first of two equal keys stands. */
export function fieldsOf(lines: readonly string[]): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of lines) for (const [key, value] of pairsOf(line)) if (!fields.has(key)) fields.set(key, value);
  return fields;
}

/** The value, or null when it is absent or a word for nothing. */
export function given(fields: ReadonlyMap<string, string>, ...keys: string[]): string | null {
  for (const key of keys) {
    const value = fields.get(key);
    if (value !== undefined) return nothing.has(value.toLowerCase()) ? null : value;
  }
  return null;
}

const nothing = new Set([
  '',
  'n/a',
  'none',
  '-',
  '(not specified)',
  'not specified',
  'none specified',
  'unknown',
  'never',
]);
