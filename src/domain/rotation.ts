export interface Rotation {
  /** IANA zone in which the shifts change. */
  timeZone: string;
  /** Local wall-clock time of the first change, "2026-01-05T09:00". */
  start: string;
  /** "12h", "1d", "1w": wall-clock length of a shift. */
  every: string;
  people: string[];
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/**
 * Who is on call at an instant. Shifts change at the same wall-clock time on both sides of a change of the clocks; the
 * skipped hour moves a change to the first instant after it, the repeated hour takes its first pass. Before the start
 * the last person of the list is on call, so that there is always exactly one.
 */
export function onCallAt(rotation: Rotation, instantMs: number): string {
  const index = shiftIndex(rotation, instantMs);
  const { people } = rotation;
  return people[((index % people.length) + people.length) % people.length] ?? '';
}

/** The instant at which the shift of `instantMs` ends and the next one begins. */
export function shiftEndMs(rotation: Rotation, instantMs: number): number {
  return boundaryMs(rotation, shiftIndex(rotation, instantMs) + 1);
}

/** The shift that contains the instant: found from the nominal length, then corrected for the clock changes around it. */
function shiftIndex(rotation: Rotation, instantMs: number): number {
  let index = Math.floor((instantMs - boundaryMs(rotation, 0)) / lengthMs(rotation));
  while (boundaryMs(rotation, index) > instantMs) index -= 1;
  while (boundaryMs(rotation, index + 1) <= instantMs) index += 1;
  return index;
}

/** The instant at which shift `index` begins. */
function boundaryMs({ start, every, timeZone }: Rotation, index: number): number {
  return instantOf(wallMs(start) + index * wallLengthMs(every), timeZone);
}

function lengthMs({ every }: Rotation): number {
  return wallLengthMs(every);
}

function wallLengthMs(every: string): number {
  const count = Number.parseInt(every, 10);
  return count * { h: hourMs, d: dayMs, w: 7 * dayMs }[every.at(-1) as 'h' | 'd' | 'w'];
}

/** A wall-clock reading as if it were UTC, for arithmetic on the calendar. */
function wallMs(local: string): number {
  return Date.parse(`${local}:00.000Z`);
}

/** The instant at which the clock of a zone shows "2026-11-29T09:00"; the first one after it where that is skipped. */
export function wallInstantMs(local: string, timeZone: string): number {
  return instantOf(wallMs(local), timeZone);
}

/** The first instant that a zone's clock shows this reading, or the first one after it where the reading is skipped. */
function instantOf(wall: number, timeZone: string): number {
  const candidates = [wall - offsetMs(wall - dayMs, timeZone), wall - offsetMs(wall + dayMs, timeZone)];
  const exact = candidates.filter((at) => at + offsetMs(at, timeZone) === wall);
  if (exact.length > 0) return Math.min(...exact);
  // Skipped: the clocks jump between the two candidates; the change itself is the first instant after the reading.
  let [before, after] = [Math.min(...candidates), Math.max(...candidates)];
  const offsetBefore = offsetMs(before, timeZone);
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2000) * 1000;
    if (offsetMs(middle, timeZone) === offsetBefore) before = middle;
    else after = middle;
  }
  return after;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far the zone's clock is ahead of UTC at an instant, in ms. */
function offsetMs(instantMs: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(instantMs).map(({ type, value }) => [type, value]));
  const shown = Date.parse(
    `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}:${parts['second']}.000Z`,
  );
  return shown - Math.floor(instantMs / 1000) * 1000;
}
