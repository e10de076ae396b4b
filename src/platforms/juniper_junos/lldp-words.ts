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

/** True for what has the form of a MAC address and is none. */
export function isBentChassis(text: string | null): boolean {
  return /^[^\s:]{1,2}(?::[^\s:]{1,2}){5}$/.test(text ?? '') && hardwareAddress(text) === null;
}

export function chassisOf(text: string | null): string | null {
  return hardwareAddress(text) ?? text;
}
