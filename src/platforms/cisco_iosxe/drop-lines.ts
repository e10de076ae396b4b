/** What was dropped; null where that is not printed. */
export interface DropCount {
  packets: number | null;
  bytes: number | null;
}

const depth =
  /^\((?:(?:queue )?depth|total queued)\/total drops\/no-buffer drops(?:\/flowdrops)?\) \d{1,12}\/(\d{1,15})\/\d{1,15}(?![^\s/])/;
/** The line cards of the 7600 count for themselves; below it stands what the drops consist of. */
const card = /^packet output \d{1,15}, packet drop (\d{1,15})$/;
/** The metro switches; the bytes of these packets stand below. */
const tail = /^Tail Packets Drop: (\d{1,15})$/;
const parts =
  /^(?:tail\/random drop \d{1,15}, no buffer drop \d{1,15}, other drop \d{1,15}|Tail Bytes Drop: \d{1,18})$/;
/** Of a class with priority, as releases before the hierarchical queues print it. */
const strict = /^\(total drops\/bytes drops\) (\d{1,15})\/(\d{1,18})$/;
/** What the bandwidth of a priority class did not let into the queue: `Priority: 10% (1000 kbps), burst bytes 25000, b/w exceed drops: 3`. */
const exceeded = /^Priority: .{1,80}, b\/w exceed drops: (\d{1,15})$/;
/** The Catalyst 4500 keeps queues short by itself and counts that beside the drops of the queue. */
const limited = /^(Probabilistic|Belligerent Flow) Drops: (\d{1,15}) Packets$/;

const drops =
  /drop|discard|\(match-|^(?:\(total |Priority: |queue stats|packet output|Tail|Probabilistic|Belligerent)/i;

/** False for the lines, nearly all of them, in which none of the readers below finds anything. */
export function mayBeOfDrops(line: string): boolean {
  return drops.test(line);
}

/** What a line says that the open queue dropped; null for another line. */
export function queueDropsIn(line: string): DropCount | null {
  const [, packets, bytes] =
    depth.exec(line) ?? strict.exec(line) ?? exceeded.exec(line) ?? card.exec(line) ?? tail.exec(line) ?? [];
  if (packets === undefined) return null;
  return { packets: Number(packets), bytes: bytes === undefined ? null : Number(bytes) };
}

/** `Probabilistic Drops: 2 Packets` as `probabilistic drops` and their count; null for another line. */
export function limitedDropsIn(line: string): { name: string; packets: number } | null {
  const [, kind, packets] = limited.exec(line) ?? [];
  return kind === undefined ? null : { name: `${kind.toLowerCase()} drops`, packets: Number(packets) };
}

/** Whatever else counts drops, or heads a queue; the words of the one who wrote the policy do not count. */
export function isOfDrops(line: string): boolean {
  if (['Priority: ', 'queue stats', '(total '].some((words) => line.startsWith(words))) return true;
  if (/^(?:Match:|Description: |Total Drops)/.test(line) || parts.test(line)) return false;
  return (
    line.includes('(match-') ||
    line.includes('drops') ||
    /^(?:packet output|Tail|Probabilistic|Belligerent)\b|\b(?:drop(?:s|ped)?|discard(?:s|ed)?)\b(?! rate)\D{0,20}\d/i.test(
      line,
    )
  );
}
