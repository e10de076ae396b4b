import { isIPv6 } from 'node:net';
import { byRows, type Text } from './by-row.ts';
import type { Comparators, Comparison, Recorded, Row } from './compare.ts';

/** Conversions of the expected files, written apart from the parsers. */

const number = (text: string | undefined) => (text === undefined || text === '' ? null : Number(text));
const low = (text: string | undefined) => text?.toLowerCase();
const mac = (text: string | undefined) =>
  /^\*|^0000\.0000\.0000$/.test(text ?? '*') ? null : [...(text ?? '').replaceAll('.', '').matchAll(/../g)].join(':');
const ip = (text: string | undefined) =>
  isIPv6(text ?? '') ? new URL(`http://[${text}]/`).hostname.slice(1, -1) : text;

const longNames: Text = {
  Gi: 'GigabitEthernet',
  Te: 'TenGigE',
  Fo: 'FortyGigE',
  Hu: 'HundredGigE',
  BE: 'Bundle-Ether',
  PO: 'POS',
};
function long(name: string | undefined): string {
  const [, type = '', rest = ''] = /^([A-Za-z-]+)(.*)$/.exec(name ?? '') ?? [];
  return `${longNames[type] ?? type}${rest}`;
}

/** `6w0d`, `01:57:59`, `0d:0h:5m:50s`. */
function seconds(text: string | undefined): number | null {
  const clock = /^(\d+):(\d+):(\d+)$/.exec(text ?? '');
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const sizes: Record<string, number> = { y: 31_536_000, w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 };
  const parts = [...(text ?? '').matchAll(/(\d+)([ywdhms])/g)];
  return parts.length === 0 ? null : parts.reduce((sum, [, n, unit]) => sum + Number(n) * (sizes[unit ?? ''] ?? 0), 0);
}

/** The two templates have names of their own; the one of the VRFs puts the only peer of each into lists. */
function summary(recorded: Recorded): Comparison[] {
  const rows = (recorded.expected as Record<string, string | string[]>[]).map((row) => {
    const of = (...names: string[]) =>
      String(names.map((name) => row[name]).find((value) => value !== undefined) ?? '');
    return {
      peer: of('bgp_neigh', 'bgp_neighbor'),
      as: of('neigh_as', 'neighbor_as'),
      last: of('state_pfxrcd', 'state_or_prefixes_received'),
      age: of('up_down'),
      localAs: of('local_as', 'local_as_number'),
      routerId: of('router_id'),
      vrf: of('vrf'),
    };
  });
  // A VRF without a peer has a row as well.
  return byRows(
    recorded,
    rows.filter(({ peer }) => peer !== ''),
    (row) => {
      const last = row['last']?.replace('!', '') ?? '';
      const isUp = /^\d+$/.test(last);
      const age = seconds(row['age']);
      return {
        peer: ip(row['peer']),
        remoteAs: number(row['as']),
        localAs: number(row['localAs']),
        state: isUp ? 'established' : low(last.replace(/ \(.*/, '')),
        prefixesReceived: isUp ? Number(last) : null,
        stateSeconds: age === 0 && !isUp ? null : age,
        upSeconds: isUp ? age : null,
        ...(row['routerId'] === '' ? {} : { routerId: row['routerId'] }),
        vrf: row['vrf'] || 'default',
      };
    },
  );
}

const family = (words: string) =>
  words
    .toLowerCase()
    .replace(/^vpnv([46]) unicast$/, 'ipv$1-vpn')
    .replace(' ', '-');

function peers(recorded: Recorded): Comparison[] {
  if (recorded.source === 'genie') return geniePeers(recorded);
  if (recorded.source === 'ttp_templates') return ttpPeers(recorded);
  type Peer = Record<string, string> & { afi: string[]; max_prefixes: string[]; prefixes_in: string[] };
  const wanted = (recorded.expected as Peer[]).flatMap((row) => row.afi.map((name, at) => ({ row, name, at })));
  return [
    ['rows', recorded.records.length, wanted.length],
    ...wanted.flatMap(({ row, name, at }, index): Comparison[] =>
      Object.entries({
        peer: ip(row['neighbor']),
        addressFamily: family(name),
        remoteAs: number(row['remote_as']),
        localAs: number(row['local_as']),
        description: row['description'] || null,
        state: low(row['state']),
        upSeconds: seconds(row['uptime']),
        holdSeconds: number(row['holdtime']),
        keepaliveSeconds: number(row['keepalive']),
        localAddress: row['local_address'],
        flaps: number(row['connections_dropped']),
        lastResetSeconds: row['last_reset_reason'] === '' ? null : seconds(row['last_reset']),
        lastResetReason: row['last_reset_reason'] || null,
        maxPrefixes: number(row.max_prefixes[at]),
        prefixesAccepted: number(row.prefixes_in[at]),
      })
        .filter(([field]) => !(field === 'state' && row['state'] === undefined))
        .map(([field, value]): Comparison => [`${index} ${field}`, recorded.records[index]?.[field], value]),
    ),
  ];
}

function ttpPeers({ records, expected }: Recorded): Comparison[] {
  return (expected as Row[]).flatMap((row): Comparison[] => {
    const ours = records.find((record) => record['peer'] === row['remote_address']) ?? {};
    const name = String(row['remote_address']);
    return [
      [`${name} state`, ours['state'], row['state']],
      [`${name} remote AS`, ours['remoteAs'], row['remote_as']],
      [`${name} local AS`, ours['localAs'], row['local_as']],
      [`${name} hold`, ours['holdSeconds'], row['hold_time']],
      [`${name} keepalive`, ours['keepaliveSeconds'], row['keepalive']],
      [`${name} local address`, ours['localAddress'], row['local_address']],
      [`${name} description`, ours['description'], row['description']],
      [`${name} up`, ours['upSeconds'], row['uptime_seconds']],
      [`${name} import`, ours['importPolicy'], (row['import_policies'] as string[])[0] ?? null],
      [`${name} export`, ours['exportPolicy'], (row['export_policies'] as string[])[0] ?? null],
    ];
  });
}

function geniePeers({ records: [ours = {}], expected }: Recorded): Comparison[] {
  type Peers = Record<string, Row & { messages: Record<string, Row>; address_family: Record<string, Row> }>;
  const { instance } = expected as { instance: { all: { vrf: { default: { neighbor: Peers } } } } };
  return Object.entries(instance.all.vrf.default.neighbor).flatMap(([peer, wanted]): Comparison[] => {
    const [name = '', part = {}] = Object.entries(wanted.address_family)[0] ?? [];
    return [
      ['peer', ours['peer'], peer],
      ['vrf', ours['vrf'], 'default'],
      ['remote AS', ours['remoteAs'], wanted['remote_as']],
      ['local AS', ours['localAs'], wanted['local_as_as_no']],
      ['state', ours['state'], wanted['session_state']],
      ['up', ours['upSeconds'], seconds(String(wanted['up_time']))],
      ['hold', ours['holdSeconds'], wanted['holdtime']],
      ['keepalive', ours['keepaliveSeconds'], wanted['keepalive_interval']],
      ['in', ours['messagesIn'], wanted.messages['received']?.['messages_count']],
      ['out', ours['messagesOut'], wanted.messages['sent']?.['messages_count']],
      ['family', ours['addressFamily'], family(name)],
      ['accepted', ours['prefixesAccepted'], part['accepted_prefixes']],
      ['most', ours['maxPrefixes'], part['maximum_prefix_max_prefix_no'] ?? 1_048_576],
    ];
  });
}

function bgpRoutes(recorded: Recorded): Comparison[] {
  if (recorded.source === 'ntc')
    return byRows(recorded, recorded.expected as Text[], (row) => ({
      prefix: `${row['network']}/${row['netmask']}`,
      nextHop: row['next_hop'],
      best: row['path_selection'] === '>',
      med: number(row['metric']),
      localPreference: number(row['local_pref']),
      asPath: (row['as_path'] ?? '').split(' ').filter(Boolean).map(Number),
      origin: { i: 'igp', e: 'egp', '?': 'incomplete' }[row['origin'] ?? ''],
    }));
  return deep(recorded.expected, 'path').flatMap((paths) =>
    Object.values(paths as Record<string, { as_path: Record<string, { bgp_peer_neighbor_ip: Record<string, Row> }> }>)
      .flatMap(({ as_path }) =>
        Object.entries(as_path).flatMap(([as, { bgp_peer_neighbor_ip }]) =>
          Object.values(bgp_peer_neighbor_ip).map((wanted) => ({ as, wanted })),
        ),
      )
      .flatMap(({ as, wanted }, index): Comparison[] => {
        const ours = recorded.records[index] ?? {};
        const communities = wanted['extended_community'];
        return [
          [`${index} AS path`, ours['asPath'], as === 'Local' ? [] : as.split(' ').map(Number)],
          [`${index} next hop`, ours['nextHop'], wanted['bgp_peer_neighbor_ip']],
          [`${index} peer`, ours['peer'], wanted['origin_neighbors_ip']],
          [`${index} preference`, ours['localPreference'], wanted['localpref']],
          [`${index} metric`, ours['med'], wanted['origin_metric']],
          [`${index} best`, ours['best'], String(wanted['status_codes']).includes('>')],
          [
            `${index} extended communities`,
            ours['extendedCommunities'],
            communities === undefined ? [] : String(communities).trim().split(' '),
          ],
        ];
      }),
  );
}

/** Every value under this key, wherever it is. */
function deep(value: unknown, key: string): unknown[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === key ? [inner] : deep(inner, key)));
}

const protocols: Text = { S: 'static', O: 'ospf', L: 'local', C: 'connected', B: 'bgp' };

function routes(recorded: Recorded): Comparison[] {
  const { records, text } = recorded;
  if (recorded.source === 'genie')
    return deep(recorded.expected, 'routes').flatMap((all) =>
      Object.values(all as Record<string, Row>).flatMap((wanted, index): Comparison[] => [
        [`${index} prefix`, records[index]?.['prefix'], wanted['route']],
        [`${index} protocol`, records[index]?.['protocol'], String(wanted['known_via']).split(' ')[0]],
        [`${index} distance`, records[index]?.['distance'], wanted['distance']],
        [`${index} metric`, records[index]?.['metric'], wanted['metric']],
        [`${index} age`, records[index]?.['ageSeconds'], seconds((wanted['installed'] as Text)['for'])],
        [
          `${index} next hops`,
          (records[index]?.['nextHops'] as Row[] | undefined)?.map((hop) => hop['address']),
          deep(wanted, 'next_hop_list').flatMap((list) =>
            Object.values(list as Record<string, Row>).map((hop) => hop['next_hop']),
          ),
        ],
      ]),
    );
  // One row per next hop; those that only stand by end in (!), which the template drops.
  const inUse = (recorded.expected as Text[]).filter(
    (row) => !text.includes(`via ${row['next_hop']}, ${row['uptime']}, ${row['interface']} (!)`),
  );
  return byRows(recorded, inUse, (row) => {
    const own = row['protocol'] === 'C' || row['protocol'] === 'L';
    // The template writes "connected" where there is no address.
    const address = /^(?:connected)?$/.test(row['next_hop'] ?? '') ? null : row['next_hop'];
    return {
      prefix: `${row['network']}/${row['prefix_length']}`,
      protocol: protocols[row['protocol']?.[0] ?? ''],
      distance: own ? 0 : number(row['distance']),
      metric: own ? 0 : number(row['metric']),
      ageSeconds: seconds(row['uptime']),
      nextHops: [
        {
          address,
          interface: row['interface'] || null,
          weight: null,
          recursive: address === null ? null : row['interface'] === '',
        },
      ],
    };
  });
}

function ospf(recorded: Recorded): Comparison[] {
  if (recorded.source === 'ntc')
    return byRows(recorded, recorded.expected as Text[], (row) => ({
      neighborId: row['neighbor_id'],
      address: row['ip_address'],
      interface: row['interface'],
      priority: number(row['priority']),
      state: low(row['state']?.split('/')[0]),
      role: { DR: 'dr', BDR: 'bdr' }[row['state']?.split('/')[1]?.trim() ?? ''] ?? null,
      deadSeconds: seconds(row['dead_time']),
      upSeconds: seconds(row['neighbor_uptime']),
      ...(row['vrf'] === undefined ? {} : { vrf: row['vrf'] }),
      ...(row['process'] === undefined ? {} : { process: row['process'] }),
    }));
  return deep(recorded.expected, 'neighbors').flatMap((all) =>
    Object.entries(all as Record<string, Text>).flatMap(([id, wanted], index): Comparison[] => {
      const ours = recorded.records[index] ?? {};
      return [
        [`${id} id`, ours['neighborId'], id],
        [`${id} process`, ours['process'], (recorded.expected as Text)['process_name']],
        [`${id} address`, ours['address'], wanted['address']],
        [`${id} interface`, ours['interface'], wanted['interface']],
        [`${id} priority`, ours['priority'], number(wanted['priority'])],
        [`${id} state`, ours['state'], low(wanted['state']?.split('/')[0])],
        [`${id} dead`, ours['deadSeconds'], seconds(wanted['dead_time'])],
        [`${id} up`, ours['upSeconds'], seconds(wanted['up_time'])],
      ];
    }),
  );
}

const level: Text = { L1: '1', L2: '2', L1L2: '1-2' };

function isis(recorded: Recorded): Comparison[] {
  if (recorded.source === 'ntc')
    return byRows(recorded, recorded.expected as Text[], (row) => ({
      hostname: row['system_id'],
      interface: long(row['interface']),
      snpa: mac(row['snpa']),
      state: low(row['state']),
      holdSeconds: number(row['hold_time']),
      level: level[row['type'] ?? ''],
    }));
  type Interfaces = Record<string, { system_id?: Record<string, Text>; neighbors?: Record<string, Text> }>;
  const rows = deep(recorded.expected, 'interfaces').flatMap((all) =>
    Object.entries(all as Interfaces).flatMap(([name, { system_id, neighbors }]) =>
      Object.entries(system_id ?? neighbors ?? {}).map(([id, row]): Text => ({ ...row, id, name })),
    ),
  );
  return byRows(recorded, rows, (row) => ({
    process: Object.keys((recorded.expected as { isis: Row }).isis)[0],
    hostname: row['id'],
    interface: long(row['name']),
    snpa: mac(row['snpa']),
    state: low(row['state']),
    holdSeconds: number(row['hold'] ?? row['holdtime']),
    ...(row['changed'] === undefined ? { level: level[row['type'] ?? ''] } : { upSeconds: seconds(row['changed']) }),
  }));
}

function bfd(recorded: Recorded): Comparison[] {
  if (recorded.source === 'ntc')
    return byRows(recorded, recorded.expected as Text[], (row) => ({
      peer: row['dstaddress'],
      interface: long(row['interface']),
      state: low(row['state']),
    }));
  // The expected file gives some interfaces the names of IOS.
  const find = (peer: string, name: string) =>
    recorded.records.find(
      (record) => record['peer'] === peer && record['interface'] === name.replace(/^TenGigabitEthernet/, 'TenGigE'),
    ) ?? {};
  type Details = { session: Text; transmitted_parameters: Row; interface: string };
  const details = deep(recorded.expected, 'dest').flatMap((all) => Object.entries(all as Record<string, Details>));
  const table = Object.entries((recorded.expected as { interface?: Row }).interface ?? {}).flatMap(([name, inner]) =>
    Object.entries((inner as { dest_ip_address: Record<string, Row> }).dest_ip_address).map(
      ([peer, row]) => [name, peer, row] as const,
    ),
  );
  return [
    ['rows', recorded.records.length, details.length + table.length],
    ...details.flatMap(([peer, { session, transmitted_parameters: sent, interface: name }]): Comparison[] => [
      [`${peer} state`, find(peer, name)['state'], low(session['state'])],
      [`${peer} up`, find(peer, name)['upSeconds'], seconds(session['duration']?.replaceAll(':', ''))],
      [`${peer} transmit`, find(peer, name)['transmitMs'], sent['desired_tx_interval_ms']],
      [`${peer} receive`, find(peer, name)['receiveMs'], sent['required_rx_interval_ms']],
      [`${peer} multiplier`, find(peer, name)['multiplier'], sent['multiplier']],
      [`${peer} diagnostic`, find(peer, name)['diagnosticCode'], sent['diag']],
    ]),
    ...table.flatMap(([name, peer, row]): Comparison[] => [
      [`${name} ${peer} state`, find(peer, name)['state'], low(String(row['state']).split(' ')[0])],
      [`${name} ${peer} interval`, find(peer, name)['receiveMs'], row['async_msec'] || null],
      [`${name} ${peer} multiplier`, find(peer, name)['multiplier'], row['async_multiplier'] || null],
    ]),
  ];
}

function arp(recorded: Recorded): Comparison[] {
  if (recorded.source === 'genie')
    return deep(recorded.expected, 'neighbors').flatMap((all) =>
      Object.values(all as Record<string, Text>).flatMap((wanted): Comparison[] => {
        const ours = recorded.records.find((record) => record['ipAddress'] === wanted['ip']) ?? {};
        return [
          [`${wanted['ip']} MAC`, ours['macAddress'], mac(wanted['link_layer_address'])],
          [`${wanted['ip']} age`, ours['ageSeconds'], seconds(wanted['age'])],
        ];
      }),
    );
  const rows = (recorded.expected as Text[]).filter((row) => row['ipv6_address'] !== 'Mcast adjacency');
  return byRows(recorded, rows, (row) => ({
    ipAddress: ip(row['ip_address'] ?? row['ipv6_address']),
    macAddress: mac(row['mac_address']),
    interface: long(row['interface']),
    state: row['state'] === 'REACH' ? 'reachable' : low(row['state']),
    ...(row['ip_address'] === undefined ? {} : { ageSeconds: seconds(row['age']) }),
  }));
}

export const compare: Comparators = {
  'bgp-summary': summary,
  'bgp-peer': peers,
  'bgp-route': bgpRoutes,
  route: routes,
  'ospf-neighbors': ospf,
  'isis-adjacencies': isis,
  'bfd-sessions': bfd,
  arp,
};
