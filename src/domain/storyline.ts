import { epochMs } from '../lib/clock.ts';
import { isBadAnswer } from './bad-answer.ts';
import type { EventType, IncidentStatus, Severity, TimelineEvent } from './timeline.ts';

/** An incident as one picture shows it: what lasted, what happened in which lane, and the moments that are measured. */
export interface Storyline {
  id: string;
  title: string;
  declaredMs: number;
  /** The beginning of the picture: something before the declaration may stand in the record. */
  fromMs: number;
  /** The end of the picture: the last entry, or now for an incident that is open. */
  toMs: number;
  isOpen: boolean;
  severities: Span<Severity>[];
  statuses: Span<IncidentStatus>[];
  /** From the moment a change was claimed until it was proven or ended otherwise. */
  changes: (Span<string> & { tone: Tone })[];
  lanes: Record<LaneName, Mark[]>;
  /** In the order in which they came. */
  moments: { name: string; atMs: number }[];
}

export const laneNames = ['alerts and pages', 'devices', 'people', 'changes'] as const;
type LaneName = (typeof laneNames)[number];
export type Tone = 'good' | 'bad' | 'plain';

export interface Span<T> {
  fromMs: number;
  toMs: number;
  what: T;
}

export interface Mark {
  atMs: number;
  tone: Tone;
}

/**
 * Folds the events of one incident, in seq order, one at a time: a long record need not be held in memory.
 * `mark` puts an entry into its lane without judging it; `isFirstFact` takes an answer as the first fact if it is one.
 * `finish(nowMs)` gives null when there was no declaration.
 */
export function storylineOf(): {
  add: (event: TimelineEvent) => void;
  mark: (entry: { type: EventType; occurredAt: string }) => void;
  isFirstFact: (entry: Pick<TimelineEvent, 'type' | 'body' | 'occurredAt'>) => boolean;
  finish: (nowMs: number) => Storyline | null;
} {
  const lanes: Record<LaneName, Mark[]> = { 'alerts and pages': [], devices: [], people: [], changes: [] };
  const severities: Open<Severity>[] = [];
  const statuses: Open<IncidentStatus>[] = [];
  const changes: (Open<string> & { tone: Tone })[] = [];
  const moments = new Map<string, number>();
  const first = (name: string, atMs: number) => moments.set(name, Math.min(atMs, moments.get(name) ?? atMs));
  let declared: { id: string; title: string; atMs: number } | null = null;
  let lastMs = 0;

  const add = (event: TimelineEvent) => {
    const atMs = epochMs(event.occurredAt);
    lastMs = Math.max(lastMs, atMs);
    if (event.body === null) return;
    const lane = laneOf(event.type);
    if (lane) lanes[lane].push({ atMs, tone: toneOf(event) });
    switch (event.type) {
      case 'incident.declared':
        declared ??= { id: event.incident ?? '', title: event.body.title, atMs };
        severities.push({ fromMs: atMs, toMs: null, what: event.body.severity });
        statuses.push({ fromMs: atMs, toMs: null, what: 'investigating' });
        first('declared', atMs);
        return;
      case 'incident.severity':
        return turn(severities, atMs, event.body.to);
      case 'incident.status':
        if (event.body.to !== 'resolved') moments.delete('resolved');
        else if (!moments.has('resolved')) moments.set('resolved', atMs);
        return turn(statuses, atMs, event.body.to);
      case 'page.acknowledged':
        return void first('acknowledged', atMs);
      case 'diagnostic.answered':
        isFirstFact(event);
        return;
      case 'mitigation.claimed':
        changes.push({ fromMs: atMs, toMs: null, what: event.body.mitigation, tone: 'plain' });
        return;
      case 'mitigation.outcome':
        if (event.body.outcome !== 'applied') end(changes, event.body.mitigation, atMs, 'bad');
        return;
      case 'mitigation.verified':
        end(changes, event.body.mitigation, atMs, event.body.holds && event.body.healed !== false ? 'good' : 'bad');
        if (event.body.holds && event.body.healed !== false) first('mitigated', atMs);
        return;
    }
  };

  const msOf = minuteWise();
  const mark = ({ type, occurredAt }: { type: EventType; occurredAt: string }) => {
    const atMs = msOf(occurredAt);
    lastMs = Math.max(lastMs, atMs);
    const lane = laneOf(type);
    if (lane) lanes[lane].push({ atMs, tone: 'plain' });
  };

  const isFirstFact = ({ type, body, occurredAt }: Pick<TimelineEvent, 'type' | 'body' | 'occurredAt'>): boolean => {
    if (type !== 'diagnostic.answered' || body === null || !('outcome' in body)) return false;
    if (body.outcome !== 'ok' && body.outcome !== 'empty') return false;
    first('first fact', epochMs(occurredAt));
    return true;
  };

  const finish = (nowMs: number): Storyline | null => {
    if (!declared) return null;
    const isOpen = statuses.at(-1)?.what !== 'resolved';
    const toMs = Math.max(lastMs, isOpen ? nowMs : 0);
    const closed = <T, S extends Open<T>>(spans: S[]) => spans.map((span) => ({ ...span, toMs: span.toMs ?? toMs }));
    const starts = Object.values(lanes).flatMap((marks) => marks.reduce((low, { atMs }) => Math.min(low, atMs), toMs));
    return {
      id: declared.id,
      title: declared.title,
      declaredMs: declared.atMs,
      fromMs: Math.min(declared.atMs, ...starts),
      toMs,
      isOpen,
      severities: closed(severities),
      statuses: closed(statuses),
      changes: closed(changes),
      lanes,
      moments: [...moments].map(([name, atMs]) => ({ name, atMs })).sort((a, b) => a.atMs - b.atMs),
    };
  };
  return { add, mark, isFirstFact, finish };
}

type Open<T> = Omit<Span<T>, 'toMs'> & { toMs: number | null };

/** The former span ends where the new one begins; the same word again goes on. */
function turn<T>(spans: Open<T>[], atMs: number, what: T): void {
  const running = spans.at(-1);
  if (running?.what === what) return;
  if (running) running.toMs = atMs;
  spans.push({ fromMs: atMs, toMs: null, what });
}

function end(changes: (Open<string> & { tone: Tone })[], mitigation: string, atMs: number, tone: Tone): void {
  const running = changes.findLast(({ what, toMs }) => what === mitigation && toMs === null);
  if (running) Object.assign(running, { toMs: atMs, tone });
}

/** Like `epochMs`, for many times that come minute by minute: only the first one of a minute is read whole. */
function minuteWise(): (iso: string) => number {
  let last = { minute: 'none yet', ms: 0 };
  return (iso) => {
    const ms = Math.round(Number(iso.slice(minuteLength, -1)) * 1_000);
    const isUsual = ms >= 0 && ms < 60_000;
    if (isUsual && iso.startsWith(last.minute)) return last.ms + ms;
    const whole = epochMs(iso);
    if (isUsual) last = { minute: iso.slice(0, minuteLength), ms: whole - ms };
    return whole;
  };
}

const minuteLength = '2026-11-23T03:02:'.length;

/** Looked up once per type: a long record has many entries of a few types. */
const lanesByType = new Map<EventType, LaneName | null>();

function laneOf(type: EventType): LaneName | null {
  const known = lanesByType.get(type);
  if (known !== undefined) return known;
  const lane = laneByName(type);
  lanesByType.set(type, lane);
  return lane;
}

function laneByName(type: EventType): LaneName | null {
  const [family] = type.split('.');
  if (family === 'alert' || family === 'page') return 'alerts and pages';
  if (type === 'diagnostic.answered' || type === 'watch.changed') return 'devices';
  if (family === 'note' || family === 'pin' || family === 'handoff' || type === 'incident.update') return 'people';
  if (type === 'mitigation.proposed' || type === 'mitigation.voted' || type === 'mitigation.rolled-back')
    return 'changes';
  return null;
}

function toneOf(event: TimelineEvent): Tone {
  if (event.body === null) return 'plain';
  switch (event.type) {
    case 'alert.received':
    case 'page.escalated':
    case 'watch.changed':
      return 'bad';
    case 'alert.resolved':
    case 'page.acknowledged':
      return 'good';
    case 'diagnostic.answered': {
      const { outcome } = event.body;
      return (outcome !== 'ok' && outcome !== 'empty') || isBadAnswer(event.body) ? 'bad' : 'good';
    }
    case 'mitigation.voted':
      return event.body.vote === 'approve' ? 'good' : 'bad';
    default:
      return 'plain';
  }
}
