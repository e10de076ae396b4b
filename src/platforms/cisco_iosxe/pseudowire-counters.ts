import type { InterfaceDetailRecord } from '../../domain/interface-records.ts';

/** Below `RX` and `TX`: `34216908 packets 6774108588 bytes 0 drops`; false for another form. */
export function readPseudowireCounters(record: InterfaceDetailRecord, direction: 'RX' | 'TX', line: string): boolean {
  const [, octets, drops] = /^\d{1,20} packets (\d{1,20}) bytes (\d{1,15}) drops$/.exec(line) ?? [];
  if (octets === undefined) return false;
  if (direction === 'RX') {
    record.inOctets = BigInt(octets).toString();
    record.inDiscards = Number(drops);
  } else {
    record.outOctets = BigInt(octets).toString();
    record.outDiscards = Number(drops);
  }
  return true;
}
