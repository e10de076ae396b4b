import { canonicalIp } from '../../domain/ip.ts';

/** Full names in the order in which a short one is matched, each with its shortest beginning and other short forms in use. */
const types: readonly (readonly [full: string, shortest: string, ...others: string[]])[] = [
  ['GigabitEthernet', 'gi'],
  ['TenGigE', 'te'],
  ['TwentyFiveGigE', 'twe', 'tf'],
  ['FortyGigE', 'fo'],
  ['FiftyGigE', 'fi'],
  ['HundredGigE', 'hu'],
  ['TwoHundredGigE', 'twoh', 'th'],
  ['FourHundredGigE', 'fourh', 'fh'],
  ['EightHundredGigE', 'ei'],
  ['FastEthernet', 'fa'],
  ['Bundle-Ether', 'bu', 'be'],
  ['Bundle-POS', 'bundle-p', 'bp'],
  ['BVI', 'bv'],
  ['Loopback', 'lo'],
  ['MgmtEth', 'mg'],
  ['Null', 'nu'],
  ['tunnel-ip', 'tunnel-i', 'ti'],
  ['tunnel-te', 'tunnel-t', 'tt'],
  ['tunnel-mte', 'tunnel-m', 'tm'],
  ['srte_c_', 'srte'],
  ['PW-Ether', 'pw', 'pe'],
  ['POS', 'po'],
  ['Serial', 'se'],
  ['Multilink', 'mu', 'ml'],
  ['Optics', 'op'],
  ['nVFabric-GigE', 'nvfabric-g', 'nf', 'ng'],
  ['nVFabric-TenGigE', 'nvfabric-t', 'nt'],
  ['nVFabric-HundredGigE', 'nvfabric-h', 'nh'],
  ['SatEther', 'sa'],
  ['CEM', 'ce'],
  ['PTP', 'ptp', 'pt'],
];

const named =
  /^([A-Za-z][A-Za-z-]{0,30})(\d{1,9}(?:\/(?:\d{1,4}|RS?P\d{1,2}|CPU\d{1,2})){0,5}(?::\d{1,4})?(?:\.\d{1,10})?)$/;

/** Full canonical name (`Hu0/0/0/1` is `HundredGigE0/0/0/1`, `BE12.305` is `Bundle-Ether12.305`), or null when the text is no interface name of this platform. */
export function xrInterfaceName(text: string): string | null {
  if (text.length > 64) return null;
  const match = named.exec(text);
  if (!match) return null;
  const [, type = '', place = ''] = match;
  const low = type.toLowerCase();
  const found = types.find(
    ([full, shortest, ...others]) =>
      others.includes(low) || (low.startsWith(shortest) && full.toLowerCase().startsWith(low)),
  );
  return found ? `${found[0]}${place}` : null;
}

const unknownType =
  /^[A-Za-z][A-Za-z_-]{0,30}\d{1,9}(?:\/(?:\d{1,4}|[A-Z]{1,4}\d{1,2})){0,6}(?:[:_]\d{1,5}|_[cdep]\w{1,40}){0,3}(?:\.\d{1,10})?$/;

/** The way of a policy to its end: `srte_c_100_ep_192.0.2.4`. */
const policyWay = /^srte_c_\d{1,10}_ep_([\d.]{7,15}|[0-9A-Fa-f:]{2,39})(?:_discr_\d{1,10})?$/;
/** A subscriber has a number behind the interface of its access: `BE1.100.pppoe3`. */
const subscriber = /^([A-Za-z-]{2,30}[\d/]{1,20}(?:\.\d{1,10})?)(\.(?:ip|pppoe)\d{1,10})$/;

/** The full name of what a device printed; a name of a type that is not known here stays as it is printed. */
export function printedXrName(text: string): string | null {
  const known = xrInterfaceName(text);
  if (known !== null || text.length > 64) return known;
  if (unknownType.test(text)) return text;
  const end = policyWay.exec(text)?.[1];
  if (end !== undefined) return canonicalIp(end) === null ? null : text;
  const [, access = '', number = ''] = subscriber.exec(text) ?? [];
  const over = xrInterfaceName(access);
  return over === null ? null : `${over}${number}`;
}
