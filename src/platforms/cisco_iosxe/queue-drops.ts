import type { QueueDropsRecord } from '../../domain/device-records.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { printedInterfaceName } from './interface-names.ts';
import { isIosNoise } from './ios-table.ts';
import { PolicyPath } from './policy-path.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show policy-map interface`: the drops of each class, policy by policy. */
export const queueDrops: DiagnosticReader<'queue-drops'> = {
  commands: () => [{ line: 'show policy-map interface' }],
  parse: ([output = '']) => parseForms<QueueDropsRecord>(output, { rejected: rejectedByIosxe, text: classes }),
};

const policy = /^Service-policy(?: (input|output))?\s?: (\S.{0,80})$/;
const opening = /^Class-map: (\S.{0,80}?) \(match-(?:all|any)\)/;
/** All classes with priority share one queue, or one for each level. */
const priorityQueue = /^queue stats for all priority classes:$/;
const priorityLevel = /^priority level (\d)$/;
const drops = /^\(queue depth\/total drops\/no-buffer drops(?:\/flowdrops)?\) \d{1,12}\/(\d{1,15})\/\d{1,15}(?![^\s/])/;
/** What the bandwidth of a priority class did not let into the queue: `Priority: 10% (1000 kbps), burst bytes 25000, b/w exceed drops: 3`. */
const exceeded = /^Priority: .{1,80}, b\/w exceed drops: (\d{1,15})$/;

/** Catalysts count drops in the unit of the line below. */
const total = /^\(total drops\) (\d{1,15})$/;
const unit = /^\((bytes|frames|packets) output\) \d{1,18}$/;

/** `Service-policy output: WAN` in a form that is not known. */
const bentPolicy = /^(?:Service-policy\b|\S+ (?:input|output)\s?: )/;

/** Every other line below a policy describes a class; the words that open another thing do not occur. */
function classes(text: TextLines): Rows<QueueDropsRecord> | null {
  const rows: Rows<QueueDropsRecord> = { records: [], unparsed: [] };
  const seen = new Set<string>();
  let place: string | null = null;
  let path = new PolicyPath();
  /** Whose drops the next figures are. */
  let queue: string | null = null;
  let headed = false;
  let counted: { line: string; drops: number } | null = null;
  const put = (raw: string, droppedPackets: number | null, droppedBytes: number | null) => {
    const key = `${place} ${queue}`;
    // Figures without a queue, and a second time those of one, are nobody's.
    if (place === null || queue === null || seen.has(key)) rows.unparsed.push(raw);
    else rows.records.push({ interface: place, queue, droppedPackets, droppedBytes });
    seen.add(key);
    queue = null;
  };
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (line === '' || isIosNoise(line)) continue;
    const named = policy.exec(line);
    const opened = opening.exec(line);
    const dropped = drops.exec(line)?.[1];
    const refused = exceeded.exec(line)?.[1];
    const sum = total.exec(line)?.[1];
    const counts = counted === null ? undefined : unit.exec(line)?.[1];
    const indent = raw.length - raw.trimStart().length;
    if (counted !== null && counts !== undefined)
      put(counted.line, counts === 'bytes' ? null : counted.drops, counts === 'bytes' ? counted.drops : null);
    else if (counted !== null) rows.unparsed.push(counted.line);
    counted = sum !== undefined && headed ? { line: raw, drops: Number(sum) } : null;
    if (counts !== undefined || sum !== undefined) continue;
    const name: string | null = /^[A-Za-z]\S{2,63}$/.test(line) ? printedInterfaceName(line) : null;
    if (name !== null) {
      place = name;
      path = new PolicyPath();
      queue = null;
    } else if (named && place !== null) {
      headed = true;
      path.openPolicy(indent, named[1] ?? null);
      queue = null;
    } else if (place === null) return null;
    else if (bentPolicy.test(line)) {
      headed = true;
      rows.unparsed.push(raw);
      path = new PolicyPath();
      queue = null;
    } else if (!headed) continue;
    else if (opened) queue = path.openClass(indent, opened[1] ?? '');
    else if (priorityQueue.test(line)) queue = path.openClass(indent, 'all priority classes');
    else if (priorityLevel.test(line) && queue !== null) queue = queue.replace(/all priority classes$/, line);
    else if (dropped !== undefined) put(raw, Number(dropped), null);
    else if (refused !== undefined) put(raw, Number(refused), null);
    else if (
      /\(match-(?:all|any)\)|^\((?:total drops|queue depth\/total drops)|^Priority: |exceed drops|^queue stats/.test(
        line,
      )
    ) {
      rows.unparsed.push(raw);
      queue = null;
    }
  }
  if (!headed) return null;
  if (counted !== null) return { ...rows, incomplete: 'the unit of the last drops is missing: the answer was cut off' };
  return withCut(rows, text);
}
