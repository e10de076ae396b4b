import { isIPv6 } from 'node:net';
import type { Comparators, Recorded, Row } from './compare.ts';
import { byKeys, inOrder, type Walked } from './rows-beside.ts';

/** What the expected files of others say, and what NX-OS' own JSON says where there is none, against our records. */
export const compare: Comparators = {
  'bgp-summary': (at) => byKeys(at, summaryRows(at), ['vrf', 'addressFamily', 'peer']),
  'bgp-peer': (at) => byKeys(at, peerRows(at), ['vrf', 'peer', 'addressFamily']),
  'bgp-route': (at) => inOrder(at, pathRows(at)),
  route: (at) =>
    byKeys({ ...at, records: at.records.flatMap(oneHopEach) }, hopRows(at), [
      'vrf',
      'prefix',
      'address',
      'interface',
      'protocol',
    ]),
  'ospf-neighbors': (at) => byKeys(at, ospfRows(at), ['vrf', 'process', 'area', 'interface', 'neighborId']),
  'isis-adjacencies': (at) => byKeys(at, isisRows(at), ['process', 'interface', 'level']),
  'bfd-sessions': (at) => inOrder(at, bfdRows(at)),
  arp: (at) => inOrder(at, arpRows(at)),
};

const list = (value: Walked): Walked[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const rowsIn = (parent: Walked, name: string): Walked[] => list(parent?.[`TABLE_${name}`]?.[`ROW_${name}`]);
const orNull = (text: Walked) => (text === undefined || text === '' || text === '-' ? null : text);
const number = (text: Walked) => (orNull(text) === null || !/^\d+$/.test(String(text)) ? null : Number(text));
const mac = (text: string) =>
  /^[\da-f.]{14}$/.test(text) ? [...text.replaceAll('.', '').matchAll(/../g)].join(':') : null;
const ip = (text: string) => (isIPv6(text) ? new URL(`http://[${text}]/`).hostname.slice(1, -1) : text);
/** `::ffff:c0a8:1` of the URL parser is what we print as IPv4. */
const ip4 = (text: string) =>
  ip(text).replace(/^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/, (_, high: string, low: string) =>
    [high, low].flatMap((part) => [Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 255]).join('.'),
  );

const longNames: Record<string, string> = { Eth: 'Ethernet', Po: 'port-channel', Lo: 'loopback' };
function long(name: string): string | null {
  const [, type = '', rest = ''] = /^([A-Za-z-]+?)(\d.*)$/.exec(name) ?? [];
  return orNull(name) === null ? null : rest === '' ? name : `${longNames[type] ?? type}${rest}`;
}
/** genie writes the types of IOS. */
const genieName = (name: string) => name.replace(/^Port-channel/, 'port-channel').replace(/^Loopback/, 'loopback');

const sizes: Record<string, number> = { Y: 31_536_000, W: 604_800, D: 86_400, H: 3_600, M: 60, S: 1 };
/** `P1DT2H`, `1d02h`, `01:02:03`; null for never. */
function seconds(text: string): number | null {
  const clock = text.split(':').map(Number);
  if (clock.length === 3) return (clock[0] ?? 0) * 3_600 + (clock[1] ?? 0) * 60 + (clock[2] ?? 0);
  if (/^\d\.\d+$/.test(text)) return Math.floor(Number(text));
  const parts = [...text.toUpperCase().matchAll(/(\d+)([YWDHMS])/g)];
  return parts.length === 0 ? null : parts.reduce((sum, [, n, unit]) => sum + Number(n) * (sizes[unit ?? ''] ?? 0), 0);
}

const asNumber = (text: string) => {
  const [high, low] = text.split('.').map(Number);
  return low === undefined ? (high ?? 0) : (high ?? 0) * 65_536 + low;
};
const family = (name: string) =>
  name
    .toLowerCase()
    .replace(/^vpnv([46]) unicast$/, 'ipv$1 vpn')
    .replaceAll(' ', '-');

/** The last column of the table: a count, or a state. */
const lastColumn = (text: string): Row =>
  /^\d+$/.test(text)
    ? { state: 'established', prefixesReceived: Number(text) }
    : { state: text.split(' ')[0]?.toLowerCase(), adminDown: text.includes('(Admin)'), prefixesReceived: null };

function summaryRows({ source, expected, text }: Recorded): Row[] {
  if (source === 'ntc')
    return (expected as Walked[]).map(
      (row): Row => ({
        vrf: orNull(row.vrf),
        peer: row.bgp_neigh,
        localAs: asNumber(row.local_as),
        routerId: row.router_id,
        remoteAs: asNumber(row.neigh_as),
        stateSeconds: seconds(row.up_down),
        ...lastColumn(row.state_pfxrcd),
      }),
    );
  if (source === 'genie')
    return Object.entries<Walked>((expected as Walked).vrf).flatMap(([vrf, { neighbor }]) =>
      Object.entries<Walked>(neighbor).flatMap(([peer, { address_family }]) =>
        Object.entries<Walked>(address_family).map(
          ([name, at]): Row => ({
            vrf,
            addressFamily: family(name),
            peer,
            localAs: at.local_as,
            routerId: at.route_identifier,
            remoteAs: asNumber(String(at.as)),
            stateSeconds: seconds(at.up_down),
            state: at.state,
            prefixesReceived: number(at.prefix_received),
          }),
        ),
      ),
    );
  return rowsIn(JSON.parse(text), 'vrf').flatMap((vrf) =>
    rowsIn(vrf, 'af').flatMap((af) =>
      rowsIn(af, 'saf').flatMap((saf) =>
        rowsIn(saf, 'neighbor').map(
          (at): Row => ({
            vrf: vrf['vrf-name-out'],
            addressFamily: family(saf['af-name']),
            peer: at.neighborid,
            localAs: asNumber(vrf['vrf-local-as']),
            routerId: vrf['vrf-router-id'],
            remoteAs: asNumber(at.neighboras),
            state: at.state.toLowerCase(),
            upSeconds: seconds(at.time),
            prefixesReceived: at.prefixreceived,
          }),
        ),
      ),
    ),
  );
}

function peerRows({ source, expected, text }: Recorded): Row[] {
  if (source === 'ntc')
    return (expected as Walked[]).map(
      (row): Row => ({
        peer: row.neighbor,
        remoteAs: asNumber(row.remote_asn),
        addressFamily: family(row.addr_family[0]),
        state: row.bgp_state.toLowerCase(),
        upSeconds: seconds(row.uptime),
        prefixesReceived: number(row.accepted_paths),
        prefixesSent: number(row.sent_paths),
        flaps: number(row.conn_dropped),
        importPolicy: orNull(row.inbound_routemap),
        exportPolicy: orNull(row.outbound_routemap),
        lastResetSeconds: seconds(row.last_reset),
        lastResetReason: row.last_reset_reason,
        localAddress: row.localhost_ip,
        messagesIn: number(row.total_mess_count_rcvd),
        messagesOut: number(row.total_mess_count_sent),
        description: orNull(row.description),
      }),
    );
  if (source === 'genie')
    return Object.entries<Walked>((expected as Walked).neighbor).flatMap(([peer, at]) => {
      const base: Row = {
        peer,
        remoteAs: at.remote_as || null,
        state: at.session_state,
        stateSeconds: seconds(at.up_time ?? at.down_time),
        messagesIn: at.received_messages,
        messagesOut: at.bgp_neighbor_counters.messages.sent.total,
        flaps: at.bgp_session_transport.connection.dropped,
        holdSeconds: at.bgp_negotiated_keepalive_timers.hold_time,
        keepaliveSeconds: at.bgp_negotiated_keepalive_timers.keepalive_interval,
        localAddress: at.bgp_session_transport.transport?.local_host ?? null,
      };
      const families = Object.entries<Walked>(at.address_family ?? {}).map(
        ([name, one]): Row => ({ ...base, addressFamily: family(name), prefixesReceived: one.path?.accepted_paths }),
      );
      return families.length === 0 ? [{ ...base, addressFamily: null }] : families;
    });
  return rowsIn(JSON.parse(text), 'neighbor').flatMap((at) =>
    rowsIn(at, 'peraf').flatMap((af) =>
      rowsIn(af, 'persaf').map(
        (saf): Row => ({
          vrf: at.vrf,
          peer: at.neighbor,
          addressFamily: family(saf['per-af-name']),
          remoteAs: asNumber(at.remoteas),
          state: at.state.toLowerCase(),
          upSeconds: seconds(at.elapsedtime),
          holdSeconds: at.holdtime,
          keepaliveSeconds: at.keepalivetime,
          messagesIn: at.msgrecvd,
          messagesOut: at.msgsent,
          flaps: at.connsdropped,
          localAddress: at.localaddr,
          prefixesReceived: saf.pfxrecvd,
          prefixesSent: saf.pfxsent,
        }),
      ),
    ),
  );
}

function pathRows({ source, file, expected, text }: Recorded): Row[] {
  if (source === 'napalm')
    // Both of its routes are the one that BGP holds as its best path; what is learnt from a peer is not in it.
    return [{}, { best: true }].map(
      (row, index): Row => (index === 0 ? row : { ...row, ...napalmPath((expected as Walked)['1.0.4.0/24'][0]) }),
    );
  if (file.includes('show_ip_bgp')) return (expected as Walked[]).map(tablePath);
  // The expected rows carry the prefix of the entry behind, since the template notes it too early.
  const own: string[] = [];
  let prefix = '';
  for (const [line, entry] of text.matchAll(/^BGP routing table entry for (\S+), |^ +Path type: /gm)) {
    if (entry === undefined && line !== '') own.push(prefix);
    else prefix = entry ?? prefix;
  }
  return (expected as Walked[]).map(
    (row, index): Row => ({
      prefix: network(own[index] ?? ''),
      best: row.active === 'best',
      valid: row.valid === 'valid',
      nextHop: row.next_hop,
      asPath: row.as_path === 'NONE' ? [] : row.as_path.split(' ').map(asNumber),
      origin: row.origin.toLowerCase(),
      localPreference: number(row.local_pref),
      med: number(row.metric),
      communities: row.community === '' ? [] : row.community.split(' '),
      peer: row.neighbor === '0.0.0.0' ? null : row.neighbor,
    }),
  );
}

const napalmPath = ({ protocol_attributes: at, preference }: Walked): Row => ({
  asPath: [],
  peer: null,
  localPreference: at.local_preference,
  med: preference,
  communities: at.communities.filter((one: string) => /^\d+:\d+$/.test(one)),
  extendedCommunities: at.communities.filter((one: string) => !/^\d+:\d+$/.test(one)),
});

/** `10.13.13.0/22` has host bits. */
function network(prefix: string): string {
  const [address = '', length = '0'] = prefix.split('/');
  const bits = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(length));
  const first = Math.floor(bits / size) * size;
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${length}`;
}

const tablePath = (row: Walked): Row => ({
  prefix: row.network,
  best: row.path_selection === '>',
  valid: row.status === '*',
  nextHop: row.next_hop,
  asPath: [...row.as_path.matchAll(/\{([^}]+)\}|(\S+)/g)].map(([, set, one]) =>
    set === undefined ? asNumber(one ?? '') : set.split(' ').map(asNumber),
  ),
  origin: { i: 'igp', e: 'egp', '?': 'incomplete' }[row.origin as string],
  localPreference: number(row.local_pref),
  med: number(row.metric),
});

/** One row per next hop, as the expected files have it. */
function oneHopEach(record: Row): Row[] {
  return list(record['nextHops']).map(
    (hop): Row => ({ ...record, address: hop.address, interface: hop.interface, recursive: hop.recursive }),
  );
}

const protocols: Record<string, string> = { direct: 'connected', ospfv3: 'ospf' };
const protocol = (client: string) => {
  const name = client.split('-')[0] ?? '';
  return protocols[name] ?? name;
};

function hopRows({ source, expected }: Recorded): Row[] {
  if (source === 'ntc')
    return youngestOfEach(
      (expected as Walked[]).map(
        (row): Row => ({
          vrf: row.vrf,
          prefix: `${row.network}/${row.prefix_length}`,
          address: orNull(row.nexthop_ip),
          interface: long(row.nexthop_if),
          distance: Number(row.distance),
          metric: Number(row.metric),
          protocol: protocol(row.protocol),
          ageSeconds: seconds(row.uptime),
          active: true,
        }),
      ),
    );
  return Object.entries<Walked>((expected as Walked).vrf).flatMap(([vrf, { address_family }]) =>
    Object.values<Walked>(address_family).flatMap(({ routes }) =>
      Object.values<Walked>(routes).flatMap((entry) =>
        Object.values<Walked>(entry.next_hop.next_hop_list).map(
          (at): Row => ({
            vrf,
            prefix: entry.route.replace(/^[^/]+/, ip),
            address: ip4(at.next_hop),
            interface: at.outgoing_interface === undefined ? null : genieName(at.outgoing_interface),
            distance: at.route_preference,
            metric: at.metric,
            protocol: protocol(at.source_protocol),
            ageSeconds: seconds(at.updated),
            active: at.best_ucast_nexthop,
          }),
        ),
      ),
    ),
  );
}

/** The next hops of one route have an age each, the route that of the youngest one. */
function youngestOfEach(rows: readonly Row[]): Row[] {
  const routes = Map.groupBy(rows, ({ vrf, prefix, protocol, metric }) => `${vrf} ${prefix} ${protocol} ${metric}`);
  return [...routes.values()].flatMap((hops) => {
    const ageSeconds = Math.min(...hops.map((hop) => Number(hop['ageSeconds'])));
    return hops.map((hop) => ({ ...hop, ageSeconds }));
  });
}

function ospfRows({ source, expected, text }: Recorded): Row[] {
  if (source === 'ntc')
    return (expected as Walked[]).map((row): Row => {
      const [state = '', role = ''] = row.state.split('/');
      return {
        version: 2,
        vrf: row.vrf,
        process: row.ospf_pid,
        neighborId: row.neighbor_id,
        address: row.ip_address,
        interface: long(row.interface),
        state: state.toLowerCase(),
        role: role.trim() === '-' ? null : role.toLowerCase(),
        upSeconds: seconds(row.uptime),
      };
    });
  if (source === 'suzieq')
    return rowsIn(JSON.parse(text), 'ctx').flatMap((context) =>
      rowsIn(context, 'nbr').map(
        (at): Row => ({
          version: 2,
          vrf: context.cname,
          process: context.ptag,
          area: at.area,
          neighborId: at.rid,
          address: at.addr,
          interface: at.intf,
          state: at.state.toLowerCase(),
          role: null,
          deadSeconds: seconds(at.deadtimer),
          upSeconds: seconds(at.lastchange),
        }),
      ),
    );
  return Object.entries<Walked>((expected as Walked).vrf).flatMap(([vrf, { address_family }]) =>
    Object.entries<Walked>(address_family.ipv4.instance).flatMap(([process, { areas }]) =>
      Object.entries<Walked>(areas).flatMap(([area, { interfaces = {}, sham_links = {}, virtual_links = {} }]) => {
        const named = Object.entries<Walked>(interfaces).flatMap(([name, { neighbors }]) =>
          Object.values<Walked>(neighbors).map((at): Row => ({ ...ospfRow(at), vrf, process, area, interface: name })),
        );
        // The name of a link without an interface is not in the expected file, and a virtual link is in the backbone.
        const nameless = [...Object.values<Walked>(sham_links), ...Object.values<Walked>(virtual_links)].flatMap(
          ({ neighbors }) =>
            Object.values<Walked>(neighbors).map((at): Row => nameOf(text, { ...ospfRow(at), vrf, process })),
        );
        return [...named, ...nameless];
      }),
    ),
  );
}

const ospfRow = (at: Walked): Row => ({
  version: 2,
  neighborId: at.neighbor_router_id,
  address: at.address,
  state: at.state,
  priority: at.priority ?? null,
  deadSeconds: seconds(at.dead_timer),
  upSeconds: seconds(at.last_state_change),
  role:
    at.dr_ip_addr === undefined ? null : ({ [at.dr_ip_addr]: 'dr', [at.bdr_ip_addr]: 'bdr' }[at.address] ?? 'drother'),
});

function nameOf(text: string, row: Row): Row {
  const found = new RegExp(
    `Neighbor ${row['neighborId']}, .*\\n.* VRF ${row['vrf']}, in area (\\S+) via interface ([SV]L\\S+)`,
  ).exec(text);
  return { ...row, area: found?.[1], interface: found?.[2] };
}

function isisRows({ expected }: Recorded): Row[] {
  const body = expected as Walked;
  if (body.domain)
    return Object.entries<Walked>(body.domain).flatMap(([process, { interfaces }]) =>
      Object.entries<Walked>(interfaces).map(
        ([name, at]): Row => ({
          process,
          interface: genieName(name),
          level: String(at.level),
          hostname: at.system_id,
          state: at.state.toLowerCase(),
          holdSeconds: seconds(at.hold_time),
          snpa: mac(at.snpa),
        }),
      ),
    );
  return Object.entries<Walked>(body.instance).flatMap(([process, { vrf }]) =>
    Object.values<Walked>(vrf).flatMap(({ interfaces }) =>
      Object.entries<Walked>(interfaces).flatMap(([name, { adjacencies }]) =>
        Object.entries<Walked>(adjacencies).flatMap(([system, { neighbor_snpa }]) =>
          Object.entries<Walked>(neighbor_snpa).flatMap(([snpa, { level }]) =>
            Object.entries<Walked>(level).map(([one, at]): Row => {
              const isId = /^[\da-f]{4}\./.test(system);
              return {
                process,
                interface: name,
                level: one,
                systemId: isId ? system : null,
                hostname: isId ? null : system,
                state: at.state.toLowerCase(),
                holdSeconds: seconds(at.hold_time),
                snpa: mac(snpa),
              };
            }),
          ),
        ),
      ),
    ),
  );
}

function bfdRows({ source, expected }: Recorded): Row[] {
  if (source === 'ntc')
    return (expected as Walked[]).map(
      (row): Row => ({
        vrf: row.vrf,
        peer: row.neighbor_address,
        interface: long(row.interface),
        state: row.state.toLowerCase(),
        multiplier: Number(/\((\d+)\)/.exec(row.holddown)?.[1]),
      }),
    );
  const body = expected as Walked;
  return Object.entries<Walked>(body.vrf ?? { '': body }).flatMap(([vrf, { our_address }]) =>
    Object.values<Walked>(our_address).flatMap(({ neighbor_address }) =>
      Object.entries<Walked>(neighbor_address).map(([peer, at]): Row => {
        const { days = 0, hrs = 0, mins = 0, secs = 0 } = at.uptime ?? {};
        return {
          ...(vrf === '' ? {} : { vrf }),
          peer,
          interface: genieName(at.interface),
          state: at.state.toLowerCase(),
          multiplier: at.holdown_timer_multiplier,
          ...(at.uptime
            ? {
                upSeconds: days * 86_400 + hrs * 3_600 + mins * 60 + secs,
                diagnosticCode: String(at.local_diag),
                transmitMs: at.min_tx_interface / 1_000,
                receiveMs: at.min_rx_interface / 1_000,
              }
            : {}),
        };
      }),
    ),
  );
}

function arpRows({ expected }: Recorded): Row[] {
  return (expected as Walked[]).map(
    (row): Row => ({
      ...(row.vrf === undefined ? {} : { vrf: orNull(row.vrf) }),
      ipAddress: row.ip_address,
      macAddress: mac(row.mac_address),
      interface: long(row.interface),
      ageSeconds: seconds(row.age),
      state: row.mac_address === 'INCOMPLETE' ? 'incomplete' : null,
    }),
  );
}
