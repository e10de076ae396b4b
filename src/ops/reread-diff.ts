import { canonicalJson } from '../domain/chain.ts';
import type { TimelineEvent } from '../domain/timeline.ts';
import { type Answered, type ReadAnswer, rereadAnswer } from './reread-answer.ts';

/** One thing that today's parsers read differently. `what` names it; null stands for "not there". */
export interface Difference {
  what: string;
  recorded: unknown;
  now: unknown;
}

interface Named {
  seq: number;
  device: string;
  diagnostic: string;
  arguments: string;
}

/** What became of all answers of a record when they were read again. */
export interface RereadDiff {
  /** Answers that read as they were recorded. */
  equal: number;
  different: (Named & { differences: Difference[] })[];
  /** Answers that may hold something and cannot be read again. */
  notRead: (Named & { why: string })[];
  /** Devices that gave no whole answer: there is nothing to read. */
  unanswered: number;
  /** Answers whose ages were not compared, because the record does not say when they were read. */
  withoutClock: number;
  /** Entries whose text is gone. */
  redacted: number[];
}

/** Reads every answer of a record again, by its raw texts, and compares it with what was recorded. */
export function rereadDiff(events: readonly TimelineEvent[], artifacts: ReadonlyMap<string, string>): RereadDiff {
  const diff: RereadDiff = { equal: 0, different: [], notRead: [], unanswered: 0, withoutClock: 0, redacted: [] };
  for (const event of events) {
    const isGone = event.body === null || event.isRedacted === true;
    if (isGone) diff.redacted.push(event.seq);
    if (event.type !== 'diagnostic.answered' || event.body === null || isGone) continue;
    const { body, seq, recordedAt } = event;
    const named = { seq, device: body.device, diagnostic: body.diagnostic, arguments: body.arguments };
    const reread = rereadAnswer(body, recordedAt, artifacts);
    if (reread.kind === 'none') diff.unanswered += 1;
    else if (reread.kind === 'not-read') diff.notRead.push({ ...named, why: reread.why });
    else {
      const differences = differencesOf(body, reread.now, reread.anHourLater);
      if (reread.anHourLater !== null) diff.withoutClock += 1;
      if (differences.length === 0) diff.equal += 1;
      else diff.different.push({ ...named, differences });
    }
  }
  return diff;
}

type Fields = Record<string, unknown>;

function differencesOf(recorded: Answered, now: ReadAnswer, anHourLater: ReadAnswer | null): Difference[] {
  const { result, verdict } = now;
  const whole: Difference[] = [
    { what: 'verdict', recorded: recorded.verdict, now: verdict },
    { what: 'outcome', recorded: recorded.outcome, now: result.outcome },
    { what: 'error', recorded: recorded.error, now: result.error },
    { what: 'unparsed', recorded: recorded.unparsed, now: result.unparsed },
  ];
  const ages = anHourLater === null ? new Set<string>() : fieldsOfClock(result.records, anHourLater.result.records);
  // A verdict may name an age.
  const isComparable = ({ what }: Difference) => what !== 'verdict' || anHourLater === null || ages.size === 0;
  return [
    ...whole.filter((one) => isComparable(one) && !isEqual(one.recorded, one.now)),
    ...recordDifferences(plain(recorded.records, ages), plain(result.records, ages)),
  ];
}

/** Names of the fields that another hour changes. */
function fieldsOfClock(now: readonly object[], later: readonly object[]): Set<string> {
  return new Set(
    now.flatMap((record, index) => {
      const other: Fields = { ...later[index] };
      return Object.entries(record).flatMap(([name, value]) => (isEqual(value, other[name]) ? [] : [name]));
    }),
  );
}

function plain(records: readonly object[], without: ReadonlySet<string>): Fields[] {
  return records.map((record) => Object.fromEntries(Object.entries(record).filter(([name]) => !without.has(name))));
}

/** Records that are equal on both sides are put aside; of the others those about the same thing are compared. */
function recordDifferences(recorded: readonly Fields[], now: readonly Fields[]): Difference[] {
  const left = countOf(recorded);
  const fresh = now.filter((record) => !left.take(record));
  const stale = left.rest();
  const differences: Difference[] = [];
  for (const old of stale) {
    const at = fresh.findIndex((record) => nameOf(record) === nameOf(old));
    const [found] = at === -1 ? [] : fresh.splice(at, 1);
    if (found) differences.push(...fieldDifferences(old, found));
    else differences.push({ what: `record ${nameOf(old)}`, recorded: old, now: null });
  }
  differences.push(...fresh.map((record) => ({ what: `record ${nameOf(record)}`, recorded: null, now: record })));
  if (differences.length === 0 && !isEqual(recorded, now))
    differences.push({ what: 'order of the records', recorded: recorded.map(nameOf), now: now.map(nameOf) });
  return differences;
}

/** `take` removes one equal record and says whether there was one; `rest` are those that nobody took. */
function countOf(records: readonly Fields[]) {
  const left = new Map<string, Fields[]>();
  for (const record of records) {
    const key = canonicalJson(record);
    left.set(key, [...(left.get(key) ?? []), record]);
  }
  return {
    take: (record: Fields): boolean => left.get(canonicalJson(record))?.pop() !== undefined,
    rest: (): Fields[] => [...left.values()].flat(),
  };
}

function fieldDifferences(recorded: Fields, now: Fields): Difference[] {
  const names = new Set([...Object.keys(recorded), ...Object.keys(now)]);
  return [...names]
    .map((name) => ({ what: `${nameOf(recorded)}: ${name}`, recorded: recorded[name] ?? null, now: now[name] ?? null }))
    .filter((one) => !isEqual(one.recorded, one.now));
}

/** What tells one record of an answer from the next, in the order in which a reader looks for it. */
const naming = [
  'vrf',
  'addressFamily',
  'interface',
  'lane',
  'queue',
  'peer',
  'neighborId',
  'systemId',
  'level',
  'address',
  'prefix',
  'pathId',
  'protocol',
  'neighborName',
  'ipAddress',
  'vlan',
  'macAddress',
  'destination',
  'hop',
  'component',
  'scope',
  'lag',
  'name',
  'id',
  'hostname',
  'atText',
  'message',
];

function nameOf(record: Fields): string {
  const words = naming.flatMap((field) => {
    const value = record[field];
    return typeof value === 'string' || typeof value === 'number' ? [`${field} ${value}`] : [];
  });
  return words.length === 0 ? 'without a name' : words.join(', ');
}

function isEqual(a: unknown, b: unknown): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}
