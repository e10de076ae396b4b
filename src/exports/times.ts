import { epochMs, isoTime } from '../lib/clock.ts';

/** "2026-11-23 03:02:11": UTC, to the second. */
export function utcText(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}

/** "Saturday 2026-10-24": the day in UTC. */
export function utcDay(iso: string): string {
  return `${weekday.format(epochMs(iso))} ${iso.slice(0, 10)}`;
}

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });

/**
 * Gives instants as wall-clock time of a zone with the offset that held then: "04:02:11 +01:00", with the date in
 * front where it is another one than in UTC. Throws RangeError for a zone that does not exist.
 */
export function zoneClock(zone: string): (iso: string) => string {
  const minutesAt = offsetMinutes(zone);
  let last = { minute: 'none yet', wall: '', offset: '' };
  return (iso) => {
    // The entries of a timeline come minute by minute.
    if (!iso.startsWith(last.minute)) {
      const ms = epochMs(iso);
      const offset = minutesAt(ms);
      const wall = isoTime(ms + offset * 60_000);
      const isSameDay = wall.slice(0, 10) === iso.slice(0, 10);
      last = {
        minute: iso.slice(0, 16),
        wall: isSameDay ? wall.slice(11, 16) : utcText(wall).slice(0, 16),
        offset: offsetText(offset),
      };
    }
    return `${last.wall}${iso.slice(16, 19)} ${last.offset}`;
  };
}

/** Gives the offset of a zone at an instant: "+01:00". Throws RangeError for a zone that does not exist. */
export function zoneOffset(zone: string): (iso: string) => string {
  const minutesAt = offsetMinutes(zone);
  return (iso) => offsetText(minutesAt(epochMs(iso)));
}

export function secondsBetween(from: string, to: string): number {
  return Math.round((epochMs(to) - epochMs(from)) / 1000);
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${twoDigits(size / 60)}:${twoDigits(size % 60)}`;
}

function offsetMinutes(zone: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' });
  const offsets = new Map<number, number>();
  /** Zones change their offset at quarters of an hour only: one look per quarter. */
  return (ms) => {
    const quarter = Math.floor(ms / quarterMs);
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(format.format(ms)) ?? [];
    const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
    offsets.set(quarter, offset);
    return offset;
  };
}

const quarterMs = 15 * 60_000;

function twoDigits(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}

const units: readonly [seconds: number, name: string][] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
];

const lateMs = 60_000;

/** When an entry was written down, where that was a minute or more after it occurred; null for the others. */
export function lateText(entry: { occurredAt: string; recordedAt: string }): string | null {
  const { occurredAt, recordedAt } = entry;
  // Most of the many entries of a long record are told apart by this alone.
  if (occurredAt === recordedAt || Date.parse(recordedAt) - Date.parse(occurredAt) < lateMs) return null;
  return utcText(recordedAt);
}

/** "1 d 2 h 3 min", three units at most. */
export function secondsText(seconds: number): string {
  let rest = Math.abs(seconds);
  const words: string[] = [];
  for (const [size, name] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) words.push(`${count} ${name}`);
  }
  const text = words.slice(0, 3).join(' ') || '0 s';
  return seconds < 0 ? `${text} before` : text;
}
