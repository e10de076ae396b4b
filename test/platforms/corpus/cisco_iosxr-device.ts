import { isIPv6 } from 'node:net';
import { byRow, type Text } from './by-row.ts';
import type { Comparators, Comparison, Recorded, Row } from './compare.ts';

/** Conversions of the expected files, written apart from the parsers. */

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
        [`${name} addresses`, ours['ipAddresses'], Object.keys((wanted['ipv4'] ?? {}) as Row)],
        [`${name} transitions`, ours['carrierTransitions'], counters['carrier_transitions']],
        [`${name} duplex`, ours['duplex'], wanted['duplex_mode']],
        [`${name} speed`, `${Number(ours['speedBitsPerSecond']) / 1e6}Mb/s`, wanted['port_speed']],
        [`${name} media`, ours['mediaType'], wanted['location']],
        [`${name} flapped`, ours['lastChangeSeconds'], seconds(String(wanted['last_link_flapped']))],
        [`${name} cleared`, ours['countersClearedSeconds'], seconds(String(counters['last_clear']))],
        [`${name} interval`, ours['rateIntervalSeconds'], rate['load_interval']],
        [`${name} in rate`, ours['inBitsPerSecond'], rate['in_rate']],
        [`${name} in packets`, ours['inPacketsPerSecond'], rate['in_rate_pkts']],
        [`${name} out rate`, ours['outBitsPerSecond'], rate['out_rate']],
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
          adminStatus: admin(row['link_status']),
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

/** `-18.18156 dBm`, `<-40.00 dBm`; null for no light and for what is not there. */
const dbm = (text: string | undefined) =>
  text === undefined || !/^-?[\d.]+(?: dBm)?$/.test(text) ? null : Number(text.split(' ')[0]);

function optics(recorded: Recorded): Comparison[] {
  const { source, records, expected } = recorded;
  if (source === 'genie')
    return Object.values(expected as Record<string, Row>).flatMap((wanted): Comparison[] => {
      const name = String(wanted['name']).replace(' ', '');
      const ours = records.filter((record) => record['interface'] === name);
      const details = wanted['transceiver_vendor_details'] as Text;
      const { lane, threshold_values: limits } = wanted['optics_status'] as Row & {
        lane: Row;
        threshold_values: Record<string, Text>;
      };
      const isRead = wanted['dom_data_status'] !== 'Not Applicable';
      return [
        [`${name} records`, ours.length, isRead ? Object.keys(lane).length : 1],
        [`${name} type`, ours[0]?.['type'], details['optics_type']],
        [`${name} vendor`, ours[0]?.['vendor'], details['name']],
        [`${name} part`, ours[0]?.['partNumber'], details['part_number']],
        [`${name} serial`, ours[0]?.['serial'], details['serial_number']],
        [
          `${name} limits`,
          Object.keys(ours[0]?.['thresholds'] as Row).length > 0,
          Object.values(limits).some((one) => Number(one['low_alarm']) < 0),
        ],
        // The device says that nothing of this module is measured; its zeros are no figures.
        [`${name} received`, ours[0]?.['rxPowerDbm'], isRead ? dbm((lane['0'] as Text)['rx_power']) : null],
      ];
    });
  type Lanes = Record<string, string[] | string>;
  return (expected as Lanes[]).flatMap((row): Comparison[] => {
    const name = String(row['interface']);
    const ours = records.filter((record) => record['interface'] === name);
    if (Array.isArray(row['rx_value_dbm']))
      return [
        [`${name} lanes`, ours.length, row['rx_value_dbm'].length],
        [`${name} received`, ours.map((one) => one['rxPowerDbm']), row['rx_value_dbm'].map(Number)],
        [`${name} sent`, ours.map((one) => one['txPowerDbm']), (row['tx_value_dbm'] as string[]).map(Number)],
        [`${name} bias`, ours.map((one) => one['biasMilliamps']), (row['laser_bias'] as string[]).map(Number)],
        [`${name} temperature`, ours[0]?.['temperatureCelsius'], Number(row['temperature_value'])],
        [`${name} voltage`, ours[0]?.['voltageVolts'], Number(row['voltage_value'])],
        [`${name} type`, ours[0]?.['type'], row['media_type']],
      ];
    const text = row as Text;
    const thresholds = (ours[0]?.['thresholds'] ?? {}) as Row;
    return [
      [`${name} received`, ours[0]?.['rxPowerDbm'], dbm(text['rx_value'])],
      [`${name} dark`, ours[0]?.['noLight'], text['rx_value']?.startsWith('<')],
      [`${name} sent`, ours[0]?.['txPowerDbm'], dbm(text['tx_value'])],
      [`${name} temperature`, ours[0]?.['temperatureCelsius'], Number(text['temperature_value'])],
      [`${name} voltage`, ours[0]?.['voltageVolts'], Number(text['voltage_value'])],
      ...(
        [
          ['rxPowerLowAlarmDbm', 'rx_alarm_low'],
          ['rxPowerHighWarningDbm', 'rx_warn_high'],
          ['txPowerHighAlarmDbm', 'tx_alarm_high'],
          ['txPowerLowWarningDbm', 'tx_warn_low'],
          ['temperatureHighAlarmCelsius', 'temperature_alarm_high'],
          ['temperatureLowWarningCelsius', 'temperature_warn_low'],
          ['voltageLowAlarmVolts', 'voltage_alarm_low'],
          ['voltageHighWarningVolts', 'voltage_warn_high'],
        ] as const
      ).map(([field, key]): Comparison => [`${name} ${field}`, thresholds[field], Number(text[key])]),
    ];
  });
}

function environment({ records, expected }: Recorded): Comparison[] {
  const rows = expected as (Text & { fan_speed?: string[] })[];
  return rows.flatMap((row): Comparison[] => {
    if (row.fan_speed !== undefined)
      return row.fan_speed.map((speed, index): Comparison => {
        const name = `${row['module']} FAN_${index}`;
        return [name, records.find((one) => one['name'] === name)?.['reading'], Number(speed)];
      });
    const supply = row['power_module'];
    const ours = records.find(
      (one) => one['name'] === (supply ?? row['node']) && (supply === undefined || one['component'] === 'psu'),
    );
    if (supply !== undefined) return [[`${supply} status`, ours?.['status'], row['status'] === 'OK' ? 'ok' : 'failed']];
    return [
      [`${row['node']} status`, ours?.['status'], 'ok'],
      [`${row['node']} fan`, ours?.['component'] === 'fan', row['type']?.includes('FAN')],
    ];
  });
}

function load({ source, records: [ours = {}], expected }: Recorded): Comparison[] {
  if (source === 'ntc') {
    const [row = {}] = expected as Text[];
    return [
      ['1 min', ours['cpuPercent1m'], number(row['cpu_1_min'])],
      ['5 min', ours['cpuPercent5m'], number(row['cpu_5_min'])],
    ];
  }
  const { location, node } = expected as { location?: Record<string, Row>; node?: Record<string, Row> };
  const wanted = Object.values(location ?? node ?? {})[0] ?? {};
  return location
    ? [
        ['1 min', ours['cpuPercent1m'], wanted['one_min_cpu']],
        ['5 min', ours['cpuPercent5m'], wanted['five_min_cpu']],
      ]
    : [
        ['total', ours['memoryTotalBytes'], Number(wanted['physical_memory_mb']) * 1_048_576],
        [
          'used',
          ours['memoryUsedBytes'],
          Math.round(Number(wanted['physical_memory_mb']) * 1_048_576 - Number(wanted['free_memory_mb']) * 1_048_576),
        ],
      ];
}

function lag({ records, expected }: Recorded): Comparison[] {
  const { interfaces: bundles } = expected as { interfaces: Record<string, Row & { port: Record<string, Row> }> };
  return [
    ['bundles', records.map((one) => one['lag']), Object.keys(bundles)],
    ...Object.entries(bundles).flatMap(([name, wanted]): Comparison[] => {
      const ours = records.find((one) => one['lag'] === name) ?? {};
      const members = (ours['members'] ?? []) as Row[];
      return [
        [`${name} protocol`, ours['protocol'], 'lacp'],
        ...(wanted['oper_status'] === undefined
          ? []
          : ([
              [`${name} status`, ours['status'], wanted['oper_status']],
              [`${name} least links`, ours['minLinks'], wanted['min_active_link']],
            ] satisfies Comparison[])),
        ...Object.entries(wanted.port).map(([port, values]): Comparison => {
          // Of two links with one name on two chassis, the expected file keeps the last.
          const state = members.findLast((one) => one['interface'] === port)?.['state'];
          const said = String(values['selection'] ?? values['state']).toLowerCase();
          return [`${name} ${port}`, state, said === 'selected' || said === 'active' ? 'bundled' : said];
        }),
      ];
    }),
  ];
}

function drops(recorded: Recorded): Comparison[] {
  const { records } = recorded;
  const word = (queue: string) =>
    queue
      .replace(/^NP \d+ /, '')
      .replaceAll(/[ -]/g, '_')
      .toLowerCase();
  return (recorded.expected as Text[]).flatMap((row): Comparison[] => {
    const place = row['location'] ?? '';
    if (row['flowtype'] !== undefined) {
      const ours = records.find((one) => one['interface'] === place && one['queue'] === row['flowtype']);
      return [[`${place} ${row['flowtype']}`, ours?.['droppedPackets'], Number(row['dropped'])]];
    }
    const own = records.filter(
      (one) =>
        one['interface'] === place && (row['np'] === undefined || String(one['queue']).startsWith(`NP ${row['np']} `)),
    );
    return Object.entries(row)
      .filter(([key, value]) => !['location', 'np', 'np_section'].includes(key) && value !== '')
      .map(
        ([key, value]): Comparison => [
          `${place} ${row['np'] ?? ''} ${key}`,
          own.find((one) => word(String(one['queue'])) === key)?.['droppedPackets'],
          Number(value),
        ],
      );
  });
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
  optics,
  environment,
  'cpu-memory': load,
  'config-history': (recorded) =>
    byRow(recorded, (row) => ({
      id: row['commit'],
      user: row['user'],
      client: row['client'],
      atText: row['date_time'],
    })),
  lag,
  ntp: ({ records, expected }) =>
    Object.entries((expected as { peer: Record<string, { local_mode: { client: Row } }> }).peer).flatMap(
      ([peer, { local_mode }]): Comparison[] => {
        const ours = records.find((record) => record['peer'] === peer) ?? {};
        return [
          [`${peer} stratum`, ours['stratum'], local_mode.client['stratum']],
          [`${peer} delay`, ours['delayMs'], local_mode.client['delay']],
          [`${peer} offset`, ours['offsetMs'], local_mode.client['offset']],
          [`${peer} reach`, Number(ours['reach']).toString(8), String(local_mode.client['reach'])],
          [
            `${peer} state`,
            ours['state'],
            local_mode.client['mode'] === 'synchronized' ? 'synced' : local_mode.client['mode'],
          ],
        ];
      },
    ),
  'queue-drops': drops,
};
