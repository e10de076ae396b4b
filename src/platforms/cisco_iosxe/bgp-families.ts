/** A peer under a VPN family lives in a VRF that the table does not name. */
export function vrfOfFamily(family: string | null, asked: string | undefined): string | null {
  if (asked !== undefined) return asked;
  return family !== null && /^ipv[46]-(?:unicast|multicast|mdt|labeled-unicast|flowspec)$/.test(family)
    ? 'default'
    : null;
}
