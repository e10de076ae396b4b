import type { DiagnosticName } from './diagnostics.ts';
import { severityOf } from './record-severity.ts';
import { duration, grouped, rounded } from './verdict-words.ts';
import { type Watched, type WatchedField, watched } from './watched-fields.ts';

/** One thing that is not as it was. Not escaped; the words may be the device's. */
export interface Change {
  /** "198.51.100.1: established → idle", "Ethernet1: +312 CRC errors". */
  words: string;
  isWorse: boolean;
}

type Row = Readonly<Record<string, unknown>>;

/**
 * What changed between two whole answers to the same question, worst first. `elapsedSeconds` lie between them. What is
 * unknown on either side is no change: nothing is concluded from silence.
 */
export function changesSince(
  diagnostic: DiagnosticName,
  before: readonly object[],
  after: readonly object[],
  elapsedSeconds: number,
): Change[] {
  const watch = watched[diagnostic];
  if (!watch) return [];
  const [was, is] = [byKey(before as Row[], watch), byKey(after as Row[], watch)];
  const lost = [...was].filter(([key]) => !is.has(key)).map(([, row]) => lostRow(row, watch));
  const fresh = [...is].filter(([key]) => !was.has(key)).map(([, row]) => newRow(row, watch));
  const changed = [...is].flatMap(([key, row]) => {
    const old = was.get(key);
    return old ? fieldChanges(old, row, watch, elapsedSeconds) : [];
  });
  return [...lost, ...changed, ...fresh].toSorted((a, b) => Number(b.isWorse) - Number(a.isWorse));
}

/** Two rows of one name (two paths, two lanes without a number) are told apart by their order. */
function byKey(rows: readonly Row[], { key }: Watched): Map<string, Row> {
  const found = new Map<string, Row>();
  for (const row of rows) {
    const name = JSON.stringify(key.map((field) => row[field] ?? null));
    let unique = name;
    for (let n = 2; found.has(unique); n += 1) unique = `${name} ${n}`;
    found.set(unique, row);
  }
  return found;
}

/** The values of the key as a person would say them. */
function subject(row: Row, { key }: Watched): string {
  const words = key
    .map((field) => row[field])
    .filter((part) => part !== null && part !== undefined && part !== 'default' && part !== 'ipv4-unicast');
  return words.length === 0 ? 'this' : words.map(String).join(' ');
}

function lostRow(row: Row, watch: Watched): Change {
  const was = stateWord(row, watch);
  return {
    words: `${subject(row, watch)}: gone${was === null ? '' : ` (was ${was})`}`,
    isWorse: watch.lost === 'worse',
  };
}

function newRow(row: Row, watch: Watched): Change {
  const is = stateWord(row, watch);
  return { words: `${subject(row, watch)}: new${is === null ? '' : `, ${is}`}`, isWorse: severityOf(row) === 2 };
}

function stateWord(row: Row, watch: Watched): string | null {
  const field = watch.fields.findLast(({ as, field: name }) => as === 'state' && typeof row[name] === 'string');
  return field ? String(row[field.field]) : null;
}

function fieldChanges(was: Row, is: Row, watch: Watched, elapsedSeconds: number): Change[] {
  const name = subject(is, watch);
  return watch.fields.flatMap((field): Change[] => {
    const [old, now] = [was[field.field] ?? null, is[field.field] ?? null];
    if (old === null || now === null) return [];
    const change = fieldChange(field, old, now, severityOf(is) - severityOf(was), elapsedSeconds);
    return change ? [{ ...change, words: `${name}: ${change.words}` }] : [];
  });
}

function fieldChange(
  watch: WatchedField,
  old: unknown,
  now: unknown,
  severityRise: number,
  elapsedSeconds: number,
): Change | null {
  const named = watch.label === '' ? '' : `${watch.label} `;
  if (watch.as === 'value' || watch.as === 'state') {
    const [from, to] = [shown(old), shown(now)];
    if (from === to) return null;
    return { words: `${named}${from} → ${to}`, isWorse: watch.as === 'state' && severityRise > 0 };
  }
  if (typeof old !== 'number' || typeof now !== 'number') return null;
  switch (watch.as) {
    case 'amount': {
      const percent = old === 0 ? (now === 0 ? 0 : 100) : ((now - old) / old) * 100;
      if (Math.abs(percent) < watch.leastPercent) return null;
      const share = old === 0 ? '' : ` (${signed(Math.round(percent))} %)`;
      return { words: `${named}${grouped(old)} → ${grouped(now)}${share}`, isWorse: now < old };
    }
    case 'counter':
      if (now === old) return null;
      if (now < old) return { words: `${named}cleared, ${grouped(now)} since`, isWorse: false };
      return { words: `+${grouped(now - old)} ${watch.label}, ${grouped(now)} in all`, isWorse: true };
    case 'level': {
      const delta = now - old;
      if (Math.abs(delta) < watch.least) return null;
      const unit = watch.unit === '' ? '' : ` ${watch.unit}`;
      const isWorse = watch.worse === 'lower' ? delta < 0 : delta > 0;
      return { words: `${named}${rounded(old)} → ${rounded(now)}${unit}`, isWorse };
    }
    case 'age':
      if (now + roundedAway(now) + elapsedSeconds * 0.05 >= old + elapsedSeconds) return null;
      return { words: `${named}began anew ${duration(now)} ago`, isWorse: true };
  }
}

/** What the printed form of an age may leave out, in seconds: "2y3w" has lost days, "1w2d" hours, "2d03h" minutes. */
function roundedAway(seconds: number): number {
  if (seconds >= 365 * 86_400) return 7 * 86_400;
  if (seconds >= 7 * 86_400) return 86_400;
  return seconds >= 86_400 ? 3_600 : 60;
}

function signed(value: number): string {
  return value < 0 ? `−${-value}` : `+${value}`;
}

/** Short words for a value, a list of next hops, replies or members. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(shown).join(' ');
  if (typeof value !== 'object' || value === null) return String(value);
  const { address, interface: name, state } = value as Record<string, unknown>;
  if (typeof address === 'string') return address;
  return [name, state].filter((word) => typeof word === 'string').join(' ');
}
