/** What the name of a routing table says about the routes of a peer. */
interface TableMeaning {
  vrf: string;
  addressFamily: string;
}

const families: Record<string, string> = {
  'inet.0': 'ipv4-unicast',
  'inet.2': 'ipv4-multicast',
  'inet.3': 'ipv4-labeled-unicast',
  'inet6.0': 'ipv6-unicast',
  'inet6.2': 'ipv6-multicast',
  'inet6.3': 'ipv6-labeled-unicast',
  'inetflow.0': 'ipv4-flowspec',
  'inet6flow.0': 'ipv6-flowspec',
  'bgp.l3vpn.0': 'ipv4-vpn',
  'bgp.l3vpn-inet6.0': 'ipv6-vpn',
  'bgp.evpn.0': 'l2vpn-evpn',
  'bgp.l2vpn.0': 'l2vpn-vpls',
  'bgp.rtarget.0': 'route-target',
  'lsdist.0': 'link-state',
  'mdt.0': 'ipv4-mdt',
};

/** `inet.0`, `CUST.inet6.0`, `bgp.evpn.0`; null for a table that only holds copies (`CUST.evpn.0`) or is not known. */
function tableMeaning(name: string): TableMeaning | null {
  const own = families[name];
  if (own !== undefined && Object.hasOwn(families, name)) return { vrf: 'default', addressFamily: own };
  const match = /^(\S{1,64})\.((?:inet6?|inet6?flow|mdt)\.\d)$/.exec(name);
  const family = families[match?.[2] ?? ''];
  return match && family !== undefined ? { vrf: match[1] ?? '', addressFamily: family } : null;
}

/**
 * The tables that stand for address families of the session. With a `bgp.…` table, those of VRFs hold copies of its
 * routes and are left out.
 */
export function familyTables<T extends { name: string }>(tables: readonly T[]): (T & TableMeaning)[] {
  const carrier = tables.some(({ name }) => name.startsWith('bgp.'));
  return tables.flatMap((table) => {
    const meaning = tableMeaning(table.name);
    return meaning && !(carrier && meaning.vrf !== 'default') ? [{ ...table, ...meaning }] : [];
  });
}

/** What is said of a summary that counts more peers than it holds. */
export function fewerPeers(announced: number, there: number): string {
  return `${announced} peers are announced, ${there === 1 ? '1 stands' : `${there} stand`} there`;
}
