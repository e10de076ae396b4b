/** The three reasons that every platform knows (contract.md section 4), by the words of each, without blanks and dashes. */
const known: Readonly<Record<string, string>> = {
  admin: 'admin',
  admindown: 'admin',
  admindisabled: 'admin',
  administrativelydown: 'admin',
  disabled: 'admin',
  shutdown: 'admin',
  portadmindisabled: 'admin',
  errdisab: 'err-disabled',
  errdisable: 'err-disabled',
  errdisabled: 'err-disabled',
  errordisabled: 'err-disabled',
  notconnec: 'link-not-connected',
  notconnect: 'link-not-connected',
  notconnected: 'link-not-connected',
  linknotconnected: 'link-not-connected',
};

/** Why an interface is not up: `admin`, `err-disabled` or `link-not-connected`, else the device's own words. */
export function interfaceReason(words: string | null): string | null {
  const key = words?.toLowerCase().replaceAll(/[ _-]/g, '') ?? '';
  return Object.hasOwn(known, key) ? (known[key] ?? null) : words;
}
