import type { DiagnosticName, DiagnosticResult } from './diagnostics.ts';
import { severityOf } from './record-severity.ts';
import { grouped, rounded } from './verdict-words.ts';
import { samplesOf } from './watch-series.ts';

/** What must be true of an answer before people may call an incident resolved. */
export type Condition =
  /** Every row is in this state; a row that is shut on purpose is not. */
  | { kind: 'state'; state: 'established' | 'up' | 'full' }
  /** Something is there, and no row of it is out of order. */
  | { kind: 'healthy' }
  | { kind: 'loss'; mostPercent: number }
  /** No counter has risen since the judgement before. */
  | { kind: 'flat' }
  /** Prefixes received over all peers. */
  | { kind: 'prefixes'; least: number };

export interface Judgement {
  /** Null when nobody knows: a device did not answer, or the first reading of a counter. */
  holds: boolean | null;
  /** One clause: "leaf1: 2 of 3 established". */
  says: string;
  /** What was counted, for the next judgement. */
  counters: Record<string, number>;
}

export const conditionWords = 'established, up, full, healthy, loss 0, flat, prefixes >= 100';

/** "established", "loss 0.5", "errors flat", "prefixes >= 100" …, or null. */
export function parseCondition(text: string): Condition | null {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ');
  if (words === 'established' || words === 'up' || words === 'full') return { kind: 'state', state: words };
  if (words === 'healthy') return { kind: 'healthy' };
  if (words === 'flat' || words === 'errors flat') return { kind: 'flat' };
  const loss = /^loss (?:<= )?(\d{1,3}(?:\.\d)?) ?%?$/.exec(words)?.[1];
  if (loss !== undefined && Number(loss) <= 100) return { kind: 'loss', mostPercent: Number(loss) };
  const least = /^prefixes >= (\d{1,9})$/.exec(words)?.[1];
  return least === undefined ? null : { kind: 'prefixes', least: Number(least) };
}

/** As it is typed. */
export function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'state':
      return condition.state;
    case 'loss':
      return `loss ${condition.mostPercent}`;
    case 'prefixes':
      return `prefixes >= ${condition.least}`;
    default:
      return condition.kind;
  }
}

/** How a criterion reads: "bgp-summary leaf1: established". `shortcut` is the question as it is typed. */
export function criterionText(shortcut: string, condition: string): string {
  return `${shortcut.replace(/^\/net /, '')}: ${condition}`;
}

const fitting: Record<Condition['kind'], readonly DiagnosticName[] | null> = {
  state: [
    'interfaces',
    'interface-detail',
    'bgp-summary',
    'bgp-peer',
    'ospf-neighbors',
    'isis-adjacencies',
    'bfd-sessions',
    'lag',
    'mpls-lsps',
  ],
  healthy: null,
  loss: ['ping'],
  flat: ['interface-detail', 'bgp-peer', 'queue-drops'],
  prefixes: ['bgp-summary', 'bgp-peer'],
};

/** Which diagnostics can be judged by it; null for all of them. */
export function diagnosticsFor(condition: Condition): readonly DiagnosticName[] | null {
  return fitting[condition.kind];
}

/** Judges the answers of all devices together. `before` is what was counted at the judgement before; null at the first. */
export function judge(
  condition: Condition,
  results: readonly DiagnosticResult[],
  before: Readonly<Record<string, number>> | null,
): Judgement {
  const totals = samplesOf(results).filter(({ kind }) => kind === 'total');
  const counters = Object.fromEntries(totals.map(({ series, value }) => [series, value]));
  const silent = results.filter(({ outcome }) => outcome !== 'ok' && outcome !== 'empty');
  if (silent.length > 0) {
    const says = silent.map(({ device, outcome }) => `${device}: ${outcome}`).join(', ');
    return { holds: null, says, counters: before === null ? {} : { ...before } };
  }
  const rows = results.flatMap(({ records }) => records as readonly object[]) as Row[];
  return { ...judged(condition, rows, counters, before), counters };
}

type Row = Record<string, unknown>;

function judged(
  condition: Condition,
  rows: readonly Row[],
  counters: Readonly<Record<string, number>>,
  before: Readonly<Record<string, number>> | null,
): Omit<Judgement, 'counters'> {
  switch (condition.kind) {
    case 'state': {
      const fine = rows.filter((row) => isIn(row, condition.state)).length;
      return { holds: rows.length > 0 && fine === rows.length, says: `${fine} of ${rows.length} ${condition.state}` };
    }
    case 'healthy': {
      const bad = rows.filter((row) => severityOf(row) > 0).length;
      if (rows.length === 0) return { holds: false, says: 'nothing is there' };
      return { holds: bad === 0, says: bad === 0 ? 'all in order' : `${bad} of ${rows.length} out of order` };
    }
    case 'loss': {
      const losses = rows.flatMap(({ lossPercent }) => (typeof lossPercent === 'number' ? lossPercent : []));
      if (losses.length === 0) return { holds: null, says: 'no loss was measured' };
      const most = Math.max(...losses);
      return { holds: most <= condition.mostPercent, says: `loss ${rounded(most)} %` };
    }
    case 'flat':
      return flatness(counters, before);
    case 'prefixes': {
      const counts = rows.flatMap(({ prefixesReceived }) =>
        typeof prefixesReceived === 'number' ? prefixesReceived : [],
      );
      if (counts.length === 0) return { holds: null, says: 'no peer says how many prefixes it has' };
      const sum = counts.reduce((total, count) => total + count, 0);
      return { holds: sum >= condition.least, says: `${grouped(sum)} prefixes` };
    }
  }
}

function isIn(row: Row, state: 'established' | 'up' | 'full'): boolean {
  return [row['state'], row['operStatus'], row['status']].includes(state);
}

function flatness(
  counters: Readonly<Record<string, number>>,
  before: Readonly<Record<string, number>> | null,
): Omit<Judgement, 'counters'> {
  const names = Object.keys(counters);
  if (names.length === 0) return { holds: null, says: 'nothing is counted there' };
  if (before === null || names.some((name) => before[name] === undefined))
    return { holds: null, says: 'read once; the next reading tells' };
  const risen = names.filter((name) => (counters[name] ?? 0) > (before[name] ?? 0));
  const [first = ''] = risen;
  if (risen.length === 0) return { holds: true, says: 'flat' };
  return { holds: false, says: `${first} +${grouped((counters[first] ?? 0) - (before[first] ?? 0))}` };
}

/** How all criteria of an incident stand together. */
export interface CriteriaCourse {
  heldSinceMs: number | null;
  /** For which beginning the end was offered. */
  offeredForMs: number | null;
  /** Judgements in a row in which one did not hold. */
  failedChecks: number;
}

/** The end is offered when all have held for this long without a break. */
export const soakMs = 10 * 60_000;
/** They are judged every minute; what was not looked at for longer than this may have failed meanwhile. */
const longestGapMs = 3 * 60_000;
/** One bad reading is none: two in a row are a relapse. */
const relapseAfter = 2;

/**
 * One round of judgements. What is unknown neither begins nor proves anything: it stops the soak and is no relapse. A time
 * in which nobody judged (a stopped process, a clock that was put forward or back) is unknown, too: the soak begins anew.
 * `offer` comes once per unbroken stretch, and is not repeated for such a gap after it.
 */
export function nextCourse(
  course: CriteriaCourse,
  holds: readonly (boolean | null)[],
  { lastMs, nowMs }: { lastMs: number | null; nowMs: number },
): { course: CriteriaCourse; offer: boolean; relapsed: boolean } {
  const all = holds.length > 0 && holds.every((one) => one === true);
  // What never held cannot come back: people may end an incident over a criterion that fails.
  const heldBefore = course.heldSinceMs !== null || course.failedChecks > 0;
  const failedChecks = holds.includes(false) && heldBefore ? course.failedChecks + 1 : 0;
  if (!all)
    return {
      course: { heldSinceMs: null, offeredForMs: course.offeredForMs, failedChecks },
      offer: false,
      relapsed: failedChecks >= relapseAfter,
    };
  const wasOffered = course.heldSinceMs !== null && course.offeredForMs === course.heldSinceMs;
  const isWatched = lastMs !== null && lastMs <= nowMs && nowMs - lastMs <= longestGapMs;
  const heldSinceMs = wasOffered || isWatched ? (course.heldSinceMs ?? nowMs) : nowMs;
  const offer = nowMs - heldSinceMs >= soakMs && !wasOffered;
  return {
    course: { heldSinceMs, offeredForMs: offer ? heldSinceMs : course.offeredForMs, failedChecks: 0 },
    offer,
    relapsed: false,
  };
}
