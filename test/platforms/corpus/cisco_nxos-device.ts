import { byRow, type Text } from './by-row.ts';
import type { Comparators, Comparison, Recorded, Row } from './compare.ts';

/** Conversions of the expected files, written apart from the parsers. */

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

/** The words of the device for the reasons that have a name of their own on every platform. */
const reasons: Record<string, string> = {
  'Administratively down': 'admin',
  'Link not connected': 'link-not-connected',
};
const reasonFor = (text: string) => reasons[text] ?? orNull(text);

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
      reason: reasonFor(row['reason']),
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
        ...(row['link_down_reason']
          ? [[`${name} reason`, ours['reason'], reasonFor(String(row['link_down_reason']))] as Comparison]
          : []),
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

const mac = (text: string) =>
  /^[0-9a-f]{4}(?:\.[0-9a-f]{4}){2}$/.test(text) ? [...text.replaceAll('.', '').matchAll(/../g)].join(':') : text;

function optics(recorded: Recorded): Comparison[] {
  if (recorded.source === 'genie')
    return Object.entries(recorded.expected as Record<string, Row>).flatMap(([name, wanted], index): Comparison[] => {
      const ours = recorded.records[index] ?? {};
      return [
        [`${name} name`, ours['interface'], name],
        [`${name} vendor`, ours['vendor'], wanted['name']],
        [`${name} part`, ours['partNumber'], wanted['part_number']],
        [`${name} serial`, ours['serial'], wanted['serial_number']],
        [`${name} type`, ours['type'], wanted['transceiver_type']],
        [`${name} measures`, ours['temperatureCelsius'] !== null, wanted['dom_supported']],
      ];
    });
  // It lists ports without a module as well.
  const rows = (recorded.expected as Text[]).filter(
    (row) => row['status'] === undefined || row['status'] === 'present',
  );
  const parts = [
    ['temperature', 'temperature', 'Celsius', 'temperatureCelsius'],
    ['voltage', 'voltage', 'Volts', 'voltageVolts'],
    ['amps', 'bias', 'Milliamps', 'biasMilliamps'],
    ['rx', 'rxPower', 'Dbm', 'rxPowerDbm'],
    ['tx', 'txPower', 'Dbm', 'txPowerDbm'],
  ] as const;
  const levels = { alarm_high: 'HighAlarm', alarm_low: 'LowAlarm', warn_high: 'HighWarning', warn_low: 'LowWarning' };
  return byRow({ ...recorded, expected: rows }, (row) => ({
    interface: row['interface'],
    ...(row['serial'] === undefined
      ? {}
      : {
          serial: orNull(row['serial']),
          vendor: orNull(row['manufacturer']),
          type: row['type'],
          partNumber: row['part_number'],
        }),
    ...(row['rx_value'] === undefined
      ? {}
      : {
          lane: number(row['lane']),
          ...Object.fromEntries(parts.map(([theirs, , , ours]) => [ours, number(row[`${theirs}_value`])])),
        }),
  })).concat(
    rows.flatMap((row, index) =>
      parts.flatMap(([theirs, quantity, unit]) =>
        Object.entries(levels).flatMap(([level, name]): Comparison[] => {
          const wanted = number(row[`${theirs}_${level}`]);
          const thresholds = recorded.records[index]?.['thresholds'] as Row | undefined;
          return wanted === null
            ? []
            : [[`${index} ${quantity} ${name}`, thresholds?.[`${quantity}${name}${unit}`], wanted]];
        }),
      ),
    ),
  );
}

function lldp(recorded: Recorded): Comparison[] {
  if (recorded.source === 'ntc')
    return byRow(recorded, (row) => ({
      interface: long(row['local_interface']),
      neighborName: row['neighbor_name'],
      neighborInterface: row['neighbor_interface'],
      ...(row['chassis_id'] ? { chassisId: mac(row['chassis_id']), managementAddresses: [row['mgmt_address']] } : {}),
    }));
  type Ports = Record<string, { port_id: Record<string, { neighbors: Record<string, Row> }> }>;
  const { interfaces, total_entries } = recorded.expected as { interfaces: Ports; total_entries: number };
  const longer: Text = { Gi: 'GigabitEthernet', Te: 'TenGigE' };
  return Object.entries(interfaces).flatMap(([name, { port_id }], index): Comparison[] => {
    const ours = recorded.records[index] ?? {};
    const [[port, { neighbors }] = ['', { neighbors: {} }]] = Object.entries(port_id);
    const [wanted = {}] = Object.values(neighbors);
    return [
      ['entries', recorded.records.length, total_entries],
      [`${index} interface`, ours['interface'], name],
      [
        `${index} port`,
        String(ours['neighborInterface']).replace(/^[A-Z][a-z](?=\d)/, (short) => longer[short] ?? short),
        port,
      ],
      [`${index} name`, ours['neighborName'], wanted['system_name']],
      [`${index} chassis`, ours['chassisId'], mac(String(wanted['chassis_id']))],
      [`${index} description`, ours['neighborDescription'], wanted['port_description'] ?? null],
      [
        `${index} addresses`,
        ours['managementAddresses'],
        [wanted['management_address_v4'], wanted['management_address_v6']].filter((address) =>
          /[.:]/.test(String(address)),
        ),
      ],
    ];
  });
}

const status = (text: unknown) =>
  ({ ok: 'ok', absent: 'absent', shutdown: 'failed' })[String(text).toLowerCase()] ?? String(text);

function environment({ source, records, expected }: Recorded): Comparison[] {
  const of = (component: string, name: string) =>
    records.find((record) => record['component'] === component && record['name'] === name) ?? {};
  const count = (component: string) => records.filter((record) => record['component'] === component).length;
  if (source === 'ntc') {
    const rows = expected as Text[];
    const sensors = records.filter((record) => record['component'] === 'temperature');
    const theirs = rows.filter((row) => row['temperature_module'] || row['module']);
    return [
      ['sensors', sensors.length, theirs.length],
      ...theirs.flatMap((row, index): Comparison[] => {
        const ours = sensors[index] ?? {};
        const name = `module ${row['temperature_module'] ?? row['module']} ${row['temperature_sensor'] ?? row['sensor']}`;
        return [
          [`${index} sensor`, String(ours['name']).startsWith(name.replaceAll(/ {2,}/g, ' ').trim()), true],
          [`${index} celsius`, ours['reading'], number(row['temperature_current'] ?? row['current_value'])],
          [`${index} status`, ours['status'], status(row['temperature_status'] ?? row['status'])],
        ];
      }),
      ...rows.flatMap((row): Comparison[] => {
        if (row['power_supply'])
          return [
            [
              `supply ${row['power_supply']}`,
              of('psu', row['power_supply'])['status'],
              status(row['power_supply_status']),
            ],
            [
              `supply ${row['power_supply']} watts`,
              of('psu', row['power_supply'])['reading'],
              number(row['power_supply_output']),
            ],
          ];
        return row['fan'] ? [[`fan ${row['fan']}`, of('fan', row['fan'])['status'], status(row['fan_status'])]] : [];
      }),
    ];
  }
  const { fans, power, temperature } = expected as {
    fans: Record<string, Row | string>;
    power: { power_supply: Record<string, Row> };
    temperature: Record<string, Record<string, Row>>;
  };
  const turning = Object.entries(fans).filter((entry): entry is [string, Row] => typeof entry[1] === 'object');
  const supplies = Object.entries(power.power_supply);
  return [
    ['fans', count('fan'), turning.length],
    ['supplies', count('psu'), supplies.length],
    ...turning.map(([name, fan]): Comparison => [name, of('fan', name)['status'], status(fan['status'])]),
    ...supplies.flatMap(([name, supply]): Comparison[] => [
      [`supply ${name}`, of('psu', name)['status'], status(supply['status'])],
      [`supply ${name} watts`, of('psu', name)['reading'] ?? 0, supply['actual_output_watts']],
    ]),
    ...Object.entries(temperature).flatMap(([module, sensors]) =>
      Object.entries(sensors).flatMap(([name, sensor]): Comparison[] => [
        [
          `module ${module} ${name}`,
          of('temperature', `module ${module} ${name}`)['reading'],
          sensor['current_temp_celsius'],
        ],
        [
          `module ${module} ${name} status`,
          of('temperature', `module ${module} ${name}`)['status'],
          status(sensor['status']),
        ],
      ]),
    ),
  ];
}

function load({ records: [ours = {}], expected }: Recorded): Comparison[] {
  const wanted = expected as Record<string, Row>;
  if (wanted['load_avg'] !== undefined)
    return [
      ['load', ours['load1m'], wanted['load_avg']['load_avg_1min']],
      ['total', ours['memoryTotalBytes'], Number(wanted['memory_usage']?.['memory_usage_total_kb']) * 1024],
      ['used', ours['memoryUsedBytes'], Number(wanted['memory_usage']?.['memory_usage_used_kb']) * 1024],
    ];
  const busy = Object.values(wanted['index'] as Record<string, Row>).filter(
    (process) => Number(process['one_sec']) > 0,
  );
  return [
    ['5 s', ours['cpuPercent5s'], wanted['five_sec_cpu_total']],
    ['1 min', ours['cpuPercent1m'], wanted['one_min_cpu']],
    ['5 min', ours['cpuPercent5m'], wanted['five_min_cpu']],
    ['busy', (ours['topProcesses'] as Row[]).map(({ name }) => name), busy.map((process) => process['process'])],
  ];
}

const memberStates: Text = {
  P: 'bundled',
  D: 'down',
  s: 'suspended',
  H: 'standby',
  I: 'individual',
  M: 'too few links',
};

function lag(recorded: Recorded): Comparison[] {
  if (recorded.source === 'ntc')
    return byRow(recorded, (row) => ({
      lag: long(row['bundle_name']),
      protocol: row['bundle_protocol'] === 'NONE' ? 'static' : row['bundle_protocol']?.toLowerCase(),
      status: row['bundle_status']?.includes('U') ? 'up' : 'down',
      members: (row['member_interface'] as unknown as string[]).map((name, at) => ({
        interface: long(name),
        state: memberStates[row['member_interface_status']?.[at] ?? ''],
        reason: null,
      })),
    }));
  const { interfaces } = recorded.expected as { interfaces: Record<string, Row & { members: Record<string, Row> }> };
  return Object.entries(interfaces).flatMap(([name, wanted], index): Comparison[] => {
    const ours = recorded.records[index] ?? {};
    return [
      [`${index} name`, ours['lag'], long(name)],
      [`${index} status`, ours['status'], wanted['oper_status']],
      [`${index} protocol`, ours['protocol'], wanted['protocol']],
      [
        `${index} members`,
        (ours['members'] as Row[]).map((member) => [member['interface'], member['state']]),
        Object.entries(wanted.members).map(([member, { flags }]) => [member, memberStates[String(flags)]]),
      ],
    ];
  });
}

function ntp({ file, source, records, expected }: Recorded): Comparison[] {
  if (source === 'genie') {
    const { vrf, total_peers } = expected as {
      vrf: Record<string, { peer: Record<string, Row> }>;
      total_peers: number;
    };
    return [
      ['peers', records.length, total_peers],
      ...Object.values(vrf).flatMap(({ peer }) =>
        Object.entries(peer).flatMap(([name, wanted]): Comparison[] => {
          const ours = records.find((record) => record['peer'] === name) ?? {};
          return [
            [`${name} synced`, ours['state'] === 'synced', wanted['mode'] === 'synchronized'],
            [`${name} stratum`, ours['stratum'], wanted['stratum']],
            [`${name} reach`, Number(ours['reach']).toString(8), String(wanted['reach'])],
            // Theirs is in seconds.
            [`${name} delay`, Number((Number(ours['delayMs']) / 1000).toFixed(5)), wanted['delay']],
          ];
        }),
      ),
    ];
  }
  // Beside the JSON lies a text of another switch, which the expected file is not about.
  if (file.endsWith('.txt')) return [['peers', records.length, 3]];
  return (expected as Row[]).flatMap((wanted, index): Comparison[] => {
    const ours = records[index] ?? {};
    return [
      [`${index} peer`, ours['peer'], wanted['remote']],
      [`${index} synced`, ours['state'] === 'synced', wanted['synchronized']],
      [`${index} stratum`, ours['stratum'], wanted['stratum']],
      [`${index} reach`, Number(ours['reach']).toString(8), String(wanted['reachability'])],
      [`${index} delay`, Number((Number(ours['delayMs']) / 1000).toFixed(5)), wanted['delay']],
    ];
  });
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
  optics,
  'lldp-neighbors': lldp,
  environment,
  'cpu-memory': load,
  'config-history': ({ records, expected }) =>
    Object.entries((expected as { checkpoint: Record<string, Row> }).checkpoint).flatMap(
      ([id, wanted], index): Comparison[] => {
        const ours = records[index] ?? {};
        return [
          [`${index} id`, ours['id'], id],
          [`${index} user`, ours['user'], wanted['created_by']],
          [`${index} at`, ours['atText'], wanted['created_time']],
          [`${index} comment`, ours['comment'], wanted['description'] === 'None' ? null : wanted['description']],
        ];
      },
    ),
  lag,
  ntp,
};
