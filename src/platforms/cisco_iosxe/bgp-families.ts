import { ciscoBgpFamily } from '../cisco-bgp-family.ts';

/** A peer under a VPN family lives in a VRF that the table does not name. */
export function vrfOfFamily(family: string | null, asked: string | undefined): string | null {
  if (asked !== undefined) return asked;
  return family !== null && /^ipv[46]-(?:unicast|multicast|mdt|labeled-unicast|flowspec)$/.test(family)
    ? 'default'
    : null;
}

/** The family behind `For address family: `; null for one that is not known. */
export function familyOfLine(line: string): string | null {
  return ciscoBgpFamily(/^For address family: (\w[\w /-]{2,40})$/.exec(line)?.[1] ?? '');
}

/** Families whose names are no beginning of a longer one: nothing can be missing from the end of their heading. */
export const wholeFamilyHeading =
  /^For address family: (?:(?:IP|VPN|MVPN)v[46] (?:Unicast|Multicast|Flowspec)|IPv[46] (?:MDT|MVPN|Label-Unicast)|L2VPN E-VPN)$/;
