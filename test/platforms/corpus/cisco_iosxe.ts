import { isIPv6 } from 'node:net';
import type { Comparators, Comparison, Recorded, Row } from './compare.ts';

/** Conversions of the expected files, written apart from the parsers. */

type Text = Record<string, string>;

/** ntc: one expected row per record, in order; `fields` gives the values of an expected row by field of ours. */
function byRow(recorded: Recorded, fields: (row: Text, index: number) => Row): Comparison[] {
  const rows = recorded.expected as Text[];
  return [
    ['rows', recorded.records.length, rows.length],
    ...rows.flatMap((row, index) =>
      Object.entries(fields(row, index)).map(
        ([field, wanted]): Comparison => [`${index} ${field}`, recorded.records[index]?.[field], wanted],
      ),
    ),
  ];
}

const number = (text: string | undefined) => (text === undefined || text === '' || text === '-' ? null : Number(text));
const orNull = (text: string | undefined) => (text === undefined || text === '' ? null : text);
const low = (text: string | undefined) => orNull(text?.toLowerCase());
const mac = (text: string | undefined) =>
  text === undefined || text === '' || text === '-' ? null : [...text.replaceAll('.', '').matchAll(/../g)].join(':');

const longNames: Text = {
  Gi: 'GigabitEthernet',
  Fa: 'FastEthernet',
  Te: 'TenGigabitEthernet',
  Eth: 'Ethernet',
  Vl: 'Vlan',
  Po: 'Port-channel',
  Di: 'Dialer',
};
function long(name: string | undefined): string | null {
  const [, type = '', rest = ''] = /^([A-Za-z-]+)(.*)$/.exec(name ?? '') ?? [];
  return name === undefined || name === '' ? null : `${longNames[type] ?? type}${rest}`;
}

function seconds(text: string): number | null {
  const clock = text.split(':').map(Number);
  if (clock.length === 3) return (clock[0] ?? 0) * 3600 + (clock[1] ?? 0) * 60 + (clock[2] ?? 0);
  const sizes: Record<string, number> = { y: 31_536_000, w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 };
  const parts = [...text.matchAll(/(\d+)([ywdhms])/g)];
  return parts.length === 0 ? null : parts.reduce((sum, [, n, unit]) => sum + Number(n) * (sizes[unit ?? ''] ?? 0), 0);
}

/** Compressed, lower-case spelling by the platform's own URL parser. */
const ip = (text: string | undefined) =>
  text === undefined || text === '' ? null : isIPv6(text) ? new URL(`http://[${text}]/`).hostname.slice(1, -1) : text;

const up = (text: string | undefined) =>
  text?.startsWith('up') || text === 'connected' ? 'up' : text === 'deleted' ? 'not-present' : 'down';

const interfaceOf = (row: Text): Row => ({
  interface: long(row['port'] ?? row['interface']),
  ...(row['status'] === undefined ? {} : { operStatus: up(row['status']) }),
  ...(row['status'] !== undefined && row['description'] !== undefined
    ? { description: orNull(row['description']) }
    : {}),
  ...(row['status'] !== undefined && row['duplex']
    ? {
        duplex: row['duplex'],
        speedBitsPerSecond: bitsPerSecond(row['speed']),
        mediaType: orNull(row['type']),
        description: orNull(row['name']),
      }
    : {}),
});

/** `1000` and `100Mb/s` count megabits, `10G` and `10Gb/s` gigabits; null while nothing was negotiated. */
function bitsPerSecond(text = ''): number | null {
  const [, size, unit] = /^(\d+)([GM])?(?:b\/s)?$/.exec(text) ?? [];
  return size === undefined ? null : Number(size) * (unit === 'G' ? 1e9 : 1e6);
}

function detail(row: Text): Row {
  return {
    interface: row['interface'],
    description: orNull(row['description']),
    mtuBytes: number(row['mtu']),
    crcErrors: number(row['crc']),
    inErrors: number(row['input_errors']),
    // The template leaves the line out for some kinds of interface.
    ...(row['output_errors'] === '' ? {} : { outErrors: number(row['output_errors']) }),
    inBitsPerSecond: number(row['input_rate']),
    outBitsPerSecond: number(row['output_rate']),
    inPacketsPerSecond: number(row['input_pps']),
    outPacketsPerSecond: number(row['output_pps']),
    operStatus: up(row['protocol_status']),
    adminStatus: row['link_status'] === 'administratively down' ? 'down' : 'up',
    ipAddresses: row['ip_address'] ? [`${row['ip_address']}/${row['prefix_length']}`] : [],
    duplex: row['duplex'] ? low(row['duplex'].replace('-duplex', '')) : null,
    speedBitsPerSecond: row['duplex'] ? bitsPerSecond(row['speed']) : null,
    mediaType: row['media_type'] === 'unknown' ? null : orNull(row['media_type']),
    inDiscards: number(row['queue_drops']),
    outDiscards: number(row['queue_output_drops']),
  };
}

function napalmInterfaces({ records, expected }: Recorded): Comparison[] {
  return Object.entries(expected as Record<string, Row>).flatMap(([name, wanted]): Comparison[] => {
    const ours = records.find((record) => record['interface'] === name) ?? {};
    if (wanted['is_up'] !== undefined)
      return [
        [`${name} up`, ours['operStatus'] === 'up', wanted['is_up']],
        [`${name} enabled`, ours['adminStatus'] === 'up', wanted['is_enabled']],
        [`${name} mtu`, ours['mtuBytes'], wanted['mtu']],
      ];
    return [
      [`${name} in octets`, Number(ours['inOctets']), wanted['rx_octets']],
      [`${name} out octets`, Number(ours['outOctets']), wanted['tx_octets']],
      [`${name} in errors`, ours['inErrors'], wanted['rx_errors']],
      [`${name} out errors`, ours['outErrors'], wanted['tx_errors']],
      [`${name} in discards`, ours['inDiscards'], wanted['rx_discards']],
      [`${name} out discards`, ours['outDiscards'], wanted['tx_discards']],
    ];
  });
}

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

/** What genie calls a measured value, and what we do. */
const opticalNames = [
  ['Temperature', 'temperature', 'Celsius'],
  ['Voltage', 'voltage', 'Volts'],
  ['Current', 'bias', 'Milliamps'],
  ['OpticalTX', 'txPower', 'Dbm'],
  ['OpticalRX', 'rxPower', 'Dbm'],
] as const;

function optics(recorded: Recorded): Comparison[] {
  if (recorded.source === 'ntc')
    return byRow(recorded, (row) => ({
      interface: long(row['interface']),
      temperatureCelsius: number(row['temperature']),
      voltageVolts: number(row['voltage']),
      txPowerDbm: number(row['tx_pwr']),
      rxPowerDbm: number(row['rx_pwr']),
    }));
  const { interfaces } = recorded.expected as { interfaces: Record<string, Record<string, Row>> };
  return Object.entries(interfaces).flatMap(([name, wanted], index): Comparison[] => {
    const ours = recorded.records[index] ?? {};
    const thresholds = ours['thresholds'] as Row;
    return [
      [`${index} interface`, ours['interface'], name],
      ...opticalNames.flatMap(([printed, field, unit]): Comparison[] => [
        [`${index} ${field}`, ours[`${field}${unit}`], wanted[printed]?.['Value']],
        ...['HighAlarm', 'HighWarn', 'LowWarn', 'LowAlarm'].map((limit): Comparison => {
          const ourLimit = limit.replace('Warn', 'Warning');
          return [
            `${index} ${field} ${limit}`,
            thresholds[`${field}${ourLimit}${unit}`],
            wanted[printed]?.[`${limit}Threshold`],
          ];
        }),
      ]),
    ];
  });
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

function environment(recorded: Recorded): Comparison[] {
  const rows = recorded.expected as Text[];
  const named = (name: string) => recorded.records.find((record) => record['name'] === name);
  return rows.flatMap((row): Comparison[] => {
    if (row['ps_module'] !== undefined)
      return [
        [`${row['ps_module']} status`, named(row['ps_module'])?.['status'], row['status'] === 'OK' ? 'ok' : 'failed'],
        // The watts of the table are what the supply was built for.
        [`${row['ps_module']} reading`, named(row['ps_module'])?.['reading'], null],
      ];
    if (row['ps'] !== undefined) {
      const status = row['status'] || row['input_status'];
      return [[`${row['ps']} status`, named(row['ps'])?.['status'], status === 'good' ? 'ok' : 'failed']];
    }
    return ['inlet', 'hotspot'].flatMap((place): Comparison[] => {
      const name = `switch ${row['switch']} ${place[0]?.toUpperCase()}${place.slice(1)} temperature`;
      return [
        [`${name} reading`, named(name)?.['reading'], Number(row[`${place}_temperature_value`])],
        [`${name} status`, named(name)?.['status'], row[`${place}_temperature_state`] === 'GREEN' ? 'ok' : 'warning'],
      ];
    });
  });
}

function load({ source, records, expected }: Recorded): Comparison[] {
  const [ours = {}] = records;
  if (source === 'napalm') {
    const { cpu } = expected as { cpu: Record<string, Row> };
    return [['one minute', ours['cpuPercent1m'], cpu['0']?.['%usage']]];
  }
  const [row = {}] = expected as Text[];
  return row['memory_total'] === undefined
    ? [
        ['5 s', ours['cpuPercent5s'], number(row['cpu_usage_5_sec'])],
        ['1 min', ours['cpuPercent1m'], number(row['cpu_usage_1_min'])],
        ['5 min', ours['cpuPercent5m'], number(row['cpu_usage_5_min'])],
      ]
    : [
        ['total', ours['memoryTotalBytes'], number(row['memory_total'])],
        ['used', ours['memoryUsedBytes'], number(row['memory_used'])],
      ];
}

/** `1 year, 22 weeks, 6 days, 9 hours, 38 minutes`. */
function uptime(text: string): number {
  const sizes: Record<string, number> = { y: 31_536_000, w: 604_800, d: 86_400, h: 3_600, m: 60 };
  return [...text.matchAll(/(\d+) ([ywdhm])/g)].reduce(
    (sum, [, n, unit]) => sum + Number(n) * (sizes[unit ?? ''] ?? 0),
    0,
  );
}

function version({ source, records, expected }: Recorded): Comparison[] {
  const [ours = {}] = records;
  if (source === 'ntc') {
    const [row] = expected as {
      hostname: string;
      version: string;
      hardware: string[];
      serial: string[];
      reload_reason: string;
      uptime: string;
    }[];
    return [
      ['hostname', ours['hostname'], row?.hostname],
      ['version', ours['osVersion'], row?.version],
      ['model', ours['model'], row?.hardware[0]],
      ['serial', ours['serial'], row?.serial[0]],
      ['reason', ours['lastRebootReason'], row?.reload_reason],
      ['uptime', ours['uptimeSeconds'], uptime(row?.uptime ?? '')],
    ];
  }
  const wanted = expected as Row;
  return [
    ['hostname', ours['hostname'], wanted['hostname']],
    ['model', ours['model'], wanted['model']],
    ['serial', ours['serial'], wanted['serial_number']],
    ['uptime', ours['uptimeSeconds'], wanted['uptime']],
    ['version', String(wanted['os_version']).includes(String(ours['osVersion'])), true],
  ];
}

const memberStates: Text = { P: 'bundled', D: 'down', s: 'suspended', H: 'standby', I: 'individual', w: 'waiting' };

export const compare: Comparators = {
  interfaces: (recorded) => byRow(recorded, interfaceOf),
  'interface-detail': (recorded) => (recorded.source === 'ntc' ? byRow(recorded, detail) : napalmInterfaces(recorded)),
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
  log: (recorded) =>
    recorded.source === 'ntc'
      ? byRow(recorded, (row) => ({
          facility: orNull(row['facility']),
          severity: number(row['severity']),
          mnemonic: orNull(row['mnemonic']),
          message: (row['message'] as unknown as string[]).join('\n'),
          atText: [row['month'], row['day'], row['time'], row['timezone']].filter(Boolean).join(' '),
        }))
      : (recorded.expected as { logs: string[] }).logs.map(
          (line, index): Comparison => [
            `${index} line`,
            `${recorded.records[index]?.['atText']}: ${recorded.records[index]?.['message']}`,
            line,
          ],
        ),
  version,
  optics,
  'lldp-neighbors': (recorded) =>
    recorded.source === 'ntc'
      ? byRow(recorded, (row) => ({
          interface: long(row['local_interface']),
          neighborName: row['neighbor_name'],
          neighborInterface: row['neighbor_port_id'] ?? row['neighbor_interface'],
          ...(row['neighbor_port_id'] ? { neighborDescription: orNull(row['neighbor_interface']) } : {}),
          ...(row['chassis_id'] ? { chassisId: row['chassis_id'], managementAddresses: [row['mgmt_address']] } : {}),
        }))
      : Object.entries(recorded.expected as Record<string, Row[]>).map(
          ([name, [wanted]], index): Comparison => [
            `${index} row`,
            [name, recorded.records[index]?.['neighborInterface'], recorded.records[index]?.['neighborName']],
            [recorded.records[index]?.['interface'], wanted?.['port'], wanted?.['hostname']],
          ],
        ),
  'ospf-neighbors': ospf,
  'isis-adjacencies': isis,
  'bfd-sessions': bfd,
  environment,
  arp: (recorded) =>
    byRow(recorded, (row) => ({
      ipAddress: ip(row['ip_address'] ?? row['address']),
      macAddress: mac(row['mac_address']),
      interface: long(row['interface']),
      ageSeconds: row['age'] === '-' ? null : Number(row['age']) * 60,
    })),
  'mac-table': (recorded) =>
    byRow(recorded, (row) => ({
      macAddress: mac(row['destination_address']),
      interface: row['destination_port']?.[0],
      vlan: row['vlan_id'],
      type: low(row['type']),
    })),
  'cpu-memory': load,
  'config-history': ({ outcome, records, expected }) => [
    ['saved', records.length, (expected as { filenames: string[] }[])[0]?.filenames.length],
    ['outcome', outcome, 'empty'],
  ],
  lag: (recorded) =>
    byRow(recorded, (row) => ({
      lag: long(row['bundle_name']),
      protocol: low(row['bundle_protocol']),
      status: row['bundle_status']?.includes('U') ? 'up' : 'down',
      members: (row['member_interface'] as unknown as string[]).map((name, at) => ({
        interface: long(name),
        state: memberStates[row['member_interface_status']?.[at] ?? ''],
        reason: null,
      })),
    })),
  ntp: ({ source, records, expected }) =>
    source === 'napalm'
      ? (expected as Row[]).flatMap((row, index): Comparison[] => [
          [`${index} peer`, records[index]?.['peer'], row['remote']],
          [`${index} synced`, records[index]?.['state'] === 'synced', row['synchronized']],
          [`${index} offset`, records[index]?.['offsetMs'], row['offset']],
          [`${index} delay`, records[index]?.['delayMs'], row['delay']],
          [`${index} reach`, Number(records[index]?.['reach']).toString(8), String(row['reachability'])],
        ])
      : Object.entries((expected as { peer: Record<string, { local_mode: { client: Row } }> }).peer).flatMap(
          ([peer, { local_mode }]): Comparison[] => {
            const ours = records.find((record) => record['peer'] === peer) ?? {};
            return [
              [`${peer} stratum`, ours['stratum'], local_mode.client['stratum']],
              [`${peer} delay`, ours['delayMs'], local_mode.client['delay']],
              [`${peer} offset`, ours['offsetMs'], local_mode.client['offset']],
              [`${peer} reach`, Number(ours['reach']).toString(8), String(local_mode.client['reach'])],
              [`${peer} synced`, ours['state'] === 'synced', local_mode.client['mode'] === 'synchronized'],
            ];
          },
        ),
  'queue-drops': ({ records, expected }) => {
    type Policies = { service_policy: Record<string, { policy_name: Record<string, { class_map: Row }> }> };
    const wanted = Object.entries(expected as Record<string, Policies>).flatMap(([name, { service_policy }]) =>
      Object.entries(service_policy).flatMap(([direction, { policy_name }]) =>
        Object.values(policy_name).flatMap(({ class_map }) =>
          Object.entries(class_map)
            .filter(([, values]) => JSON.stringify(values).includes('total_drops'))
            .map(([queue]) => [name, `${direction} ${queue}`]),
        ),
      ),
    );
    return [['classes', records.map((record) => [record['interface'], record['queue']]), wanted]];
  },
};
