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

const number = (text: string | undefined) => (text === undefined || text === '' ? null : Number(text));
const orNull = (text: string | undefined) => (text === undefined || text === '' ? null : text);
const mac = (text: string) => [...text.replaceAll('.', '').matchAll(/../g)].join(':');
/** Compressed, lower-case spelling by the platform's own URL parser. */
const ip = (text: string) => (isIPv6(text) ? new URL(`http://[${text}]/`).hostname.slice(1, -1) : text);

const longNames: Text = {
  Gi: 'GigabitEthernet',
  Te: 'TenGigE',
  Fo: 'FortyGigE',
  Hu: 'HundredGigE',
  BE: 'Bundle-Ether',
  Mg: 'MgmtEth',
  Lo: 'Loopback',
  Nu: 'Null',
  tt: 'tunnel-te',
  nG: 'nVFabric-GigE',
  nT: 'nVFabric-TenGigE',
  PT: 'PTP',
};
function long(name: string | undefined): string {
  const [, type = '', rest = ''] = /^([A-Za-z-]+)(.*)$/.exec(name ?? '') ?? [];
  return `${longNames[type] ?? type}${rest}`;
}

const operStates: Text = { up: 'up', deleted: 'not-present' };
const oper = (state: string, protocol: string) =>
  operStates[state.toLowerCase()] === undefined || (protocol.toLowerCase() !== 'up' && state.toLowerCase() === 'up')
    ? 'down'
    : operStates[state.toLowerCase()];
const admin = (state: string | undefined) => (/^(?:admin|shut)/i.test(state ?? '') ? 'down' : 'up');

function seconds(text: string | undefined): number | null {
  const clock = (text ?? '').split(':').map(Number);
  if (clock.length === 3) return (clock[0] ?? 0) * 3600 + (clock[1] ?? 0) * 60 + (clock[2] ?? 0);
  const sizes: Record<string, number> = { y: 31_536_000, w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 };
  const parts = [...(text ?? '').matchAll(/(\d+) ?([ywdhms])/g)];
  return parts.length === 0 ? null : parts.reduce((sum, [, n, unit]) => sum + Number(n) * (sizes[unit ?? ''] ?? 0), 0);
}

function detail(recorded: Recorded): Comparison[] {
  if (recorded.source === 'genie')
    return Object.entries(recorded.expected as Record<string, Row>).flatMap(([name, wanted]): Comparison[] => {
      const ours = recorded.records.find((record) => record['interface'] === name) ?? {};
      const { rate, ...counters } = wanted['counters'] as Row & { rate: Row };
      return [
        [`${name} up`, ours['operStatus'], wanted['line_protocol']],
        [`${name} enabled`, ours['adminStatus'] === 'up', wanted['enabled']],
        [`${name} mtu`, ours['mtuBytes'], wanted['mtu']],
        [`${name} duplex`, ours['duplex'], wanted['duplex_mode']],
        [`${name} speed`, `${Number(ours['speedBitsPerSecond']) / 1e6}Mb/s`, wanted['port_speed']],
        [`${name} media`, ours['mediaType'], wanted['location']],
        [`${name} flapped`, ours['lastChangeSeconds'], seconds(String(wanted['last_link_flapped']))],
        [`${name} cleared`, ours['countersClearedSeconds'], seconds(String(counters['last_clear']))],
        [`${name} interval`, ours['rateIntervalSeconds'], rate['load_interval']],
        [`${name} in rate`, ours['inBitsPerSecond'], rate['in_rate']],
        [`${name} out packets`, ours['outPacketsPerSecond'], rate['out_rate_pkts']],
        [`${name} in octets`, Number(ours['inOctets']), counters['in_octets']],
        [`${name} out octets`, Number(ours['outOctets']), counters['out_octets']],
        [`${name} crc`, ours['crcErrors'], counters['in_crc_errors']],
        [`${name} out errors`, ours['outErrors'], counters['out_errors']],
        [`${name} in discards`, ours['inDiscards'], counters['in_discards']],
        [`${name} out discards`, ours['outDiscards'], counters['out_discards']],
      ];
    });
  return byRow(recorded, (row) =>
    row['ip_mtu'] === undefined
      ? {
          interface: row['interface'],
          description: orNull(row['description']),
          adminStatus: admin(row['link_status']),
          operStatus: oper(row['link_status'] ?? '', row['admin_state'] ?? ''),
          mtuBytes: number(row['mtu']),
          ipAddresses: row['ip_address'] === 'Unknown' ? [] : [row['ip_address']],
          inErrors: number(row['input_errors']),
          outErrors: number(row['output_errors']),
          crcErrors: number(row['crc']),
          inBitsPerSecond: number(row['input_rate']),
          outBitsPerSecond: number(row['output_rate']),
          inPacketsPerSecond: number(row['input_pps']),
          outPacketsPerSecond: number(row['output_pps']),
        }
      : {
          interface: row['interface'],
          operStatus: oper(row['link_status'] ?? '', row['protocol_status'] ?? ''),
          mtuBytes: number(row['mtu']),
          vrf: row['vrf'],
          ipAddresses: [`${row['ip_address']}/${row['prefix_length']}`],
        },
  );
}

function interfaces(recorded: Recorded): Comparison[] {
  return byRow(recorded, (row) => {
    const state = row['intf_state'] ?? row['status'] ?? '';
    const protocol = row['linep_state'] ?? row['protocol'] ?? row['proto'] ?? '';
    return {
      interface: long(row['interface']),
      adminStatus: admin(state),
      operStatus: oper(state, protocol),
      ...(row['description'] === undefined ? {} : { description: orNull(row['description']) }),
      ...(row['vrf'] === undefined ? {} : { vrf: row['vrf'] }),
      ...(row['mtu'] === undefined ? {} : { mtuBytes: number(row['mtu']) }),
    };
  });
}

function lldp(recorded: Recorded): Comparison[] {
  if (recorded.source === 'ntc')
    return byRow(recorded, (row) => ({
      interface: long(row['local_interface']),
      neighborName: row['neighbor_name'] ?? row['neighbor'],
      neighborInterface: row['neighbor_interface'] ?? row['neighbor_port_id'],
      ...(row['chassis_id'] === undefined
        ? {}
        : {
            chassisId: mac(row['chassis_id']),
            neighborDescription: row['neighbor_port_description'],
            managementAddresses: [row['management_ip'], row['management_ipv6']].flatMap((one) =>
              one ? [ip(one)] : [],
            ),
          }),
    }));
  type Ports = Record<string, { port_id: Record<string, { neighbors: Record<string, Text> }> }>;
  const rows = Object.entries((recorded.expected as { interfaces: Ports }).interfaces).flatMap(([name, { port_id }]) =>
    Object.values(port_id).flatMap(({ neighbors }) => Object.values(neighbors).map((wanted) => ({ name, wanted }))),
  );
  return [
    ['rows', recorded.records.length, rows.length],
    ...rows.flatMap(({ name, wanted }, index): Comparison[] => {
      const ours = recorded.records[index] ?? {};
      const address = wanted['management_address'];
      return [
        [`${index} interface`, ours['interface'], name],
        [`${index} name`, ours['neighborName'], wanted['system_name']],
        [`${index} chassis`, ours['chassisId'], mac(wanted['chassis_id'] ?? '')],
        [`${index} description`, ours['neighborDescription'], wanted['port_description']],
        [`${index} addresses`, ours['managementAddresses'], address === undefined ? [] : [address]],
      ];
    }),
  ];
}

function version({ source, records: [ours = {}], expected }: Recorded): Comparison[] {
  const wanted = source === 'ntc' ? (expected as Text[])[0] : (expected as Text);
  return [
    ['version', ours['osVersion'], wanted?.['version'] ?? wanted?.['software_version']],
    ['model', ours['model'], wanted?.['hardware'] ?? wanted?.['device_family']],
    ['uptime', ours['uptimeSeconds'], seconds(wanted?.['uptime'])],
  ];
}

export const compare: Comparators = {
  interfaces,
  'interface-detail': detail,
  ping: ({ source, records: [ours = {}], expected }) => {
    if (source === 'ntc') {
      const [row = {}] = expected as Text[];
      return [
        ['destination', ours['destination'], row['destination']],
        ['sent', ours['sent'], number(row['sent_qty'])],
        ['received', ours['received'], number(row['success_qty'])],
        ['loss', 100 - Number(ours['lossPercent']), number(row['success_pct'])],
        ['least', ours['rttMinMs'], number(row['rtt_min'])],
        ['average', ours['rttAvgMs'], number(row['rtt_avg'])],
        ['most', ours['rttMaxMs'], number(row['rtt_max'])],
      ];
    }
    const { ping } = expected as { ping: Row & { statistics: Row & { round_trip: Row } } };
    return [
      ['destination', ours['destination'], ping['address']],
      ['sent', ours['sent'], ping.statistics['send']],
      ['received', ours['received'], ping.statistics['received']],
      ['least', ours['rttMinMs'], ping.statistics.round_trip['min_ms']],
      ['average', ours['rttAvgMs'], ping.statistics.round_trip['avg_ms']],
      ['most', ours['rttMaxMs'], ping.statistics.round_trip['max_ms']],
    ];
  },
  version,
  log: ({ records, expected }) => {
    // The prompt behind the last message is among the expected lines.
    const lines = (expected as { logs: string[] }).logs.filter((line) => !line.endsWith('#'));
    return [
      ['lines', records.length, lines.length],
      ...lines.flatMap((line, index): Comparison[] => {
        const ours = records[index] ?? {};
        const tag = /%(\S+)-(\d)-(\w+) : /.exec(line);
        return [
          [`${index} time`, line.includes(`0:${ours['atText']}: `), true],
          [`${index} text`, line.endsWith(String(ours['message'])), true],
          [`${index} severity`, ours['severity'], tag ? Number(tag[2]) : null],
          [`${index} facility`, ours['facility'], tag?.[1] ?? null],
          [`${index} mnemonic`, ours['mnemonic'], tag?.[3] ?? null],
        ];
      }),
    ];
  },
  'lldp-neighbors': lldp,
};
