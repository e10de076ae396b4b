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
  'lldp-neighbors': neighborFacts,
  arp: (recorded) => (recorded.source === 'napalm' ? entryFacts(recorded) : entryRows(recorded)),
  'ospf-neighbors': adjacencyRows,
  ntp: serverFacts,
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
        ]),
        ...(/^\d/.test(address)
          ? [[`${name} address`, (record?.['ipAddresses'] as string[] | undefined)?.[0], address] as Comparison]
          : []),
      ];
    }),
  ];
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
      [`${row.remote} peer`, records[index]?.['peer'], row.remote],
      [`${row.remote} synced`, records[index]?.['state'] === 'synced', row.synchronized],
      [`${row.remote} stratum`, records[index]?.['stratum'], row['stratum']],
      [`${row.remote} reach`, records[index]?.['reach'], Number.parseInt(String(row['reachability']), 8)],
      [`${row.remote} delayMs`, records[index]?.['delayMs'], row['delay']],
      [`${row.remote} offsetMs`, records[index]?.['offsetMs'], row['offset']],
    ]),
  ];
}
