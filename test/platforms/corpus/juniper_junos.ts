import type { Comparators, Recorded, Row } from './compare.ts';
import { byKeys, inOrder, type Walked } from './rows-beside.ts';

/** What the expected files of others say, and what Junos' own JSON says where there is none, against our records. */
export const compare: Comparators = {
  'bgp-summary': (at) =>
    byKeys(at, isFabric(at) ? summaryInJson(at) : summaryRows(at), ['peer', 'vrf', 'addressFamily']),
  'bgp-peer': (at) => byKeys(at, isFabric(at) ? peersInJson(at) : peerRows(at), ['peer', 'addressFamily']),
  route: (at) => inOrder(at, routeRows(at)),
  'ospf-neighbors': (at) => inOrder(at, ospfRows(at)),
  'isis-adjacencies': (at) => inOrder(at, isisRows(at)),
  'bfd-sessions': (at) => inOrder(at, bfdRows(at)),
  'lldp-neighbors': (at) => inOrder(at, lldpRows(at)),
  arp: (at) => inOrder(at, arpRows(at)),
  'mac-table': (at) => inOrder(at, macRows(at)),
  interfaces: (at) => byKeys(at, interfaceRows(at), ['interface']),
  'interface-detail': (at) => byKeys(at, interfaceDetailRows(at), ['interface']),
  optics: (at) => inOrder(at, opticsRows(at)),
  environment: (at) => inOrder(at, environmentRows(at)),
  'cpu-memory': (at) => inOrder(at, cpuRows(at)),
  'config-history': (at) => inOrder(at, commitRows(at)),
  lag: (at) => inOrder(at, lagRows(at)),
  'mpls-lsps': (at) => inOrder(at, lspRows(at)),
  ntp: (at) => byKeys(at, ntpRows(at), ['peer']),
  'queue-drops': (at) => inOrder(at, queueRows(at)),
  log: (at) => inOrder(at, logRows(at)),
  ping: (at) => inOrder(at, pingRows(at)),
  traceroute: (at) => inOrder(at, hopRows(at)),
  version: (at) => inOrder(at, versionRows(at)),
};

const isFabric = ({ source }: Recorded) => source === 'suzieq';
const list = (value: Walked): Walked[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const orNull = (value: Walked) => (value === undefined || value === '' ? null : value);
const count = (value: Walked) => (value === undefined || value === '' ? null : Number(value));
const macOf = (text: string) =>
  text
    .split(':')
    .map((pair) => pair.padStart(2, '0').toLowerCase())
    .join(':');

/** `29w5d 22:42:36`, `1d 01:41:44`, `4:05`. */
function age(text: string): number {
  const lengths: Record<string, number> = { w: 604_800, d: 86_400 };
  const days = [...text.matchAll(/(\d+)([wd])/g)].reduce(
    (sum, [, n, unit]) => sum + Number(n) * (lengths[unit ?? ''] ?? 0),
    0,
  );
  const clock = /[\d:]+$/.exec(text)?.[0].split(':').map(Number) ?? [];
  return days + clock.reduce((sum, part) => sum * 60 + part, 0);
}

/** The plain values of Junos' JSON: `[{"data": "x"}]` becomes "x". */
function plain(value: Walked): Walked {
  if (Array.isArray(value)) {
    const [only] = value;
    if (value.length === 1 && only && typeof only === 'object' && 'data' in only && typeof only.data !== 'object')
      return only.data;
    return value.map(plain);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

const document = (text: string): Walked => plain(JSON.parse(text));

const families: Record<string, string> = {
  inet: 'ipv4-unicast',
  inet6: 'ipv6-unicast',
  'inet.3': 'ipv4-labeled-unicast',
};

function familyOf(table: string): { vrf: string; addressFamily: string } | null {
  if (table === 'bgp.evpn.0') return { vrf: 'default', addressFamily: 'l2vpn-evpn' };
  if (/(?:^|\.)evpn\.|^default-switch|^__/.test(table)) return null;
  const [, vrf, family = '', number] = /^(?:(\S+)\.)?(inet6?)\.(\d)$/.exec(table) ?? [];
  const addressFamily = families[`${family}.${number}`] ?? families[family];
  return addressFamily === undefined ? null : { vrf: vrf ?? 'default', addressFamily };
}

const stateOf = (word: string) => (word === 'Establ' ? 'established' : word.toLowerCase());

function summaryRows({ source, expected, text }: Recorded): Row[] {
  if (source === 'ntc')
    return (expected as Walked[]).map(
      (row): Row => ({
        peer: row.peer_ip,
        ...familyOf(row.interface),
        remoteAs: Number(row.peer_as),
        state: stateOf(row.state),
        stateSeconds: age(`${row.last_flap} ${row.up_down}`),
        prefixesReceived: Number(row.received),
        prefixesAccepted: Number(row.accepted),
      }),
    );
  const instance = /^show bgp summary instance (\S+)/.exec(text)?.[1];
  return list((expected as Walked)['bgp-information']['bgp-peer']).flatMap((peer): Row[] => {
    const seconds = age(peer['elapsed-time']['#text']);
    const state = stateOf(peer['peer-state']);
    const base: Row = {
      peer: peer['peer-address'],
      remoteAs: Number(peer['peer-as']),
      state,
      stateSeconds: seconds,
      upSeconds: state === 'established' ? seconds : null,
    };
    const tables = list(peer['bgp-rib']);
    if (tables.length === 0)
      return [{ ...base, vrf: instance ?? null, addressFamily: instance ? 'ipv4-unicast' : null }];
    return tables.map((table) => ({
      ...base,
      ...familyOf(table.name),
      prefixesReceived: Number(table['received-prefix-count']),
      prefixesAccepted: Number(table['accepted-prefix-count']),
    }));
  });
}

function summaryInJson({ text }: Recorded): Row[] {
  return list(document(text)['bgp-information']).flatMap((answer) =>
    list(answer['bgp-peer']).flatMap((peer): Row[] => {
      const up = peer['peer-state'] === 'Established';
      const tables = list(peer['bgp-rib']);
      const carried = tables.some(({ name }) => name.startsWith('bgp.'));
      return tables.flatMap((table): Row[] => {
        const place = familyOf(table.name);
        if (!place || (carried && place.vrf !== 'default')) return [];
        return [
          {
            peer: peer['peer-address'].replace(/\+\d+$/, ''),
            ...place,
            remoteAs: Number(peer['peer-as']),
            state: peer['peer-state'].toLowerCase(),
            stateSeconds: age(peer['elapsed-time']),
            upSeconds: up ? age(peer['elapsed-time']) : null,
            description: orNull(peer.description),
            prefixesReceived: Number(table['received-prefix-count']),
            prefixesAccepted: Number(table['accepted-prefix-count']),
          },
        ];
      });
    }),
  );
}

const peerRows = ({ expected }: Recorded) => peersOf(list((expected as Walked)['bgp-information']['bgp-peer']));
const peersInJson = ({ text }: Recorded) =>
  peersOf(list(document(text)['bgp-information']).flatMap((answer) => list(answer['bgp-peer'])));

function peersOf(peers: Walked[]): Row[] {
  return peers.flatMap((peer): Row[] => {
    const [options = {}] = list(peer['bgp-option-information']);
    const [traffic = {}] = list(peer['bgp-traffic']);
    const base: Row = {
      peer: peer['peer-address'].replace(/\+\d+$/, ''),
      remoteAs: Number(peer['peer-as']),
      localAs: Number(peer['local-as']),
      state: peer['peer-state'].toLowerCase(),
      description: orNull(peer.description),
      routerId: orNull(peer['local-id']),
      flaps: count(peer['flap-count']),
      holdSeconds: count(peer['active-holdtime'] ?? options.holdtime),
      keepaliveSeconds: count(peer['keepalive-interval']),
      messagesIn: count(traffic['input-messages'] ?? peer['input-messages']),
      messagesOut: count(traffic['output-messages'] ?? peer['output-messages']),
      localAddress: orNull(peer['local-address']?.replace(/\+\d+$/, '') ?? options['local-address']),
      importPolicy: orNull(options['import-policy']),
      exportPolicy: orNull(options['export-policy']),
    };
    const tables = list(peer['bgp-rib']);
    const carried = tables.some(({ name }) => name.startsWith('bgp.'));
    const placed = tables.flatMap((table): Row[] => {
      const place = familyOf(table.name);
      if (!place || (carried && place.vrf !== 'default')) return [];
      return [
        {
          ...base,
          addressFamily: place.addressFamily,
          prefixesReceived: count(table['received-prefix-count']),
          prefixesAccepted: count(table['accepted-prefix-count']),
          prefixesSent: count(table['advertised-prefix-count']),
        },
      ];
    });
    return placed.length === 0 ? [{ ...base, addressFamily: null }] : placed;
  });
}

function routeRows({ expected }: Recorded): Row[] {
  const body = expected as Walked;
  if (body.table_name)
    return Object.values<Walked>(body.table_name).flatMap((table) =>
      Object.entries<Walked>(table.routes).map(
        ([prefix, at]): Row => ({
          prefix,
          protocol: at.protocol_name.toLowerCase(),
          distance: Number(at.preference),
          metric: count(at.metric),
          active: at.active_tag === '*',
          ageSeconds: age(at.age),
          nextHops: Object.values<Walked>(at.next_hop.next_hop_list).map(hopOf),
        }),
      ),
    );
  return list(body['route-information']['route-table']).flatMap((table) =>
    list(table.rt).flatMap((rt) =>
      list(rt['rt-entry']).map(
        (entry): Row => ({
          prefix: rt['rt-prefix-length'] ? `${rt['rt-destination']}/${rt['rt-prefix-length']}` : rt['rt-destination'],
          protocol: entry['protocol-name'].toLowerCase(),
          distance: Number(entry.preference),
          metric: count(entry.metric),
          active: entry['active-tag'] === '*',
          ...(entry.age ? { ageSeconds: age(entry.age['#text']) } : {}),
          nextHops: list(entry.nh).map(hopOf),
        }),
      ),
    ),
  );
}

const hopOf = (hop: Walked) => ({ address: hop.to, interface: hop.via, weight: null, recursive: false });

function ospfRows({ source, expected }: Recorded): Row[] {
  if (source === 'suzieq') return [];
  if (source === 'ntc')
    return (expected as Walked[]).map(
      (row): Row => ({
        version: 2,
        neighborId: row.neighbor_id ?? row.id,
        address: row.ip_address ?? row.address,
        interface: row.interface,
        state: row.state.toLowerCase(),
        priority: Number(row.priority),
        deadSeconds: Number(row.dead_time),
      }),
    );
  return list((expected as Walked)['ospf-neighbor-information']['ospf-neighbor']).map(
    (at): Row => ({
      version: 2,
      neighborId: at['neighbor-id'],
      address: at['neighbor-address'],
      interface: at['interface-name'],
      area: orNull(at['ospf-area']),
      state: at['ospf-neighbor-state'].toLowerCase(),
      role: null,
      priority: Number(at['neighbor-priority']),
      deadSeconds: Number(at['activity-timer']),
      upSeconds: at['neighbor-up-time'] ? age(at['neighbor-up-time']['#text']) : null,
    }),
  );
}

function isisRows({ expected }: Recorded): Row[] {
  return (expected as Walked[]).map(
    (row): Row => ({
      hostname: row.system_id,
      interface: row.interface,
      level: row.type === '3' ? '1-2' : row.type,
      state: row.state.toLowerCase(),
      holdSeconds: Number(row.hold_time),
      snpa: row.snpa === '' ? null : macOf(row.snpa),
    }),
  );
}

function bfdRows({ source, expected, text }: Recorded): Row[] {
  const body = source === 'suzieq' ? document(text) : (expected as Walked);
  return list(body['bfd-session-information'])
    .flatMap((answer) => list(answer['bfd-session']))
    .map(
      (at): Row => ({
        peer: at['session-neighbor'],
        interface: orNull(at['session-interface']),
        state: at['session-state'].toLowerCase(),
        transmitMs: Math.round(Number(at['session-transmission-interval']) * 1_000),
        multiplier: Number(at['session-adaptive-multiplier']),
        diagnosticCode: orNull(at['local-diagnostic']),
        upSeconds: at['session-state'] === 'Up' && at['session-up-time'] ? age(at['session-up-time']) : null,
      }),
    );
}

function lldpRows({ source, expected, text }: Recorded): Row[] {
  if (source === 'ntc')
    return (expected as Walked[]).map(
      (row): Row => ({
        interface: row.local_interface,
        neighborName: row.neighbor_name,
        neighborInterface: row.neighbor_interface,
        chassisId: row.chassis_id,
      }),
    );
  return list(document(text)['lldp-neighbors-information'])
    .flatMap((answer) => list(answer['lldp-neighbor-information']))
    .map(
      (at): Row => ({
        interface: at['lldp-local-interface'],
        neighborName: orNull(at['lldp-remote-system-name']),
        neighborInterface: orNull(
          at['lldp-remote-port-id-subtype'] === 'Interface name'
            ? at['lldp-remote-port-id']
            : at['lldp-remote-port-description'],
        ),
        chassisId: at['lldp-remote-chassis-id'],
      }),
    );
}

function arpRows({ source, expected }: Recorded): Row[] {
  if (source === 'ntc')
    return (expected as Walked[]).map(
      (row): Row => ({ ipAddress: row.ip_address, macAddress: row.mac_address, interface: row.interface }),
    );
  return list((expected as Walked)['arp-table-information']['arp-table-entry']).map(
    (at): Row => ({
      ipAddress: at['ip-address'],
      macAddress: at['mac-address'],
      interface: at['interface-name'],
      state: null,
    }),
  );
}

function macRows({ expected }: Recorded): Row[] {
  return (expected as Walked[]).map(
    (row): Row => ({
      vlan: row.vlan_id,
      macAddress: row.mac_address,
      interface: row.logical_interface,
      type: row.mac_flag.startsWith('D') ? 'dynamic' : 'static',
    }),
  );
}

function interfaceRows({ expected }: Recorded): Row[] {
  const body = expected as Walked;
  if (body['interface-information'])
    return list(body['interface-information']['physical-interface']).map(
      (at): Row => ({
        interface: at.name,
        adminStatus: at['admin-status'],
        operStatus: at['oper-status'],
        description: at.description,
      }),
    );
  return Object.entries<Walked>(body).map(
    ([name, at]): Row => ({
      interface: name,
      adminStatus: at.admin_state,
      operStatus: at.oper_status,
      ipAddresses: ['inet', 'inet6'].flatMap((family) => Object.keys(at.protocol?.[family] ?? {})),
    }),
  );
}

function interfaceDetailRows({ source, expected }: Recorded): Row[] {
  if (source === 'ntc')
    return (expected as Walked[]).map(
      (row): Row => ({
        interface: row.interface,
        description: row.description,
        operStatus: row.link_status.toLowerCase(),
        mtuBytes: Number(row.mtu),
      }),
    );
  return list((expected as Walked)['interface-information']['physical-interface']).flatMap((at): Row[] => {
    const units = list(at['logical-interface']).map(
      (unit): Row => ({
        interface: unit.name,
        operStatus: unit['if-config-flags']['iff-up'] ? 'up' : 'down',
      }),
    );
    if (units.length > 0) return units;
    return [
      {
        interface: at.name,
        adminStatus: at['admin-status']['@junos:format'] === 'Enabled' ? 'up' : 'down',
        operStatus: at['oper-status'].toLowerCase(),
        mtuBytes: Number(at.mtu),
        speedBitsPerSecond: Number.parseInt(at.speed, 10) * 1_000_000_000,
      },
    ];
  });
}

function opticsRows({ expected }: Recorded): Row[] {
  return list((expected as Walked)['interface-information']['physical-interface']).map((at): Row => {
    const module = at['optics-diagnostics'];
    const first = (key: string) => Number.parseFloat(module[key]);
    const dbm = (key: string) => Number.parseFloat(module[key].split('/ ')[1]);
    const level = (quantity: string, unit: string, key: string, read: (key: string) => number) =>
      (['high alarm', 'low alarm', 'high warning', 'low warning'] as const).map((name) => [
        `${quantity}${name.replace(/(\w)(\w*) (\w)(\w*)/, (_, a, b, c, d) => a.toUpperCase() + b + c.toUpperCase() + d)}${unit}`,
        read(`${key}-${name.replace(' ', '-')}-threshold`),
      ]);
    return {
      interface: at.name,
      biasMilliamps: first('laser-bias-current'),
      txPowerDbm: dbm('laser-output-power'),
      temperatureCelsius: first('module-temperature'),
      voltageVolts: first('module-voltage'),
      rxPowerDbm: dbm('receiver-signal-average-optical-power'),
      noLight: false,
      alarms: [],
      thresholds: Object.fromEntries([
        ...level('bias', 'Milliamps', 'laser-bias-current', first),
        ...level('txPower', 'Dbm', 'laser-output-power', dbm),
        ...level('temperature', 'Celsius', 'module-temperature', first),
        ...level('voltage', 'Volts', 'module-voltage', first),
        ...level('rxPower', 'Dbm', 'laser-rx-power', dbm),
      ]),
    };
  });
}

function environmentRows({ expected }: Recorded): Row[] {
  const body = expected as Walked;
  if (body['alarm-information']) return [];
  const kinds: Record<string, string> = { Temp: 'temperature', Fans: 'fan' };
  const statuses: Record<string, string> = { OK: 'ok', Check: 'warning' };
  return list(body['environment-information']['environment-item']).map((at): Row => {
    const celsius = at.temperature?.['@junos:celsius'];
    const rpm = /^(\d+) RPM/.exec(at.comment ?? '')?.[1];
    return {
      component: kinds[at.class],
      name: at.name,
      status: statuses[at.status],
      reading: count(celsius ?? rpm),
      unit: celsius ? 'celsius' : rpm ? 'rpm' : null,
    };
  });
}

function cpuRows({ expected }: Recorded): Row[] {
  return list((expected as Walked)['route-engine-information']['route-engine']).map((at): Row => {
    const bytes = Number.parseInt(at['memory-dram-size'], 10) * 1_024 * 1_024;
    return {
      scope: `routing-engine ${at.slot}`,
      cpuPercent5s: 100 - Number(at['cpu-idle-5sec']),
      cpuPercent1m: 100 - Number(at['cpu-idle-1min']),
      cpuPercent5m: 100 - Number(at['cpu-idle-5min']),
      load1m: Number(at['load-average-one']),
      memoryTotalBytes: bytes,
      memoryUsedBytes: Math.round((bytes * Number(at['memory-buffer-utilization'])) / 100),
    };
  });
}

function commitRows({ expected }: Recorded): Row[] {
  return list((expected as Walked)['commit-information']['commit-history']).map(
    (at): Row => ({
      id: at['sequence-number'],
      atText: at['date-time']['#text'],
      at: `${at['date-time']['#text'].replace(' UTC', '').replace(' ', 'T')}.000Z`,
      user: at.user,
      client: at.client,
      comment: orNull(at.log),
    }),
  );
}

function lagRows({ expected }: Recorded): Row[] {
  return list((expected as Walked)['lacp-interface-information-list']['lacp-interface-information']).map(
    (at): Row => ({
      lag: at['lag-lacp-header']['aggregate-name'],
      protocol: 'lacp',
      members: list(at['lag-lacp-protocol']).map((member) => ({
        interface: member.name,
        state:
          member['lacp-mux-state'] === 'Collecting distributing' ? 'bundled' : member['lacp-mux-state'].toLowerCase(),
        reason: null,
      })),
    }),
  );
}

function lspRows({ expected }: Recorded): Row[] {
  return list((expected as Walked)['mpls-lsp-information']['rsvp-session-data']).flatMap((data) =>
    list(data['rsvp-session']).map(
      (at): Row => ({
        name: at.name,
        type: 'rsvp',
        from: at['source-address'],
        to: at['destination-address'],
        state: at['lsp-state'].toLowerCase(),
      }),
    ),
  );
}

function ntpRows({ source, expected }: Recorded): Row[] {
  const modes: Record<string, string> = {
    synchronized: 'synced',
    'final selection set': 'candidate',
    falseticker: 'falseticker',
  };
  const rows =
    source === 'napalm'
      ? (expected as Walked[])
      : Object.values<Walked>((expected as Walked).peer).map((at) => at.local_mode.active);
  return rows.map(
    (at): Row => ({
      peer: at.remote,
      stratum: at.stratum,
      offsetMs: at.offset,
      delayMs: at.delay,
      reach: Number.parseInt(String(at.reach ?? at.reachability), 8),
      ...(modes[at.mode] ? { state: modes[at.mode] } : {}),
    }),
  );
}

function queueRows({ expected }: Recorded): Row[] {
  return list((expected as Walked)['interface-information']['physical-interface']).flatMap((port) =>
    list(port['queue-counters'].queue).map(
      (at): Row => ({
        interface: port.name,
        queue: at['forwarding-class-name'],
        droppedPackets: Number(at['queue-counters-tail-drop-packets']) + Number(at['queue-counters-red-packets']),
        droppedBytes: Number(at['queue-counters-red-bytes']),
      }),
    ),
  );
}

function logRows({ expected }: Recorded): Row[] {
  return list((expected as Walked)['file-content']).map(
    (line): Row => ({
      atText: line.slice(0, 15),
      facility: /^.{15} +\S+ ([\w-]+)\[/.exec(line)?.[1],
      message: line.replace(/^.{15} +\S+ \S+: /, ''),
    }),
  );
}

function pingRows({ expected }: Recorded): Row[] {
  const { address, statistics } = (expected as Walked).ping;
  const trip = statistics['round-trip'];
  return [
    {
      destination: address,
      sent: statistics.send,
      received: statistics.received,
      lossPercent: statistics['loss-rate'],
      rttMinMs: Number(trip.min),
      rttAvgMs: Number(trip.avg),
      rttMaxMs: Number(trip.max),
    },
  ];
}

function hopRows({ expected }: Recorded): Row[] {
  return (expected as Walked).traceroute.hops.map(
    (hop: Walked): Row => ({
      hop: Number(hop['hop-number']),
      replies: [
        {
          address: hop.address,
          hostname: orNull(hop['router-name']),
          rttMs: [...hop['round-trip-time'].matchAll(/([\d.]+) ms/g)].map(([, ms]) => Number(ms)),
          asn: null,
          mplsLabels: [],
          annotation: null,
        },
      ],
    }),
  );
}

function versionRows({ source, expected }: Recorded): Row[] {
  const body = expected as Walked;
  if (source === 'genie') {
    const at = body['software-information'];
    return [{ hostname: at['host-name'], model: at['product-model'], osVersion: at['junos-version'] }];
  }
  const [first] = body as Walked[];
  if (first.boot_time) {
    const at = (what: string) =>
      Date.parse(`${first[`${what}year`]}-${first[`${what}month`]}-${first[`${what}day`]}T00:00Z`) / 1_000;
    const seconds = (clock: string) => age(clock);
    const up = at('') + seconds(first.time) - at('boot_') - seconds(first.boot_time);
    // Junos prints hours and minutes of it only.
    return [{ uptimeSeconds: Math.floor(up / 60) * 60 }];
  }
  return [first, first].map((row): Row => ({ hostname: row.hostname, model: row.model, osVersion: row.junos_version }));
}
