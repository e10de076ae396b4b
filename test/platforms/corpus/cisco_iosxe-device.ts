import { byRow, type Text } from './by-row.ts';
import { ip, long, low, mac, number, orNull } from './cisco_iosxe-values.ts';
import type { Comparators, Comparison, Recorded, Row } from './compare.ts';

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
