import { isIP } from 'node:net';
import { eosInterfaceName } from '../../../src/platforms/arista_eos/interface-names.ts';
import { uptimeSeconds } from '../../../src/platforms/durations.ts';
import type { Comparators, Comparison, Recorded, Row } from './compare.ts';

type Words = Record<string, string>;

export const compare: Comparators = {
  interfaces: (recorded) => interfaceRows(recorded),
  'interface-detail': (recorded) => (recorded.source === 'napalm' ? interfaceFacts(recorded) : interfaceRows(recorded)),
  'bgp-summary': (recorded) => (recorded.source === 'napalm' ? peerCount(recorded) : peerRows(recorded)),
  ping: pingFacts,
  traceroute: hopFacts,
  version: (recorded) => (recorded.source === 'napalm' ? deviceFacts(recorded) : versionRows(recorded)),
  'lldp-neighbors': (recorded) => (recorded.source === 'napalm' ? neighborFacts(recorded) : neighborRows(recorded)),
  'mac-table': stationRows,
  arp: (recorded) => (recorded.source === 'napalm' ? entryFacts(recorded) : entryRows(recorded)),
  'ospf-neighbors': adjacencyRows,
  ntp: serverFacts,
  'isis-adjacencies': levelRows,
  lag: bundleRows,
  environment: supplyFacts,
  'cpu-memory': loadRow,
  'bgp-route': (recorded) => (recorded.source === 'napalm' ? pathFacts(recorded) : pathRows(recorded)),
  route: (recorded) => (recorded.source === 'napalm' ? routeFacts(recorded) : routeRows(recorded)),
  optics: (recorded) => (rowsOf(recorded)[0]?.['type'] === undefined ? opticsRows(recorded) : opticsTables(recorded)),
};

function rowsOf({ expected }: Recorded): Words[] {
  return (expected ?? []) as Words[];
}

/** Pairs for those values that the row says. */
function said(
  record: Row | undefined,
  what: string,
  pairs: readonly [field: string, wanted: string | undefined, convert?: (text: string) => unknown][],
): Comparison[] {
  return pairs.flatMap(([field, wanted, convert = (text: string): unknown => text]): Comparison[] =>
    wanted === undefined || wanted === '' ? [] : [[`${what} ${field}`, record?.[field], convert(wanted)]],
  );
}

function interfaceRows(recorded: Recorded): Comparison[] {
  const rows = rowsOf(recorded);
  return [
    ['rows', recorded.records.length, rows.length],
    ...rows.flatMap((row, index): Comparison[] => {
      const record = recorded.records[index];
      const name = eosInterfaceName(row['interface'] ?? row['port'] ?? '') ?? row['interface'] ?? row['port'] ?? '';
      const address = row['ip_address'] ?? '';
      return [
        [`${name} interface`, record?.['interface'], name],
        ...said(record, name, [
          ['description', row['description'] ?? row['name']],
          ['mtuBytes', row['mtu'], Number],
          ['carrierTransitions', row['link_status_change'], Number],
          ['speedBitsPerSecond', row['bandwidth'], (text) => Number(text.split(' ')[0]) * 1000],
          ['adminStatus', row['link_status'] ?? row['status'], (text) => (text.startsWith('admin') ? 'down' : 'up')],
          ['operStatus', row['protocol'] ?? row['protocol_status'], protocolState],
          ['mediaType', row['type'], (text) => (text === 'N/A' ? null : text)],
          ['lastChangeSeconds', row['last_link_flapped'], writtenOut],
        ]),
        // Without the state of the protocol, one word says it all.
        ...(row['protocol'] === undefined && row['protocol_status'] === undefined
          ? said(record, name, [['operStatus', row['status'], (text) => (text === 'connected' ? 'up' : 'down')]])
          : []),
        ...(/^\d/.test(address)
          ? [[`${name} address`, (record?.['ipAddresses'] as string[] | undefined)?.[0], address] as Comparison]
          : []),
      ];
    }),
  ];
}

/** `up (connected)`: the word, as our records have it. */
function protocolState(text: string): string {
  const [word = ''] = text.split(' ');
  return { lowerlayerdown: 'lower-layer-down', notpresent: 'not-present' }[word] ?? word;
}

/** `6 days, 11 hours, 16 minutes, 54 seconds`. */
function writtenOut(text: string): number {
  const lengths: Record<string, number> = { day: 86_400, hour: 3_600, minute: 60, second: 1 };
  return [...text.matchAll(/(\d+) ([a-z]+?)s?(?:,|$)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (lengths[unit ?? ''] ?? Number.NaN),
    0,
  );
}

/** -1 and 0 stand for "not known" in napalm's answers. */
function interfaceFacts({ expected, records }: Recorded): Comparison[] {
  return Object.entries(expected as Record<string, Record<string, unknown>>).flatMap(([name, row]): Comparison[] => {
    const record = records.find((one) => one['interface'] === name);
    const maybe = (
      field: string,
      key: string,
      convert: (value: unknown) => unknown = (value) => value,
    ): Comparison[] =>
      row[key] === undefined || row[key] === -1 ? [] : [[`${name} ${field}`, record?.[field], convert(row[key])]];
    return [
      ...(row['is_up'] === true ? [[`${name} operStatus`, record?.['operStatus'], 'up'] as Comparison] : []),
      ...maybe('adminStatus', 'is_enabled', (enabled) => (enabled ? 'up' : 'down')),
      ...maybe('description', 'description', (words) => (words === '' ? null : words)),
      ...maybe('mtuBytes', 'mtu'),
      ...maybe('speedBitsPerSecond', 'speed', (megabits) => (megabits === 0 ? null : Number(megabits) * 1e6)),
      ...maybe('inErrors', 'rx_errors'),
      ...maybe('outErrors', 'tx_errors'),
      ...maybe('inDiscards', 'rx_discards'),
      ...maybe('outDiscards', 'tx_discards'),
      ...maybe('inOctets', 'rx_octets', String),
      ...maybe('outOctets', 'tx_octets', String),
    ];
  });
}

function peerRows(recorded: Recorded): Comparison[] {
  const rows = rowsOf(recorded);
  return [
    ['rows', recorded.records.length, rows.length],
    ...rows.flatMap((row, index) => {
      const peer = row['bgp_neigh'] ?? row['peer_ip'] ?? '';
      return said(recorded.records[index], peer, [
        ['peer', peer],
        ['remoteAs', row['neigh_as'] ?? row['peer_as'], Number],
        ['stateSeconds', row['up_down'], uptimeSeconds],
        ['prefixesReceived', row['state_pfxrcd'] ?? row['received'], Number],
        ['prefixesAccepted', row['accepted'], Number],
        ['localAs', row['local_as'], Number],
        ['routerId', row['router_id']],
      ]);
    }),
  ];
}

function peerCount({ expected, records }: Recorded): Comparison[] {
  const { global } = expected as { global?: { peers: object } };
  return [['peers', records.length, Object.keys(global?.peers ?? {}).length]];
}

function pingFacts({ expected, records }: Recorded): Comparison[] {
  const { success } = expected as { success: Record<string, number> };
  const record = records[0];
  return [
    ['sent', record?.['sent'], success['probes_sent']],
    ['lost', Number(record?.['sent']) - Number(record?.['received']), success['packet_loss']],
    ['rtt min', record?.['rttMinMs'], success['rtt_min']],
    ['rtt avg', record?.['rttAvgMs'], success['rtt_avg']],
    ['rtt max', record?.['rttMaxMs'], success['rtt_max']],
  ];
}

function hopFacts({ expected, records }: Recorded): Comparison[] {
  const { success } = expected as {
    success: Record<string, { probes: Record<string, { ip_address: string; rtt: number }> }>;
  };
  return Object.entries(success).flatMap(([hop, { probes }]): Comparison[] => {
    const replies = (records[Number(hop) - 1]?.['replies'] ?? []) as { address: string; rttMs: number[] }[];
    const wanted = Object.values(probes).filter(({ ip_address }) => /^\d/.test(ip_address));
    const addresses = (list: string[]) => [...new Set(list)].sort().join();
    return [
      [
        `hop ${hop} addresses`,
        addresses(replies.map(({ address }) => address)),
        addresses(wanted.map((one) => one.ip_address)),
      ],
      [`hop ${hop} answers`, replies.flatMap(({ rttMs }) => rttMs).length, wanted.length],
    ];
  });
}

function deviceFacts({ expected, records }: Recorded): Comparison[] {
  const facts = expected as Words;
  return [
    ['model', records[0]?.['model'], facts['model']],
    ['serial', records[0]?.['serial'] ?? '', facts['serial_number']],
  ];
}

function versionRows(recorded: Recorded): Comparison[] {
  const [row = {}] = rowsOf(recorded);
  return said(recorded.records[0], 'version', [
    ['osVersion', row['image']],
    ['model', row['model']],
    ['serial', row['serial_number']],
  ]);
}

function neighborFacts({ expected, records }: Recorded): Comparison[] {
  return Object.entries(expected as Record<string, { hostname: string; port: string }[]>).flatMap(
    ([name, neighbors]): Comparison[] =>
      neighbors.flatMap(({ hostname, port }, index): Comparison[] => {
        const record = records.filter((one) => one['interface'] === name)[index];
        return [
          [`${name} neighborName`, record?.['neighborName'], hostname],
          // A port that is named by its MAC address.
          [`${name} neighborInterface`, record?.['neighborInterface'], macOf(port) ?? port],
        ];
      }),
  );
}

function macOf(text: string): string | null {
  return /^(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}$/.test(text)
    ? (text.replaceAll('.', '').match(/../g) ?? []).join(':')
    : null;
}

const seconds = (text: string): number => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
const colons = (text: string): string => text.toLowerCase().replaceAll(/[.:]/g, '').match(/../g)?.join(':') ?? '';

/** Behind the comma stands the port of a VLAN, which is no part of the interface's name. */
function entryRows(recorded: Recorded): Comparison[] {
  const rows = rowsOf(recorded);
  const perUnit = /Age \(min\)/.test(recorded.text) ? 60 : 1;
  return [
    ['rows', recorded.records.length, rows.length],
    ...rows.flatMap((row, index) =>
      said(recorded.records[index], row['ip_address'] ?? '', [
        ['ipAddress', row['ip_address']],
        ['macAddress', row['mac_address'], colons],
        ['interface', row['interface'], (text) => text.split(',')[0]],
        ['ageSeconds', row['age'], (text) => (text === 'N/A' ? null : seconds(text) * perUnit)],
        ['vrf', row['vrf']],
      ]),
    ),
  ];
}

function entryFacts({ expected, records }: Recorded): Comparison[] {
  const rows = expected as { interface: string; ip: string; mac: string; age: number }[];
  return [
    ['rows', records.length, rows.length],
    ...rows.flatMap((row, index): Comparison[] => [
      [`${index} ipAddress`, records[index]?.['ipAddress'], row.ip],
      [`${index} macAddress`, records[index]?.['macAddress'], row.mac.toLowerCase()],
      [`${index} interface`, records[index]?.['interface'], row.interface],
      [`${index} ageSeconds`, records[index]?.['ageSeconds'], row.age],
    ]),
  ];
}

function adjacencyRows(recorded: Recorded): Comparison[] {
  const rows = rowsOf(recorded);
  return rows.length === 0
    ? []
    : [
        ['rows', recorded.records.length, rows.length],
        ...rows.flatMap((row, index) =>
          said(recorded.records[index], row['neighbor_id'] ?? '', [
            ['neighborId', row['neighbor_id']],
            ['process', row['instance']],
            ['vrf', row['vrf']],
            ['priority', row['priority'], Number],
            ['state', row['state'], (text) => text.split('/')[0]?.toLowerCase()],
            ['deadSeconds', row['dead_time'], seconds],
            ['address', row['ip_address']],
            ['interface', row['interface']],
          ]),
        ),
      ];
}

function serverFacts({ expected, records }: Recorded): Comparison[] {
  const rows = expected as (Row & { remote: string; synchronized: boolean })[];
  return [
    ['rows', records.length, rows.length],
    ...rows.flatMap((row, index): Comparison[] => [
      // ntpq cuts at 15 characters, and the expected file keeps what is left of the name.
      [
        `${row.remote} peer`,
        records[index]?.['peer'],
        row.remote.length === 15 && isIP(row.remote) === 0 ? null : row.remote,
      ],
      [`${row.remote} synced`, records[index]?.['state'] === 'synced', row.synchronized],
      [`${row.remote} stratum`, records[index]?.['stratum'], row['stratum']],
      [`${row.remote} reach`, records[index]?.['reach'], Number.parseInt(String(row['reachability']), 8)],
      [`${row.remote} delayMs`, records[index]?.['delayMs'], row['delay']],
      [`${row.remote} offsetMs`, records[index]?.['offsetMs'], row['offset']],
    ]),
  ];
}

/** A number with a point in it counts its high half. */
const asNumbers = (text: string): unknown[] =>
  text === ''
    ? []
    : (text.match(/\{[^}]*\}|[\d.]+/g) ?? []).map((word) =>
        word.startsWith('{')
          ? (word.match(/\d+/g) ?? []).map(Number)
          : word.split('.').reduce((sum, part) => sum * 65_536 + Number(part), 0),
      );
const pathOrigins: Words = { i: 'igp', e: 'egp', '?': 'incomplete' };

function pathRows(recorded: Recorded): Comparison[] {
  const rows = rowsOf(recorded);
  return [
    ['rows', recorded.records.length, rows.length],
    ...rows.flatMap((row, index): Comparison[] => {
      const record = recorded.records[index];
      const prefix = row['network'] ?? [row['prefix'], row['prefix_length']].filter((part) => part !== '').join('/');
      const isBest = row['route_source']?.includes('>') ?? row['active'] === 'best';
      const isValid = row['status'] === undefined ? row['valid'] === 'valid' : row['status'] === '*';
      const numberOrDash = (text: string) => (text === '-' ? null : Number(text));
      return [
        [`${index} prefix`, record?.['prefix'], prefix],
        [`${index} best`, record?.['best'], isBest],
        [`${index} valid`, record?.['valid'], isValid],
        [
          `${index} asPath`,
          record?.['asPath'],
          asNumbers(row['as_path']?.startsWith('Local') ? '' : (row['as_path'] ?? '')),
        ],
        ...said(record, String(index), [
          ['vrf', row['vrf']],
          ['nextHop', row['next_hop'], (text) => (text === '-' ? null : text)],
          ['med', row['metric'], numberOrDash],
          ['localPreference', row['local_pref'], numberOrDash],
          ['origin', row['origin'], (text) => pathOrigins[text] ?? text.toLowerCase()],
          ['peer', row['neighbor']],
          ['communities', row['community'], (text) => text.split(' ')],
          ['largeCommunities', row['large_community'], (text) => text.split(' ')],
        ]),
      ];
    }),
  ];
}

interface NapalmRoute {
  current_active: boolean;
  next_hop: string;
  preference: number;
  inactive_reason: string;
  outgoing_interface: string;
  routing_table: string;
  protocol_attributes: Row;
}

/** The expected file holds the paths of another VRF as well. */
function pathFacts({ expected, records }: Recorded): Comparison[] {
  return Object.entries(expected as Record<string, NapalmRoute[]>).flatMap(([prefix, all]): Comparison[] => {
    const paths = all.filter(({ routing_table }) => routing_table === records[0]?.['vrf']);
    return [
      ['paths', records.length, paths.length],
      ...paths.flatMap((path, index): Comparison[] => [
        [`${index} prefix`, records[index]?.['prefix'], prefix],
        [`${index} best`, records[index]?.['best'], path.current_active],
        [`${index} nextHop`, records[index]?.['nextHop'], path.next_hop],
        [`${index} peer`, records[index]?.['peer'], path.protocol_attributes['remote_address']],
        [`${index} asPath`, records[index]?.['asPath'], asNumbers(String(path.protocol_attributes['as_path']))],
        [`${index} localPreference`, records[index]?.['localPreference'], path.protocol_attributes['local_preference']],
        [`${index} med`, records[index]?.['med'], path.protocol_attributes['metric']],
        [
          `${index} bestReason`,
          records[index]?.['bestReason'],
          path.inactive_reason === 'noReason' ? null : path.inactive_reason,
        ],
      ]),
    ];
  });
}

const codes: Words = { C: 'connected', S: 'static', B: 'bgp', O: 'ospf', I: 'isis' };

function routeRows(recorded: Recorded): Comparison[] {
  const rows = recorded.expected as (Words & { interface: unknown; next_hop: unknown })[];
  return [
    ['rows', recorded.records.length, rows.length],
    ...rows.flatMap((row, index): Comparison[] => {
      const record = recorded.records[index];
      const hops = (record?.['nextHops'] ?? []) as { address: string | null; interface: string | null }[];
      return [
        [`${index} prefix`, record?.['prefix'], `${row['network']}/${row['prefix_length']}`],
        [`${index} protocol`, record?.['protocol'], codes[row['protocol']?.split(' ')[0] ?? '']],
        [`${index} interfaces`, hops.map((hop) => hop.interface), row.interface],
        // A connected route has no next hop: the word stands in its place.
        [`${index} next hops`, hops.map(({ address }) => address ?? 'connected'), row.next_hop],
        ...said(record, String(index), [
          ['distance', row['distance'], Number],
          ['metric', row['metric'], Number],
          ['vrf', row['vrf']],
        ]),
      ];
    }),
  ];
}

function routeFacts({ expected, records }: Recorded): Comparison[] {
  if (expected === null) return [];
  return Object.entries(expected as Record<string, NapalmRoute[]>).flatMap(([prefix, all], index): Comparison[] => {
    const paths = all.filter(({ routing_table }) => routing_table === records[0]?.['vrf']);
    const hops = (records[index]?.['nextHops'] ?? []) as { address: string; interface: string }[];
    return [
      [`${prefix} prefix`, records[index]?.['prefix'], prefix],
      [`${prefix} next hops`, hops.map(({ address }) => address), paths.map((path) => path.next_hop)],
      [`${prefix} interfaces`, hops.map((hop) => hop.interface), paths.map((path) => path.outgoing_interface)],
      [`${prefix} distance`, records[index]?.['distance'], paths[0]?.preference],
      [`${prefix} protocol`, records[index]?.['protocol'], 'bgp'],
    ];
  });
}

const measured = (text: string): number | null => (text === 'N/A' ? null : Number(text));

function opticsRows(recorded: Recorded): Comparison[] {
  const rows = rowsOf(recorded);
  return [
    ['rows', recorded.records.length, rows.length],
    ...rows.flatMap((row, index) =>
      said(recorded.records[index], row['port'] ?? '', [
        ['interface', row['port'], eosInterfaceName],
        ['temperatureCelsius', row['temp'], measured],
        ['voltageVolts', row['voltage'], measured],
        ['biasMilliamps', row['bias_current'], measured],
        ['txPowerDbm', row['tx_power'], measured],
        ['rxPowerDbm', row['rx_power'], measured],
      ]),
    ),
  ];
}

/** One expected row per port and quantity. */
function opticsTables(recorded: Recorded): Comparison[] {
  const fields: Record<string, [value: string, stem: string, unit: string]> = {
    Temperature: ['temperatureCelsius', 'temperature', 'Celsius'],
    Voltage: ['voltageVolts', 'voltage', 'Volts'],
    Current: ['biasMilliamps', 'bias', 'Milliamps'],
    'Tx Power': ['txPowerDbm', 'txPower', 'Dbm'],
    'Rx Power': ['rxPowerDbm', 'rxPower', 'Dbm'],
  };
  return rowsOf(recorded).flatMap((row): Comparison[] => {
    const record = recorded.records.find((one) => one['interface'] === eosInterfaceName(row['port'] ?? ''));
    const [value = '', stem = '', unit = ''] = fields[row['type'] ?? ''] ?? [];
    const thresholds = (record?.['thresholds'] ?? {}) as Row;
    return [
      [`${row['port']} ${value}`, record?.[value], measured(row['current_value'] ?? '')],
      ...(
        [
          ['HighAlarm', 'high_alarm_threshold'],
          ['HighWarning', 'high_warn_threshold'],
          ['LowAlarm', 'low_alarm_threshold'],
          ['LowWarning', 'low_warn_threshold'],
        ] as const
      ).map(
        ([level, key]): Comparison => [
          `${row['port']} ${stem}${level}`,
          thresholds[`${stem}${level}${unit}`],
          measured(row[key] ?? ''),
        ],
      ),
    ];
  });
}

function levelRows(recorded: Recorded): Comparison[] {
  const rows = rowsOf(recorded);
  return [
    ['rows', recorded.records.length, rows.length],
    ...rows.flatMap((row, index) =>
      said(recorded.records[index], String(index), [
        ['process', row['instance']],
        ['systemId', row['system_id']],
        ['level', row['type'], (text) => text.slice(1)],
        ['interface', row['interface']],
        [
          'snpa',
          row['snpa'],
          (text) =>
            text
              .split(':')
              .map((part) => part.padStart(2, '0'))
              .join(':'),
        ],
        ['state', row['state'], (text) => text.toLowerCase()],
        ['holdSeconds', row['hold_time'], Number],
      ]),
    ),
  ];
}

function bundleRows(recorded: Recorded): Comparison[] {
  const rows = recorded.expected as (Words & { member_interface: string[]; member_interface_status: string[] })[];
  const states: Words = { D: 'down', 'PG+': 'bundled' };
  return [
    ['rows', recorded.records.length, rows.length],
    ...rows.flatMap((row, index): Comparison[] => {
      const record = recorded.records[index];
      const members = (record?.['members'] ?? []) as { interface: string; state: string }[];
      return [
        [`${index} lag`, record?.['lag'], eosInterfaceName(row['bundle_name'] ?? '')],
        [`${index} status`, record?.['status'], row['bundle_status'] === 'U' ? 'up' : 'down'],
        [`${index} protocol`, record?.['protocol'], row['bundle_protocol']?.toLowerCase()],
        [`${index} members`, members.map((one) => one.interface), row.member_interface.map(eosInterfaceName)],
        [`${index} states`, members.map(({ state }) => state), row.member_interface_status.map((flag) => states[flag])],
      ];
    }),
  ];
}

function supplyFacts({ expected, records }: Recorded): Comparison[] {
  if (expected === null) return [];
  const { power } = expected as { power: Record<string, { status: boolean; output: number }> };
  return Object.entries(power).flatMap(([number, { status, output }]): Comparison[] => {
    const record = records.find((one) => one['name'] === `PowerSupply${number}`);
    return [
      [`${number} status`, record?.['status'] === 'ok', status],
      [`${number} output`, record?.['reading'], output],
    ];
  });
}

function loadRow(recorded: Recorded): Comparison[] {
  const [row] = rowsOf(recorded);
  if (!row) return [];
  const kibibytes = (text: string) => Number(text) * 1024;
  return said(recorded.records[0], 'system', [
    ['load1m', row['global_load_average_1_minutes'], Number],
    ['cpuPercent5s', row['global_cpu_percent_idle'], (text) => Math.round((100 - Number(text)) * 10) / 10],
    ['memoryTotalBytes', row['global_mem_total'], kibibytes],
    ['memoryUsedBytes', row['global_mem_used'], kibibytes],
  ]);
}

function neighborRows(recorded: Recorded): Comparison[] {
  const rows = rowsOf(recorded);
  return [
    ['rows', recorded.records.length, rows.length],
    ...rows.flatMap((row, index) =>
      said(recorded.records[index], String(index), [
        ['interface', row['local_interface'], eosInterfaceName],
        ['neighborName', row['neighbor_name']],
        ['neighborInterface', row['neighbor_interface'], (text) => macOf(text) ?? text],
        ['neighborDescription', row['neighbor_description']],
        ['chassisId', row['chassis_id'], (text) => macOf(text) ?? text],
        // A MAC address in its place is none of the management's.
        ['managementAddresses', row['mgmt_address'], (text) => (macOf(text) === null ? [text] : [])],
      ]),
    ),
  ];
}

/** The expected rows of the multicast table have no time of a move, and several ports. */
function stationRows(recorded: Recorded): Comparison[] {
  const all = recorded.expected as (Words & { destination_port: string[] })[];
  const multicast = recorded.text.slice(recorded.text.search(/multicast/i));
  const rows = all.filter((row) => !multicast.includes(row['mac_address'] ?? ''));
  return [
    ['rows', recorded.records.length, rows.length],
    ...(rows.flatMap((row, index) => [
      ...said(recorded.records[index], String(index), [
        ['vlan', row['vlan_id']],
        ['macAddress', row['mac_address'], colons],
        ['type', row['type'], (text) => text.toLowerCase()],
        ['moves', row['moves'], Number],
      ]),
      [`${index} interface`, recorded.records[index]?.['interface'], eosInterfaceName(row.destination_port[0] ?? '')],
    ]) as Comparison[]),
  ];
}
