import type { Incident } from './incident.ts';
import { duration, grouped, list } from './verdict-words.ts';

/** What an update is drafted from; everything comes from the record and the store, nothing is guessed. */
export interface DraftFacts {
  incident: Incident;
  nowMs: number;
  declaredMs: number;
  /** Devices that were read, those that are not as they should be among them, and those that did not answer. */
  devices: { read: string[]; bad: string[]; silent: string[] };
  peersDown: number;
  /** Prefixes fewer than in the last good answers; null where nothing was there to compare with. */
  prefixesLost: number | null;
  /** Changes that are proposed, run or in place: "interface-shutdown on leaf1 is in place". */
  changes: string[];
  criteria: { holding: number; total: number };
  nextUpdateMs: number | null;
}

/** An update that says what is known, in the order in which people ask. The same facts give the same text. */
export function updateDraft(facts: DraftFacts): string {
  const { incident, nowMs, declaredMs, changes, criteria, nextUpdateMs } = facts;
  return [
    `${incident.severity}, ${incident.status}, for ${duration((nowMs - declaredMs) / 1000)} (since ${clock(declaredMs)} UTC).`,
    `Impact: ${impactOf(facts)}.`,
    ...(incident.verdict === null ? [] : [`Known: ${incident.verdict}`]),
    ...(changes.length === 0 ? [] : [`Under way: ${changes.join('; ')}.`]),
    ...(criteria.total === 0 ? [] : [`Exit criteria: ${criteria.holding} of ${criteria.total} hold.`]),
    ...(nextUpdateMs === null ? [] : [`Next update by ${clock(nextUpdateMs)} UTC.`]),
  ].join('\n');
}

function impactOf({ devices, peersDown, prefixesLost }: DraftFacts): string {
  if (devices.read.length === 0) return 'not known yet, no device was read';
  const parts = [
    ...(devices.bad.length > 0
      ? [`${counted(devices.bad.length, 'device')} not as they should be (${list(devices.bad)})`]
      : []),
    ...(devices.silent.length > 0
      ? [`${counted(devices.silent.length, 'device')} not answering (${list(devices.silent)})`]
      : []),
    ...(peersDown > 0 ? [`${counted(peersDown, 'BGP peer')} down`] : []),
    ...(prefixesLost !== null && prefixesLost > 0
      ? [`${grouped(prefixesLost)} prefixes fewer than in the last good answers`]
      : []),
  ];
  return parts.length > 0
    ? parts.join(', ')
    : `none seen on the ${counted(devices.read.length, 'device')} that were read`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function clock(ms: number): string {
  return new Date(ms).toISOString().slice(11, 16);
}
