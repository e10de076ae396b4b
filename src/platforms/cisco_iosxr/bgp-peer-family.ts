import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import { ciscoBgpFamily } from '../cisco-bgp-family.ts';

export type FamilyPart = Pick<
  BgpPeerRecord,
  'addressFamily' | 'prefixesReceived' | 'prefixesAccepted' | 'maxPrefixes' | 'importPolicy' | 'exportPolicy'
>;

/** A family that is not known is handed back: the figures below its heading are those of no family that we have. */
export function openFamily(families: FamilyPart[], rest: string): boolean {
  const addressFamily = rest.startsWith(' ') ? ciscoBgpFamily(rest) : null;
  // A peer has each family once.
  const isAnother = families.every((family) => family.addressFamily !== addressFamily);
  families.push({
    addressFamily,
    prefixesReceived: null,
    prefixesAccepted: null,
    maxPrefixes: null,
    importPolicy: null,
    exportPolicy: null,
  });
  return addressFamily !== null && isAnother;
}

/** The summary counts what the inbound policy let through, and this is the same figure. */
export function readAccepted(part: FamilyPart, line: string): boolean {
  const count = /^(\d{1,10}) accepted prefixes, \d{1,10} are bestpaths(?!\S)/.exec(line)?.[1];
  // A second count is one of another family, whose heading is not known.
  if (count === undefined || part.prefixesAccepted !== null) return false;
  part.prefixesAccepted = Number(count);
  part.prefixesReceived = part.prefixesAccepted;
  return true;
}

export function readPolicy(part: FamilyPart | undefined, rest: string): boolean {
  // Other policies have other words here.
  if (!/advertisements is|^ (?:incoming|outgoing) /.test(rest)) return true;
  const match = /^ (incoming|outgoing) advertisements is (\S.{0,199})$/.exec(rest);
  if (part && match?.[1] === 'incoming') part.importPolicy = match[2] ?? null;
  else if (part && match) part.exportPolicy = match[2] ?? null;
  return match !== null;
}
