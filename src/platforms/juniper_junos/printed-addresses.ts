import { isIP } from 'node:net';

/** True for an IP address; a link-local one may have the name of its interface behind it. */
export function isAddress(text: string): boolean {
  return isIP(text.split('%')[0] ?? '') !== 0;
}

/** True for what begins like an address and is none: `192.0.2.300`. A word such as `Self` does not. */
export function isBentAddress(text: string | null): boolean {
  return text !== null && /^[\dA-Fa-f]{0,4}[.:]/.test(text) && !isAddress(text);
}
