import type { QueueDropsRecord } from '../../domain/device-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { printedXrName } from './interface-names.ts';
import { isXrNoise } from './xr-text.ts';

const policy = /^(\S{3,64}) (?:direction )?(input|output): (\S.{0,80})$/;
const opening = /^Class (\S.{0,80})$/;
const dropped = /^Total Dropped +: +(?:(\d{1,18})\/(\d{1,18}) +\d{1,15}|N\/A)$/;

/** `show policy-map interface`: the drops of each class, policy by policy. Every other line describes a class. */
export function policyClasses(given: TextLines): Rows<QueueDropsRecord> | null {
  // Behind a slash no figure begins with a zero but zero itself.
  const text = withWholeTail(
    given,
    /^(?:Total Dropped +: +N\/A|.* Service Policy not installed|(?:Taildropped|Queue\(|RED random|Policed).*: +\d+\/0)$/,
  );
  const rows: Rows<QueueDropsRecord> = { records: [], unparsed: [] };
  let place: { name: string; direction: string } | null = null;
  let queue: string | null = null;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (isXrNoise(line)) continue;
    const named = policy.exec(line);
    const name = printedXrName(named?.[1] ?? '');
    const drops = dropped.exec(line);
    if (named && name !== null) {
      place = { name, direction: named[2] ?? '' };
      queue = null;
    } else if (place === null) return null;
    else if (opening.test(line)) queue = `${place.direction} ${opening.exec(line)?.[1]}`;
    else if (drops && queue !== null) {
      const [packets, bytes] = [drops[1], drops[2]].map((value) => (value === undefined ? null : Number(value)));
      rows.records.push({
        interface: place.name,
        queue,
        droppedPackets: packets ?? null,
        droppedBytes: bytes ?? null,
      });
      queue = null;
    } else if (/^\S+ ?Dropped *:/.test(line)) {
      rows.unparsed.push(raw);
      queue = null;
    }
  }
  return place === null ? null : withCut(rows, text);
}
