import { epochMs } from '../lib/clock.ts';

/** "2026-11-23 03:02:11": UTC, to the second. */
export function utcText(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}

/**
 * Gives instants as wall-clock time of a zone with the offset that held then: "04:02:11 +01:00", with the date in
 * front where it is another one than in UTC. Throws RangeError for a zone that does not exist.
 */
export function zoneClock(zone: string): (iso: string) => string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  });
  return (iso) => {
    const parts = Object.fromEntries(format.formatToParts(epochMs(iso)).map(({ type, value }) => [type, value]));
    const { year = '', month = '', day = '', hour = '', minute = '', second = '', timeZoneName = '' } = parts;
    const date = `${year.padStart(4, '0')}-${month}-${day}`;
    const clock = `${hour}:${minute}:${second} ${timeZoneName.replace('GMT', '') || '+00:00'}`;
    return date === iso.slice(0, 10) ? clock : `${date} ${clock}`;
  };
}

const units: readonly [seconds: number, name: string][] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
];

/** "1 d 2 h 3 min"; "not recorded" for null: unknown is said aloud. Three units at most. */
export function secondsText(seconds: number | null): string {
  if (seconds === null) return 'not recorded';
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
