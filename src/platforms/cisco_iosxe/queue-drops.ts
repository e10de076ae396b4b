import type { QueueDropsRecord } from '../../domain/device-records.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { printedInterfaceName } from './interface-names.ts';
import { isIosNoise } from './ios-table.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show policy-map interface`: the drops of each class, policy by policy. */
export const queueDrops: DiagnosticReader<'queue-drops'> = {
  commands: () => [{ line: 'show policy-map interface' }],
  parse: ([output = '']) => parseForms<QueueDropsRecord>(output, { rejected: rejectedByIosxe, text: classes }),
};

const policy = /^Service-policy(?: (input|output))?\s?: (\S.{0,80})$/;
const opening = /^Class-map: (\S.{0,80}?) \(match-(?:all|any)\)/;
const drops = /^\(queue depth\/total drops\/no-buffer drops(?:\/flowdrops)?\) \d{1,12}\/(\d{1,15})\/\d{1,15}(?![^\s/])/;

/** Catalysts count drops in the unit of the line below. */
const total = /^\(total drops\) (\d{1,15})$/;
const unit = /^\((bytes|frames|packets) output\) \d{1,18}$/;

/** Every other line below a policy describes a class; the words that open another thing do not occur. */
function classes(text: TextLines): Rows<QueueDropsRecord> | null {
  const rows: Rows<QueueDropsRecord> = { records: [], unparsed: [] };
  let place: string | null = null;
  let direction: string | null = null;
  let queue: string | null = null;
  let headed = false;
  let counted: { line: string; drops: number } | null = null;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (line === '' || isIosNoise(line)) continue;
    const named = policy.exec(line);
    const opened = opening.exec(line);
    const dropped = drops.exec(line);
    const sum = total.exec(line)?.[1];
    const counts = counted === null ? undefined : unit.exec(line)?.[1];
    if (counted !== null && counts !== undefined && place !== null && queue !== null) {
      const [droppedPackets, droppedBytes] = counts === 'bytes' ? [null, counted.drops] : [counted.drops, null];
      rows.records.push({ interface: place, queue, droppedPackets, droppedBytes });
      queue = null;
    } else if (counted !== null) rows.unparsed.push(counted.line);
    counted = sum !== undefined && queue !== null ? { line: raw, drops: Number(sum) } : null;
    if (counts !== undefined || sum !== undefined) continue;
    const name: string | null = /^[A-Za-z]\S{2,63}$/.test(line) ? printedInterfaceName(line) : null;
    if (name !== null) {
      place = name;
      direction = null;
      queue = null;
    } else if (named && place !== null) {
      headed = true;
      direction = named[1] ?? direction;
    } else if (!headed) {
      if (place === null) return null;
    } else if (/^\((?:total drops|queue depth\/total drops)/.test(line) && !dropped) {
      rows.unparsed.push(raw);
      queue = null;
    } else if (!opened && /\(match-(?:all|any)\)/.test(line)) {
      rows.unparsed.push(raw);
      queue = null;
    } else if (opened) queue = direction === null ? (opened[1] ?? '') : `${direction} ${opened[1]}`;
    else if (dropped && place !== null && queue !== null) {
      // A class without a queue of its own drops nothing here.
      rows.records.push({ interface: place, queue, droppedPackets: Number(dropped[1]), droppedBytes: null });
      queue = null;
    }
  }
  if (!headed) return null;
  if (counted !== null) return { ...rows, incomplete: 'the unit of the last drops is missing: the answer was cut off' };
  return withCut(rows, text);
}
