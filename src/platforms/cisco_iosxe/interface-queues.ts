import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';

/** `Input queue: 0/75/3/0 (size/max/drops/flushes); Total output drops: 7`; releases of the last century count no flushes. */
export function readQueues(record: InterfaceDetailRecord, line: string): boolean {
  const match =
    /^Input queue: \d{1,10}\/\d{1,10}\/(\d{1,15})(?:\/\d{1,10} \(size\/max\/drops\/flushes\)| \(size\/max\/drops\))(?:; Total output drops: (\d{1,15}))?$/.exec(
      line,
    );
  if (!match) return false;
  record.inDiscards = Number(match[1]);
  if (match[2] !== undefined) record.outDiscards = Number(match[2]);
  return true;
}

/** The end of the line of the input queue, where it is wrapped: `Total output drops: 7`. */
export function readOutputDrops(record: InterfaceDetailRecord, line: string): boolean {
  const drops = /^Total output drops: (\d{1,15})$/.exec(line)?.[1];
  if (drops !== undefined) record.outDiscards = Number(drops);
  return drops !== undefined;
}

/** `Output queue 0/40, 0 drops; input queue 0/75, 0 drops`, as releases of the last century print it. */
export function readOlderQueues(record: InterfaceDetailRecord, line: string): boolean {
  const match =
    /^Output queue:? \d{1,10}\/\d{1,10}, (\d{1,15}) drops; input queue \d{1,10}\/\d{1,10}, (\d{1,15}) drops/.exec(line);
  if (!match) return false;
  record.outDiscards = Number(match[1]);
  record.inDiscards = Number(match[2]);
  return true;
}
