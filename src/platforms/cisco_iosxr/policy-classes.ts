import type { QueueDropsRecord } from '../../domain/device-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { printedXrName } from './interface-names.ts';
import { isXrNoise } from './xr-text.ts';

const policy = /^(\S{3,64}) (?:direction )?(input|output): (\S.{0,80})$/;
/** The same in a form that is not known: no other line has a colon right behind its second or third word. */
const bentPolicy = /^\S{3,64} (?:\S{1,12} )?\S{1,12}: \S|\b(?:input|output): /;
const opening = /^Class (\S.{0,80})$/;
/** A class of a policy inside a class. Several classes may hold the same policy, and each has its own `class-default`. */
const inner = /^Policy (\S{1,64} )Class (\S.{0,80})$/;
const dropped = /^Total Dropped +: +(?:(\d{1,18})\/(\d{1,18}) +\d{1,15}|N\/A)$/;
/** Lines of a class that always have others below them. */
const goesOn =
  /^(?:Class |Policy \S{1,64} Class |Classification |Matched |Transmitted |(?:Queueing|Policing) statistics|Queue ID |High watermark |(?:Inst|Avg)-queue-len |(?:Queue|Policed)\(conform\))/;

/** Where the classes stand below a heading that is not understood. */
const nobody = { name: '', direction: '' };

/** A class whose drops have not been read. */
interface Open {
  queue: string;
  raw: string;
}

/** `show policy-map interface`: the drops of each class, policy by policy. Every other line describes a class. */
export function policyClasses(given: TextLines): Rows<QueueDropsRecord> | null {
  // Behind a slash no figure begins with a zero but zero itself.
  const text = withWholeTail(
    given,
    /^(?:(?:Total Dropped|RED [a-z].{2,60}) *: +N\/A|.* Service Policy not installed|(?:Taildropped|Queue\(|RED random|Policed).*: +\d+\/0|Policy Bag Stats time: \d{10,16} +\[Local Time: [\d/:. ]{10,40}\])$/,
  );
  const rows: Rows<QueueDropsRecord> = { records: [], unparsed: [] };
  let place: { name: string; direction: string } | null = null;
  let open: Open | null = null;
  let outer = '';
  let last = '';
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (isXrNoise(line)) continue;
    last = line;
    const named = policy.exec(line);
    const name = printedXrName(named?.[1] ?? '');
    const drops = dropped.exec(line);
    if (place && name === null && bentPolicy.test(line)) {
      if (open) rows.unparsed.push(open.raw);
      [open, place] = [null, nobody];
      rows.unparsed.push(raw);
      continue;
    }
    const top = opening.exec(line)?.[1];
    const inside = inner.exec(line);
    // The last class of a policy is its default: the heading above this one has gone.
    if (place && top !== undefined && outer === 'class-default ') place = nobody;
    const begun = inside ? `${outer}${inside[1]}${inside[2]}` : top;
    if (place === null && !(named && name !== null)) return null;
    if ((named && name !== null) || begun !== undefined) {
      if (open) rows.unparsed.push(open.raw);
      open = null;
    }
    if (top !== undefined || (named && name !== null)) outer = top === undefined ? '' : `${top} `;
    if (named && name !== null) place = { name, direction: named[2] ?? '' };
    else if (place && begun !== undefined)
      open = place === nobody ? null : { queue: `${place.direction} ${begun}`, raw };
    else if (place && open && drops) {
      const [packets, bytes] = [drops[1], drops[2]].map((value) => (value === undefined ? null : Number(value)));
      rows.records.push({
        interface: place.name,
        queue: open.queue,
        droppedPackets: packets ?? null,
        droppedBytes: bytes ?? null,
      });
      open = null;
    } else if (/^\S+ ?Dropped *:/.test(line)) {
      // In another form, or of a class whose heading is not known: the drops are nobody's.
      rows.unparsed.push(raw);
      open = null;
    }
  }
  if (place === null) return null;
  if (text.cut === null && goesOn.test(last))
    return { ...rows, incomplete: 'the last class has no end: the answer was cut off' };
  if (open && text.cut === null) rows.unparsed.push(open.raw);
  return withCut(rows, text);
}
