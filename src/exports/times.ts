import { epochMs } from '../lib/clock.ts';

/** "2026-11-23 03:02:11": UTC, to the second. */
export function utcText(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}

/** The same instant as wall-clock time of a zone, with the offset that held then: "2026-11-23 04:02:11 +01:00". */
export function zoneText(iso: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  }).formatToParts(epochMs(iso));
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  const offset = part('timeZoneName').replace('GMT', '') || '+00:00';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}:${part('second')} ${offset}`;
}

/** "1 d 2 h 3 min 4 s"; "not recorded" for null: unknown is said aloud. */
export function secondsText(seconds: number | null): string {
  if (seconds === null) return 'not recorded';
  const units: [number, string][] = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
    [1, 's'],
  ];
  let rest = Math.abs(seconds);
  const words: string[] = [];
  for (const [size, unit] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) words.push(`${count} ${unit}`);
  }
  return words.length === 0 ? '0 s' : words.slice(0, 3).join(' ');
}
