/** Full names in the order in which a short one is matched, each with the short forms that devices print besides its beginnings. */
const types: readonly (readonly [full: string, shortest: string, ...printed: string[]])[] = [
  ['GigabitEthernet', 'gi'],
  ['FastEthernet', 'fa'],
  ['TenGigabitEthernet', 'te'],
  ['TwentyFiveGigE', 'twe'],
  ['TwoGigabitEthernet', 'two', 'tw'],
  ['FortyGigabitEthernet', 'fo'],
  ['FiftyGigE', 'fif'],
  ['FiveGigabitEthernet', 'fiv', 'fi'],
  ['FourHundredGigE', 'fou'],
  ['HundredGigE', 'hu'],
  ['TwoHundredGigE', 'twoh'],
  ['Ethernet', 'et', 'eth'],
  ['Port-channel', 'po', 'portchannel'],
  ['Loopback', 'lo'],
  ['Vlan', 'vl'],
  ['Tunnel', 'tu'],
  ['Serial', 'se'],
  ['Null', 'nu'],
  ['Dialer', 'di'],
  ['Multilink', 'mu'],
  ['Virtual-Access', 'virtual-a', 'vi'],
  ['Virtual-Template', 'virtual-t', 'vt'],
  ['VirtualPortGroup', 'virtualp', 'vpg', 'vp'],
  ['Cellular', 'ce'],
  ['AppGigabitEthernet', 'ap'],
  ['Bundle-Ether', 'bu', 'be'],
  ['pseudowire', 'ps', 'pw'],
  ['Async', 'as'],
  ['ATM', 'at'],
  ['POS', 'pos'],
  ['BVI', 'bv'],
  ['BDI', 'bd'],
  ['NVI', 'nv'],
  ['BRI', 'br'],
  ['LISP', 'li'],
  ['Dot11Radio', 'do'],
  ['Embedded-Service-Engine', 'em'],
];

/** The interface of SD-WAN and the one of the control plane have no number, the halves of a port of a stack have two. */
const ofOwnForm = /^(?:Sdwan-system-intf|Control Plane Interface|StackSub-St\d{1,2}-\d{1,2})$/;

/** The channels of an SDH port have a path behind the port: `Serial1/0/0.1/2/3/1:0`. */
const path = String.raw`\.\d{1,2}(?:\/\d{1,3}){1,3}:\d{1,2}`;
/** A group of ATM circuits stands behind the slot: `ATM0/IMA0`. */
const number = String.raw`\d{1,10}(?:\/\d{1,4}){0,4}(?:\/(?:IMA|ima)\d{1,3})?(?:${path}|:\d{1,5})?(?:\.\d{1,10})?`;
const named = new RegExp(`^([A-Za-z][A-Za-z0-9-]{0,30}?[A-Za-z]) ?(${number})$`);

/** Full canonical name (`Gi1/0/1` is `GigabitEthernet1/0/1`), or null when the text is no interface name of this platform. */
export function iosInterfaceName(text: string): string | null {
  return text.includes(' ') ? null : printedInterfaceName(text);
}

/** The same for what a device printed: some tables put a blank between type and number. */
export function printedInterfaceName(text: string): string | null {
  if (text.length > 64) return null;
  if (ofOwnForm.test(text)) return text;
  const match = named.exec(text);
  if (!match) return null;
  const [, type = '', place = ''] = match;
  return `${fullType(type)}${place}`;
}

/** The full name where the text is one, or a word such as CPU that stands in its place; null for anything else. */
export function interfaceOrWord(text: string): string | null {
  return printedInterfaceName(text) ?? (/^[A-Za-z][A-Za-z-]{1,30}$/.test(text) ? text : null);
}

const known = new Map<string, string>();

function fullType(type: string): string {
  const kept = known.get(type);
  if (kept !== undefined) return kept;
  const low = type.toLowerCase();
  const found = types.find(
    ([full, shortest, ...printed]) =>
      printed.includes(low) || (low.startsWith(shortest) && full.toLowerCase().startsWith(low)),
  );
  const full = found?.[0] ?? type;
  if (known.size < 500) known.set(type, full);
  return full;
}
