import { hardwareAddress } from './hardware-address.ts';

/**
 * A locally assigned id is mostly an ifIndex, and a MAC address names no port either: the description does where it is
 * there. Of the table, only the description or the id is printed.
 */
export function remotePort(subtype: string | null, id: string | null, description: string | null): string | null {
  const isName = subtype === null || /^interface (?:name|alias)$/i.test(subtype);
  const named = isName || description === null ? (id ?? description) : description;
  return hardwareAddress(named) ?? named;
}

export function chassisOf(text: string | null): string | null {
  return hardwareAddress(text) ?? text;
}
