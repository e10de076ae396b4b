import { byRow, type Text } from './by-row.ts';
import { ip, long, low, mac, number, orNull, seconds } from './cisco_iosxe-values.ts';
import type { Comparators, Comparison, Recorded, Row } from './compare.ts';

function summary(recorded: Recorded): Comparison[] {
  const { source, records, expected } = recorded;
  if (source === 'ntc')
    return byRow(recorded, (row) => {
      const last = row['state_or_prefixes_received'] ?? '';
      const counted = /^\d+$/.test(last);
      return {
        peer: ip(row['bgp_neighbor']),
        remoteAs: number(row['neighbor_as']),
        localAs: number(row['local_as']),
        routerId: row['router_id'],
        state: counted ? 'established' : last.toLowerCase().split(' ')[0],
        prefixesReceived: counted ? Number(last) : null,
        stateSeconds: seconds(row['up_down'] ?? ''),
      };
    });
  if (source === 'genie') {
    const { neighbor } = (
      expected as { vrf: { default: { neighbor: Record<string, { address_family: Record<string, Row> }> } } }
    ).vrf.default;
    const families = { 'ipv4-vpn': 'vpnv4 unicast', 'ipv6-vpn': 'vpnv6 unicast' } as Record<string, string>;
    return records.flatMap((record): Comparison[] => {
      const wanted = Object.entries(neighbor).find(([peer]) => ip(peer) === record['peer'])?.[1];
      const family = wanted?.address_family[families[String(record['addressFamily'])] ?? ''];
      return [
        [`${record['peer']} as`, record['remoteAs'], family?.['as']],
        [`${record['peer']} prefixes`, String(record['prefixesReceived']), family?.['state_pfxrcd']],
        [`${record['peer']} up`, record['upSeconds'], seconds(String(family?.['up_down']))],
        [`${record['peer']} local as`, record['localAs'], family?.['local_as']],
        [`${record['peer']} id`, record['routerId'], family?.['route_identifier']],
        [`${record['peer']} state`, record['state'], 'established'],
      ];
    });
  }
  return Object.values(expected as Record<string, { peers?: Record<string, Row> }>).flatMap(({ peers }) =>
    Object.entries(peers ?? {}).flatMap(([peer, wanted]): Comparison[] => {
      const ours = records.filter((record) => record['peer'] === ip(peer)).at(-1) ?? {};
      return [
        [`${peer} as`, ours['remoteAs'], wanted['remote_as']],
        [`${peer} up`, ours['state'] === 'established', wanted['is_up']],
        [`${peer} local as`, ours['localAs'], wanted['local_as']],
      ];
    }),
  );
}

function napalmPeers({ records, expected }: Recorded): Comparison[] {
  return Object.values(expected as Record<string, Record<string, Row[]>>)
    .flatMap((byAs) => Object.values(byAs).flat())
    .flatMap((wanted): Comparison[] => {
      const peer = ip(String(wanted['remote_address']));
      const ours = records.find((record) => record['peer'] === peer) ?? {};
      return [
        [`${peer} as`, ours['remoteAs'], wanted['remote_as']],
        [`${peer} up`, ours['state'] === 'established', wanted['up']],
      ];
    });
}

const origins: Text = { i: 'igp', e: 'egp', '?': 'incomplete' };

function bgpRoutes(recorded: Recorded): Comparison[] {
  if (recorded.source === 'ntc')
    return byRow(recorded, (row) => ({
      nextHop: row['next_hop'],
      best: row['path_selection']?.includes('>') ?? false,
      med: number(row['metric']),
      localPreference: number(row['local_pref']),
      asPath: (row['as_path'] ?? '').split(' ').filter(Boolean).map(Number),
      origin: origins[row['origin'] ?? ''],
      ...(row['network']?.includes('/') ? { prefix: row['network'] } : {}),
    }));
  if (recorded.source === 'genie') {
    const text = recorded.expected as {
      instance: {
        default: {
          vrf: { blue: { address_family: { vpnv4: { prefixes: Record<string, { index: Record<string, Row> }> } } } };
        };
      };
    };
    const prefixes = text.instance.default.vrf.blue.address_family.vpnv4.prefixes;
    return Object.entries(prefixes).flatMap(([prefix, { index }]) =>
      Object.values(index).flatMap((path, at): Comparison[] => {
        const ours = recorded.records[at] ?? {};
        return [
          [`${at} prefix`, ours['prefix'], prefix],
          [`${at} next hop`, ours['nextHop'], path['next_hop']],
          [`${at} from`, ours['peer'], path['gateway']],
          [`${at} preference`, ours['localPreference'], path['localpref'] ?? ours['localPreference']],
          [`${at} best`, ours['best'], String(path['status_codes']).includes('>')],
          [`${at} extended`, ours['extendedCommunities'], String(path['ext_community']).trim().split(' ')],
          // The last path of the expected file has no attributes.
          ...(path['origin_codes'] === undefined
            ? []
            : ([
                [`${at} origin`, ours['origin'], origins[String(path['origin_codes'])]],
                [`${at} metric`, ours['med'], path['metric']],
                [`${at} as path`, ours['asPath'], String(path['route_info']).split(' ').map(Number)],
              ] satisfies Comparison[])),
        ];
      }),
    );
  }
  return Object.entries(recorded.expected as Record<string, Row[]>).flatMap(([prefix, paths]) =>
    recorded.records.flatMap((ours): Comparison[] => {
      const path = paths.find((one) => one['routing_table'] === ours['vrf']) ?? {};
      const attributes = path['protocol_attributes'] as Row;
      return [
        ['prefix', ours['prefix'], prefix],
        ['next hop', ours['nextHop'], path['next_hop']],
        ['from', ours['peer'], attributes['remote_address']],
        ['as path', (ours['asPath'] as number[]).join(' '), attributes['as_path']],
        ['preference', ours['localPreference'], attributes['local_preference']],
        ['communities', ours['communities'], attributes['communities']],
        ['best', ours['best'], path['current_active']],
      ];
    }),
  );
}

const protocols: Text = {
  B: 'bgp',
  C: 'connected',
  L: 'local',
  S: 'static',
  O: 'ospf',
  D: 'eigrp',
  i: 'isis',
  R: 'rip',
};

function routes({ records, expected }: Recorded): Comparison[] {
  const hops = records.flatMap((record) => (record['nextHops'] as Row[]).map((hop) => ({ ...record, ...hop }) as Row));
  const rows = expected as Text[];
  return [
    ['next hops', hops.length, rows.length],
    ...rows.flatMap((row, index): Comparison[] => {
      const ours = hops[index] ?? {};
      const direct = row['protocol'] === 'C' || row['protocol'] === 'L';
      return [
        [`${index} protocol`, ours['protocol'], protocols[row['protocol'] ?? '']],
        [`${index} address`, ours['address'], ip(row['nexthop_ip'])],
        [`${index} interface`, ours['interface'], orNull(row['nexthop_if'])],
        [`${index} distance`, ours['distance'], row['distance'] === '' && direct ? 0 : number(row['distance'])],
        [`${index} metric`, ours['metric'], row['metric'] === '' && direct ? 0 : number(row['metric'])],
        ...(row['prefix_length'] === undefined
          ? []
          : ([
              [`${index} prefix`, ours['prefix'], `${row['network']}/${row['prefix_length']}`],
              [`${index} vrf`, ours['vrf'], orNull(row['vrf']) ?? 'default'],
              [`${index} age`, ours['ageSeconds'], seconds(row['uptime'] ?? '')],
            ] satisfies Comparison[])),
      ];
    }),
  ];
}

function isis(recorded: Recorded): Comparison[] {
  if (recorded.source === 'ntc')
    return byRow(recorded, (row) => ({
      hostname: row['system_id'],
      level: row['type']?.slice(1),
      interface: long(row['interface']),
      state: low(row['state']),
      holdSeconds: number(row['hold_time']),
    }));
  const tags = (
    recorded.expected as {
      isis: Record<
        string,
        { neighbors: Record<string, { type: Record<string, { interfaces: Record<string, Text> }> }> }
      >;
    }
  ).isis;
  const rows = Object.values(tags).flatMap(({ neighbors }) =>
    Object.entries(neighbors).flatMap(([id, { type }]) =>
      Object.entries(type).flatMap(([level, { interfaces }]) =>
        Object.entries(interfaces).map(([name, values]) => ({ id, level, name, values })),
      ),
    ),
  );
  return [
    ['rows', recorded.records.length, rows.length],
    ...rows.flatMap(({ id, level, name, values }, index): Comparison[] => {
      const ours = recorded.records[index] ?? {};
      return [
        [`${index} who`, ours['systemId'] ?? ours['hostname'], id],
        [`${index} level`, `L${ours['level']}`, level],
        [`${index} interface`, ours['interface'], name],
        [`${index} state`, ours['state'], low(values['state'])],
        [`${index} hold`, ours['holdSeconds'], number(values['holdtime'])],
        ...(values['snpa'] ? ([[`${index} snpa`, ours['snpa'], mac(values['snpa'])]] satisfies Comparison[]) : []),
        ...(values['state_changed']
          ? ([[`${index} age`, ours['upSeconds'], seconds(values['state_changed'])]] satisfies Comparison[])
          : []),
      ];
    }),
  ];
}

function ospf(recorded: Recorded): Comparison[] {
  if (recorded.source === 'ntc')
    return byRow(recorded, (row) => ({
      neighborId: row['neighbor_id'],
      interface: row['interface'],
      priority: number(row['priority']),
      state: low(row['state']?.split('/')[0]),
      address: row['ip_address'] ?? row['address'],
      deadSeconds: seconds(row['dead_time'] ?? ''),
    }));
  const { interfaces } = recorded.expected as { interfaces: Record<string, { neighbors: Record<string, Row> }> };
  return Object.entries(interfaces).flatMap(([name, { neighbors }]) =>
    Object.entries(neighbors).flatMap(([id, wanted]): Comparison[] => {
      const ours = recorded.records.find((record) => record['neighborId'] === id) ?? {};
      return [
        [`${id} interface`, ours['interface'], name],
        [`${id} address`, ours['address'], wanted['address']],
        [`${id} priority`, ours['priority'], wanted['priority']],
        [`${id} state`, `${ours['state']}/${ours['role']}`, low(String(wanted['state']))],
        [`${id} dead`, ours['deadSeconds'], seconds(String(wanted['dead_time']))],
      ];
    }),
  );
}

function bfd(recorded: Recorded): Comparison[] {
  if (recorded.source === 'ntc')
    return byRow(recorded, (row) => ({
      peer: ip(row['neighbor_addr']),
      interface: long(row['interface']),
      state: low(row['state']),
      transmitMs: Number(row['min_tx_interval']) / 1000,
      receiveMs: Number(row['min_rx_interval']) / 1000,
      multiplier: number(row['multiplier']),
      upSeconds: seconds(row['uptime'] ?? ''),
    }));
  type Sessions = Record<string, { neighbor_address: Record<string, Row> }>;
  return Object.values((recorded.expected as { our_address: Sessions }).our_address).flatMap(({ neighbor_address }) =>
    Object.entries(neighbor_address).flatMap(([peer, wanted], index): Comparison[] => [
      [`${index} peer`, recorded.records[index]?.['peer'], ip(peer)],
      [`${index} interface`, recorded.records[index]?.['interface'], wanted['interface']],
      [`${index} multiplier`, recorded.records[index]?.['multiplier'], wanted['multiplier']],
      [`${index} transmit`, recorded.records[index]?.['transmitMs'], Number(wanted['min_tx_int']) / 1000],
      [`${index} receive`, recorded.records[index]?.['receiveMs'], Number(wanted['min_rx_int']) / 1000],
      [`${index} state`, recorded.records[index]?.['state'], low(String(wanted['state']))],
      [`${index} diagnostic`, recorded.records[index]?.['diagnosticCode'], String(wanted['local_diag'])],
      [`${index} up`, recorded.records[index]?.['upSeconds'], seconds(String(wanted['up_time']))],
    ]),
  );
}

function traceroute({ source, records, expected }: Recorded): Comparison[] {
  const repliesOf = (hop: string) =>
    (records.find((record) => String(record['hop']) === hop)?.['replies'] as Row[] | undefined) ?? [];
  const addresses = (hop: string) => repliesOf(hop).map((reply) => reply['address']);
  if (source === 'ntc') {
    const rows = expected as { hop_num: string; ip_address: string; fqdn: string; rtt_response: string[] }[];
    return [
      ['hops', records.map((record) => String(record['hop'])), rows.map((row) => row.hop_num)],
      ...rows.flatMap((row): Comparison[] => [
        [`${row.hop_num} address`, addresses(row.hop_num), [row.ip_address]],
        [`${row.hop_num} name`, repliesOf(row.hop_num)[0]?.['hostname'], orNull(row.fqdn)],
        [`${row.hop_num} times`, repliesOf(row.hop_num)[0]?.['rttMs'], row.rtt_response.map(Number)],
      ]),
    ];
  }
  const hops = (expected as { success: Record<string, { probes: Record<string, Row> }> }).success;
  return Object.entries(hops).map(([hop, { probes }]): Comparison => {
    const wanted = new Set(Object.values(probes).map((probe) => probe['ip_address']));
    wanted.delete('');
    return [`${hop} addresses`, addresses(hop), [...wanted]];
  });
}

export const compare: Comparators = {
  'bgp-summary': (recorded) => (recorded.file.includes('/bgp-peer/') ? napalmPeers(recorded) : summary(recorded)),
  'bgp-peer': (recorded) =>
    byRow(recorded, (row) => ({
      peer: row['neighbor'],
      remoteAs: number(row['remote_as']),
      state: low(row['bgp_state']),
      localAddress: orNull(row['localhost_ip']),
      description: orNull(row['description']),
      vrf: orNull(row['vrf']) ?? 'default',
      importPolicy: orNull(row['inbound_routemap']),
      exportPolicy: orNull(row['outbound_routemap']),
      ...(row['local_as'] ? { localAs: number(row['local_as']) } : {}),
    })),
  'bgp-route': bgpRoutes,
  route: routes,
  traceroute,
  ping: ({ source, records: [ours = {}], expected }) => {
    const [row = {}] = source === 'ntc' ? (expected as Text[]) : [];
    const wanted = source === 'ntc' ? row : (expected as { success: Row }).success;
    return source === 'ntc'
      ? [
          ['destination', ours['destination'], wanted['destination']],
          ['sent', ours['sent'], number(row['sent_qty'])],
          ['received', ours['received'], number(row['success_qty'])],
          ['least', ours['rttMinMs'], number(row['rtt_min'])],
          ['average', ours['rttAvgMs'], number(row['rtt_avg'])],
          ['most', ours['rttMaxMs'], number(row['rtt_max'])],
          ['lost', ours['lossPercent'], 100 - Number(row['success_pct'])],
          ['source', ours['source'], orNull(row['source'])],
        ]
      : [
          ['sent', ours['sent'], wanted['probes_sent']],
          ['average', ours['rttAvgMs'], wanted['rtt_avg']],
          ['most', ours['rttMaxMs'], wanted['rtt_max']],
        ];
  },
  'ospf-neighbors': ospf,
  'isis-adjacencies': isis,
  'bfd-sessions': bfd,
};
