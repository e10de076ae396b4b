import type { Comparators, Comparison, Recorded, Row } from './compare.ts';

type Texts = Record<string, string>;

const rowsOf = (expected: unknown): Texts[] => expected as Texts[];
const number = (text: string | undefined): number | null => (/^\d+(?:\.\d+)?$/.test(text ?? '') ? Number(text) : null);
const lower = (text: string | undefined): string => (text ?? '').toLowerCase();

/** Recordings without an expected file are only read. */
const compared = (compare: (recorded: Recorded) => Comparison[]) => (recorded: Recorded) =>
  recorded.expected === null ? [] : compare(recorded);

/** How many rows, then each row of the expected file against the record in the same place. */
function byPlace(
  records: Row[],
  wanted: Texts[],
  values: (row: Texts, record: Row) => [string, unknown, unknown][],
): Comparison[] {
  return [
    ['rows', records.length, wanted.length],
    ...wanted.flatMap((row, at) =>
      values(row, records[at] ?? {}).map(([what, actual, want]): Comparison => [`${at + 1} ${what}`, actual, want]),
    ),
  ];
}

/** `25d10h18m` in seconds. */
function seconds(text: string): number {
  const unit: Record<string, number> = { d: 86_400, h: 3_600, m: 60, s: 1 };
  return [...text.matchAll(/(\d+)([dhms])/g)].reduce(
    (sum, [, count, letter]) => sum + Number(count) * (unit[letter ?? ''] ?? 0),
    0,
  );
}

function port({ records, expected }: Recorded): Comparison[] {
  return byPlace(records, rowsOf(expected), (row, record) => {
    if (row['description'] !== undefined)
      return [
        ['port', record['interface'], row['port_id']],
        ['description', record['description'], row['description']],
      ];
    const media = row['c_qs_s_xfp_mdimdx'] ?? '';
    const state = row['port_state'] ?? '';
    const isConnector = /\/c\d+$/.test(row['port_id'] ?? '');
    // A port with light that carries nothing is not up; the file keeps the device's words.
    const judged =
      state === 'Link Up' ? (isConnector ? 'up' : 'unknown') : state === 'Ghost' ? 'not-present' : lower(state);
    return [
      ['port', record['interface'], row['port_id']],
      ['admin', record['adminStatus'], lower(row['admin_state'])],
      ['state', record['operStatus'], judged],
      ['mtu', record['mtuBytes'], number(row['oper_mtu'])],
      ['lag', record['lag'], /^\d+$/.test(row['lag'] ?? '') ? `lag-${row['lag']}` : null],
      ['media', record['mediaType'], media === '' || media.endsWith('*') ? null : media],
    ];
  });
}

function routerInterface({ records, expected }: Recorded): Comparison[] {
  return byPlace(records, rowsOf(expected), (row, record) => [
    ['name', record['interface'], row['interface']],
    ['admin', record['adminStatus'], lower(row['admin_state'])],
    ['state', record['operStatus'], [row['oper_state_v4'], row['oper_state_v6']].includes('Up') ? 'up' : 'down'],
    ['addresses', record['ipAddresses'], row['ip_address']],
    ['lag', record['lag'], /^lag-\d+/.exec(row['port_sap_id'] ?? '')?.[0] ?? null],
  ]);
}

export const compare: Comparators = {
  interfaces: (recorded) =>
    rowsOf(recorded.expected)[0]?.['port_id'] === undefined ? routerInterface(recorded) : port(recorded),

  'bgp-summary': ({ records, expected }) =>
    byPlace(records, rowsOf(expected), (row, record) => [
      ['peer', record['peer'], row['neighbor']],
      ['as', record['remoteAs'], number(row['as'])],
      ['since', record['stateSeconds'], seconds(row['up_down'] ?? '')],
      ['state', record['state'], row['state'] === '' ? 'established' : lower(row['state'])],
      ['received', record['prefixesReceived'], number(row['rcv'])],
      ['sent', record['prefixesSent'], number(row['sent'])],
    ]),

  'bgp-route': compared(({ records, expected }) =>
    byPlace(records, rowsOf(expected), (row, record) => [
      ['prefix', record['prefix'], `${row['network']}/${row['prefix_length']}`],
      ['next hop', record['nextHop'], row['next_hop']],
      ['best', record['best'], (row['in_out_use'] ?? '').includes('>')],
      ['valid', record['valid'], (row['in_out_use'] ?? '').includes('*')],
      ['preference', record['localPreference'], number(row['local_pref'])],
      ['med', record['med'], number(row['med'])],
      ['path id', record['pathId'], number(row['path_id'])],
      ['path', record['asPath'], row['as_path'] === 'No As-Path' ? [] : (row['as_path'] ?? '').split(' ').map(Number)],
    ]),
  ),

  'isis-adjacencies': ({ records, expected, source }) => {
    const wanted = source === 'ntc' ? rowsOf(expected) : genieAdjacencies(expected);
    return byPlace(records, wanted, (row, record) => [
      ['system', record['hostname'], row['system_id']],
      ['level', record['level'], (row['usage'] ?? '').replace('L1L2', '1-2').replace('L', '')],
      ['state', record['state'], lower(row['state'])],
      ['hold', record['holdSeconds'], number(row['hold'])],
      ['interface', record['interface'], row['interface']],
    ]);
  },

  arp: compared(({ records, expected }) => {
    const routers = (expected as { router: Record<string, { ip_address: Record<string, Texts> }> }).router;
    const wanted = Object.values(routers).flatMap(({ ip_address }) => Object.entries(ip_address));
    return [
      ['rows', records.length, wanted.length],
      ...wanted.flatMap(([address, entry]): Comparison[] => {
        const record = records.find((one) => one['ipAddress'] === address) ?? {};
        return [
          [`${address} mac`, record['macAddress'], entry['mac_add']],
          [`${address} interface`, record['interface'], entry['interface']],
          [`${address} type`, record['state'], entry['type']?.startsWith('Dyn') ? 'dynamic' : lower(entry['type'])],
        ];
      }),
    ];
  }),

  'mac-table': ({ records, expected }) =>
    byPlace(records, rowsOf(expected), (row, record) => [
      ['mac', record['macAddress'], row['mac']],
      // The other project takes the tag of a SAP for its VLAN.
      [
        'interface',
        record['interface'],
        Number(row['vlan']) >= 0 ? `${row['interface']}:${row['vlan']}` : row['interface'],
      ],
      ['static', record['type'] === 'static', row['static']],
    ]),

  lag: ({ records, expected }) => {
    const wanted = rowsOf(expected);
    if (wanted[0]?.['port_id'] === undefined)
      return byPlace(records, wanted, (row, record) => [
        ['lag', record['lag'], `lag-${row['lag_id']}`],
        ['status', record['status'], row['adm'] === 'down' ? 'admin-down' : row['opr']],
      ]);
    const members = records.flatMap((record) =>
      (record['members'] as Row[]).map(
        (member, at): Row => ({ ...member, lag: record['lag'], protocol: record['protocol'], first: at === 0 }),
      ),
    );
    return byPlace(members, wanted, (row, record) => [
      ['port', record['interface'], row['port_id']],
      [
        'lag',
        record['first'] === true ? `${record['lag']} ${record['protocol']}` : '',
        row['lag_id'] === ''
          ? ''
          : `lag-${number(row['lag_id']?.slice(0, -3))} ${row['lag_id']?.endsWith('(e)') ? 'lacp' : 'static'}`,
      ],
      [
        'carries',
        record['state'] === 'bundled',
        row['operational_status'] === 'up' && row['active_status'] === 'active',
      ],
      ['reason', record['reason'], row['admin_status'] === 'down' ? 'admin' : null],
    ]);
  },

  'mpls-lsps': ({ records, expected }) =>
    byPlace(records, rowsOf(expected), (row, record) => [
      ['name', record['name'], row['lsp_name']],
      ['to', record['to'], row['to']],
      [
        'state',
        record['state'],
        row['oper_state'] === 'Up' ? 'up' : row['admin_state'] === 'Up' ? 'down' : 'admin-down',
      ],
    ]),

  'cpu-memory': ({ records, expected }) => {
    const wanted = rowsOf(expected);
    const shares = new Map(wanted.map((row) => [row['name'], Number((row['cpu_usage'] ?? '').replace(/[~%]/g, ''))]));
    const top = (records[0]?.['topProcesses'] ?? []) as { name: string; cpuPercent: number }[];
    const processes = [...shares].filter(([name]) => !/^(?:Total|Idle|Usage|Busiest.*)$/.test(name ?? ''));
    const highest = processes.map(([, share]) => share).sort((a, b) => b - a);
    return [
      ['records', records.length, 1],
      ['processes', top.length, Math.min(10, processes.length)],
      ...top.flatMap(({ name, cpuPercent }, at): Comparison[] => [
        [name, cpuPercent, shares.get(name)],
        [`place ${at + 1}`, cpuPercent, highest[at]],
      ]),
    ];
  },

  ntp: ({ records, expected }) =>
    records.flatMap((record): Comparison[] => {
      const wanted = (expected as Row[]).find((row) => row['remote'] === record['peer']) ?? {};
      return [
        ['peer', record['peer'], wanted['remote']],
        ['synced', record['state'] === 'synced', wanted['synchronized']],
        ['stratum', record['stratum'], wanted['stratum']],
        ['offset', record['offsetMs'], wanted['offset']],
      ];
    }),

  ping: ({ records: [record = {}], expected, source }) => {
    if (source === 'ntc') {
      const [row = {}] = rowsOf(expected);
      return [
        ['destination', record['destination'], row['destination']],
        ['sent', record['sent'], number(row['sent_qty'])],
        ['received', record['received'], number(row['success_qty'])],
        ['loss', record['lossPercent'], number(row['loss_pct'])],
        ...(['min', 'avg', 'max'] as const).map(
          (one): Comparison => [
            one,
            record[`rtt${one === 'min' ? 'Min' : one === 'avg' ? 'Avg' : 'Max'}Ms`],
            number(row[`rtt_${one}`]),
          ],
        ),
      ];
    }
    const { success } = expected as { success: Row & { results: Row[] } };
    return [
      ['destination', record['destination'], success.results[0]?.['ip_address']],
      ['sent', record['sent'], success['probes_sent']],
      ['received', record['received'], success.results.length],
      ['loss', record['lossPercent'], success['packet_loss']],
      ['min', record['rttMinMs'], success['rtt_min']],
      ['avg', record['rttAvgMs'], success['rtt_avg']],
      ['max', record['rttMaxMs'], success['rtt_max']],
    ];
  },

  traceroute: ({ records, expected }) => {
    const { success } = expected as { success: Record<string, { probes: Record<string, Row> }> };
    return Object.entries(success).flatMap(([hop, { probes }]): Comparison[] => {
      const record = records.find((one) => one['hop'] === Number(hop)) ?? {};
      const replies = (record['replies'] ?? []) as Row[];
      const wanted = Object.values(probes);
      return [
        ['hops', records.length, Object.keys(success).length],
        [`${hop} times`, replies.flatMap((one) => one['rttMs'] as number[]), wanted.map((one) => one['rtt'])],
        [`${hop} address`, replies[0]?.['address'], wanted[0]?.['ip_address']],
        [`${hop} name`, replies[0]?.['hostname'] ?? replies[0]?.['address'], wanted[0]?.['host_name']],
      ];
    });
  },
};

/** The nested document as rows like those of the other source. */
function genieAdjacencies(expected: unknown): Texts[] {
  type Level = { interfaces: Record<string, { system_id: Record<string, { hold_time: number; state: string }> }> };
  const { instance } = expected as { instance: Record<string, { level: Record<string, Level> }> };
  return Object.values(instance).flatMap(({ level }) =>
    Object.entries(level).flatMap(([usage, { interfaces }]) =>
      Object.entries(interfaces).flatMap(([name, { system_id }]) =>
        Object.entries(system_id).map(([system, { hold_time, state }]) => ({
          system_id: system,
          usage,
          state,
          hold: String(hold_time),
          interface: name,
        })),
      ),
    ),
  );
}
