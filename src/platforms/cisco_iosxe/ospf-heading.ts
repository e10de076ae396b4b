import type { OspfNeighborRecord } from '../../domain/routing-records.ts';

type Whose = Pick<OspfNeighborRecord, 'version' | 'vrf' | 'process'>;

const known =
  /^OSPF(v3)? (?:Router with ID \([\d.]{7,15}\) \(Process ID (\S{1,16})\)|(\d{1,5}) address-family ipv[46](?: vrf (\S{1,64}))? \(router-id [\d.]{7,15}\))$/;

/**
 * `OSPF Router with ID (192.0.2.1) (Process ID 1)` and `OSPFv3 1 address-family ipv6 vrf blue (router-id 192.0.2.1)`.
 * `isKnown` is false for a heading in another form: what stands below it is nobody's. Null for any other line.
 */
export function iosOspfHeading(line: string): (Whose & { isKnown: boolean }) | null {
  if (!line.startsWith('OSPF')) return null;
  const named = known.exec(line);
  return {
    isKnown: named !== null,
    version: line.startsWith('OSPFv3') ? 3 : 2,
    vrf: named?.[4] ?? null,
    process: named?.[2] ?? named?.[3] ?? null,
  };
}

/** What a process says of itself that has no router id: it has no neighbours, those of other processes may stand around. */
export const stoppedOspfProcess =
  /^%{1,2} ?OSPF(?:v3)?: Router process \S{1,16} is (?:not running|INACTIVE), please configure a router-id$/;
