import { canonicalPrefix } from '../../domain/ip.ts';

/** `198.51.100.0/31`: an address of an interface with its prefix length. */
export function isInterfaceAddress(text: string): boolean {
  return canonicalPrefix(text) !== null;
}
