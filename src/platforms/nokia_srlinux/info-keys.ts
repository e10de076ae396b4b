import { isDamaged } from '../damaged-label.ts';

/**
 * The leaf that the first key of a list is, which `info` prints without its name; keys behind it have their names. A list
 * that has another key in some branch is given with the container, or the branch, that it stands in.
 */
const keys: Readonly<Record<string, string>> = {
  'network-instance': 'name',
  interface: 'name',
  'instance/interface': 'interface-name',
  'area/interface': 'interface-name',
  'interfaces/interface': 'interface-id',
  subinterface: 'index',
  address: 'ip-prefix',
  'management-address': 'address',
  member: 'name',
  neighbor: 'peer-address',
  'arp/neighbor': 'ipv4-address',
  'neighbor-discovery/neighbor': 'ipv6-address',
  'lldp neighbor': 'id',
  'ospf neighbor': 'router-id',
  'afi-safi': 'afi-safi-name',
  'local-as': 'as-number',
  group: 'group-name',
  instance: 'name',
  area: 'area-id',
  adjacency: 'neighbor-system-id',
  hostname: 'system-id',
  'route-table/next-hop': 'index',
  'next-hop-group/next-hop': 'id',
  'next-hop-group': 'index',
  'ipv4-unicast/route': 'ipv4-prefix',
  'ipv6-unicast/route': 'ipv6-prefix',
  'local-rib/route': 'prefix',
  'local-rib/routes': 'prefix',
  'attr-set': 'index',
  mac: 'address',
  'fan-tray': 'id',
  'power-supply': 'id',
  control: 'slot',
  linecard: 'slot',
  fabric: 'slot',
  cpu: 'index',
  process: 'pid',
  server: 'address',
  channel: 'index',
  commit: 'id',
  queue: 'queue-name',
};

/** Where a list stands. */
export interface Place {
  /** The container or list around it. */
  name: string;
  /** The branch around it in which lists have other keys. */
  within: 'lldp' | 'ospf' | null;
}

/** What stands inside of the container or list `name`. */
export function placeIn({ within }: Place, name: string): Place {
  return { name, within: within ?? (name === 'lldp' || name === 'ospf' ? name : null) };
}

/** The name of the first key of `list`, or null for a list that none of the diagnostics reads. */
export function firstKeyOf(list: string, { name, within }: Place): string | null {
  if (!names.has(list)) return null;
  return keys[`${name}/${list}`] ?? keys[`${within} ${list}`] ?? keys[list] ?? null;
}

/**
 * True for a name that some list has, and for one with which its key has grown together. `local-as` is a list in older
 * releases and a container in newer ones.
 */
export function isList(name: string, place: Place): boolean {
  if (name !== 'local-as' && firstKeyOf(name, place) !== null) return true;
  return (
    /\d/.test(name) && [...names].some((list) => name.startsWith(list) && /^[^-].*\d|^\d/.test(name.slice(list.length)))
  );
}

/** True for a name that is that of a list but for one letter: its entries would be missing among those of the list. */
export function isBentList(name: string): boolean {
  return isDamaged(name, names);
}

const names = new Set(Object.keys(keys).map((key) => key.replace(/^.*[ /]/, '')));

/** Leaves whose values are numbers. */
const counted =
  /^(?:metric|preference|mtu|(?:ip|l2|mpls)-mtu|stratum|offset|priority|med|local-pref|path-id|attr-id|min-links|power|speed|index|next-hop(?:-group)?|physical|free|reserved|(?:peer|local)-as|as-number|autonomous-system|remaining-holdtime|dead-timer|hold-time|keepalive-interval|weight|max-received-routes|average-\d{1,2}|cpu-utilization|(?:in|out)-bps|.*-(?:packets|octets|frames|routes|transitions|multiplier|messages))$/;

export function isCounted(leaf: string): boolean {
  return counted.test(leaf);
}

/** Leaves that hold what somebody wrote, or a name such as `100GBASE-LR4`: a number is a word like any other. */
const written = new Set(
  (
    'description name host-name system-name system-description port-id port-description chassis-id part-number ' +
    'vendor-part-number serial-number clei-code vendor vendor-lot-number version software-version type comment ' +
    'username location contact peer-group model build-number ethernet-pmd physical-medium'
  ).split(' '),
);

export function isWritten(leaf: string): boolean {
  return written.has(leaf);
}
