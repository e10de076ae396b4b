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

const number = (text: string | undefined) => (text === undefined || /^(?:|-+|N\/A)$/.test(text) ? null : Number(text));
const orNull = (text: string | undefined) => (text === undefined || /^(?:|-{1,2}|none)$/.test(text) ? null : text);

const longNames: Text = { Eth: 'Ethernet', Po: 'port-channel', Lo: 'loopback', 'Port-channel': 'port-channel' };
function long(name: string | undefined): string | null {
  const [, type = '', rest = ''] = /^([A-Za-z-]+)(.*)$/.exec(name ?? '') ?? [];
  return name === undefined || name === '' ? null : `${longNames[type] ?? type}${rest}`;
}

const bits = (text: string | undefined) => {
  const [, figure, unit] = /^(?:a-)?(\d+)(G?)/.exec(text ?? '') ?? [];
  return figure === undefined ? null : Number(figure) * (unit === 'G' ? 1e9 : 1e6);
};

function interfaceRow(row: Text): Row {
  if (row['name'] !== undefined)
    return {
      interface: long(row['port']),
      description: orNull(row['name']),
      operStatus: row['status'] === 'connected' ? 'up' : 'down',
      duplex: row['duplex'],
      speedBitsPerSecond: bits(row['speed']),
      mediaType: orNull(row['type']),
    };
  if (row['reason'] !== undefined)
    return {
      interface: long(row['interface']),
      operStatus: row['status'],
      reason: orNull(row['reason']),
      speedBitsPerSecond: bits(row['speed']),
      lag: row['portch'] && /^\d+$/.test(row['portch']) ? `port-channel${row['portch']}` : null,
    };
  return {
    interface: long(row['port']),
    description: orNull(row['description']),
    ...(row['speed'] ? { speedBitsPerSecond: bits(row['speed']) } : {}),
  };
}

function interfaceDetail(recorded: Recorded): Comparison[] {
  const { source, records, expected } = recorded;
  if (source === 'ntc')
    return byRow(recorded, (row) => ({
      interface: row['interface'],
      operStatus: row['link_status'],
      adminStatus: row['admin_state'],
      crcErrors: number(row['crc']),
      inErrors: number(row['input_errors']),
      outErrors: number(row['output_errors']),
      inDiscards: number(row['input_discards']),
      outDiscards: number(row['output_discards']),
      mtuBytes: number(row['mtu']),
      description: orNull(row['description']),
      lastChangeSeconds: number(row['last_link_flapped']),
    }));
  const wanted = Object.entries(expected as Record<string, Row>);
  return [
    ['interfaces', records.map((record) => record['interface']).sort(), wanted.map(([name]) => name).sort()],
    ...wanted.flatMap(([name, row]): Comparison[] => {
      const ours = records.find((record) => record['interface'] === name) ?? {};
      const common: Comparison[] = [[`${name} mtu`, ours['mtuBytes'], row['mtu']]];
      if (source === 'napalm')
        return [
          ...common,
          [`${name} up`, ours['operStatus'] === 'up', row['is_up']],
          [`${name} enabled`, ours['adminStatus'] === 'up', row['is_enabled']],
          [`${name} description`, ours['description'] ?? '', row['description']],
          // Of a port that is down it takes the bandwidth for the speed.
          ...(row['is_up']
            ? [[`${name} speed`, ours['speedBitsPerSecond'], Number(row['speed']) * 1e6] as Comparison]
            : []),
        ];
      return [
        ...common,
        [`${name} state`, ours['operStatus'], row['oper_status']],
        [`${name} enabled`, ours['adminStatus'] === 'up', row['enabled']],
        ...(row['link_down_reason'] ? [[`${name} reason`, ours['reason'], row['link_down_reason']] as Comparison] : []),
        [
          `${name} cleared`,
          ours['countersClearedSeconds'],
          row['last_clear_counters'] === 'never' ? null : row['last_clear_counters'],
        ],
      ];
    }),
  ];
}

function traceroute({ records, expected }: Recorded): Comparison[] {
  const hops = (expected as { success: Record<string, { probes: Record<string, Row> }> }).success;
  return Object.entries(hops).flatMap(([hop, { probes }]): Comparison[] => {
    const replies = (records[Number(hop) - 1]?.['replies'] ?? []) as Row[];
    const answered = Object.values(probes).filter((probe) => /^[\d.]+$/.test(String(probe['ip_address'])));
    const times = (address: unknown) =>
      answered.filter((probe) => probe['ip_address'] === address).map((probe) => probe['rtt']);
    const addresses = [...new Set(answered.map((probe) => probe['ip_address']))];
    return [
      [`${hop} addresses`, replies.map((reply) => reply['address']), addresses],
      [`${hop} times`, replies.map((reply) => reply['rttMs']), addresses.map(times)],
    ];
  });
}

function ping({ source, records: [ours = {}], expected }: Recorded): Comparison[] {
  const wanted = expected as { success: Row; ping: Row & { statistics: Row } };
  if (source === 'napalm')
    return [
      ['sent', ours['sent'], wanted.success['probes_sent']],
      ['lost', Number(ours['sent']) - Number(ours['received']), wanted.success['packet_loss']],
      ['least', ours['rttMinMs'], wanted.success['rtt_min']],
      ['average', ours['rttAvgMs'], wanted.success['rtt_avg']],
      ['most', ours['rttMaxMs'], wanted.success['rtt_max']],
    ];
  const { statistics } = wanted.ping;
  const times = statistics['round_trip'] as Row;
  return [
    ['destination', ours['destination'], wanted.ping['address']],
    ['source', ours['source'], wanted.ping['source']],
    ['sent', ours['sent'], statistics['send']],
    ['received', ours['received'], statistics['received']],
    ['least', ours['rttMinMs'], times['min_ms']],
    ['average', ours['rttAvgMs'], times['avg_ms']],
    ['most', ours['rttMaxMs'], times['max_ms']],
  ];
}

function version({ source, records: [ours = {}], expected }: Recorded): Comparison[] {
  if (source === 'ntc') {
    const [row = {}] = expected as Text[];
    return [
      ['hostname', ours['hostname'], row['hostname']],
      ['version', ours['osVersion'], row['os']],
      // Without the family in front of it.
      ['model', String(ours['model']).endsWith(row['platform'] ?? '?'), true],
      ['serial', ours['serial'], row['serial']],
      ['uptime', ours['uptimeSeconds'], secondsIn(row['uptime'] ?? '')],
      ['reason', ours['lastRebootReason'], row['last_reboot_reason']],
    ];
  }
  if (source === 'napalm') {
    const row = expected as Row;
    return [
      ['hostname', ours['hostname'], row['hostname']],
      ['version', ours['osVersion'], row['os_version']],
      ['model', String(row['model']).startsWith(String(ours['model'])), true],
      ['serial', ours['serial'], row['serial_number']],
      ['uptime', ours['uptimeSeconds'], row['uptime']],
    ];
  }
  const { hardware, software, kernel_uptime: up, reason } = (expected as { platform: Record<string, Row> }).platform;
  return [
    ['hostname', ours['hostname'], hardware?.['device_name']],
    ['version', ours['osVersion'], software?.['system_version']],
    ['model', ours['model'], hardware?.['model']],
    ['serial', ours['serial'], hardware?.['processor_board_id']],
    [
      'uptime',
      ours['uptimeSeconds'],
      secondsIn(
        Object.entries(up ?? {})
          .map(([unit, n]) => `${n} ${unit}`)
          .join(', '),
      ),
    ],
    ['reason', ours['lastRebootReason'], reason],
  ];
}

/** `11 day(s), 01 hour(s), 57 minute(s), 02 second(s)` */
function secondsIn(text: string): number {
  const sizes: Record<string, number> = { day: 86_400, hour: 3_600, minute: 60, second: 1 };
  return [...text.matchAll(/(\d+) ([a-z]+?)(?:\(s\)|s)/g)].reduce(
    (sum, [, n, unit]) => sum + Number(n) * (sizes[unit ?? ''] ?? Number.NaN),
    0,
  );
}

export const compare: Comparators = {
  interfaces: (recorded) => byRow(recorded, interfaceRow),
  'interface-detail': interfaceDetail,
  ping,
  traceroute,
  log: ({ records, expected }) =>
    (expected as { logs: string[] }).logs.flatMap((line, index): Comparison[] => {
      const ours = records[index] ?? {};
      const tag = `%${ours['facility']}-${ours['severity']}-${ours['mnemonic']}`;
      return [
        [`${index} line`, line.startsWith(`${ours['atText']} `) && line.endsWith(` ${tag}: ${ours['message']}`), true],
      ];
    }),
  version,
};
