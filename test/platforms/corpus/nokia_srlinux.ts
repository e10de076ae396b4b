import type { Comparators, Comparison, Row } from './compare.ts';
import { compare as sros } from './nokia_sros.ts';

const none = (value: unknown): unknown => (value === -1 || value === '' ? null : value);

export const compare: Comparators = {
  // The same project recorded both: the same documents for the two probes.
  ping: (recorded) => sros.ping?.(recorded) ?? [],
  traceroute: (recorded) => sros.traceroute?.(recorded) ?? [],

  'mac-table': ({ records, expected }) => {
    const wanted = expected as Row[];
    return [
      ['rows', records.length, wanted.length],
      ...wanted.flatMap((row, at): Comparison[] => [
        [`${at + 1} mac`, records[at]?.['macAddress'], String(row['mac']).toLowerCase()],
        [`${at + 1} interface`, records[at]?.['interface'], row['interface']],
        [`${at + 1} static`, records[at]?.['type'] === 'static', row['static']],
      ]),
    ];
  },

  'bgp-peer': ({ records, expected }) =>
    Object.entries(expected as Record<string, Record<string, Row[]>>).flatMap(([vrf, systems]) =>
      Object.values(systems)
        .flat()
        .flatMap((wanted): Comparison[] => {
          const record = records.find((one) => one['peer'] === wanted['remote_address']) ?? {};
          return [
            ['vrf', record['vrf'], vrf],
            ['peers', new Set(records.map((one) => one['peer'])).size, 1],
            ['state', record['state'], wanted['connection_state']],
            ['local as', record['localAs'], wanted['local_as']],
            ['remote as', record['remoteAs'], wanted['remote_as']],
            ['router id', record['routerId'], wanted['router_id']],
            ['local address', record['localAddress'], wanted['local_address']],
            ['messages in', record['messagesIn'], wanted['input_messages']],
            ['messages out', record['messagesOut'], wanted['output_messages']],
            ['hold', record['holdSeconds'], wanted['holdtime']],
            ['keepalive', record['keepaliveSeconds'], wanted['keepalive']],
            ['import', `['${record['importPolicy']}']`, wanted['import_policy']],
            ['export', `['${record['exportPolicy']}']`, wanted['export_policy']],
          ];
        }),
    ),

  'bgp-route': ({ records, expected }) =>
    Object.entries(expected as Record<string, Row[]>).flatMap(([prefix, routes]) => {
      const own = records.filter((one) => one['prefix'] === prefix);
      return [
        [`${prefix} rows`, own.length, routes.length],
        ...routes.flatMap((route, at): Comparison[] => {
          const attributes = route['protocol_attributes'] as Row;
          const record = own[at] ?? {};
          return [
            [`${prefix} next hop`, record['nextHop'], route['next_hop']],
            [`${prefix} active`, record['best'], route['current_active']],
            [`${prefix} vrf`, record['vrf'], route['routing_table']],
            [`${prefix} path`, (record['asPath'] as number[]).join(' '), attributes['as_path']],
            [`${prefix} peer`, record['peer'], attributes['peer_id']],
            [`${prefix} communities`, record['communities'], attributes['communities']],
            [`${prefix} preference`, record['localPreference'], none(attributes['local_preference'])],
          ];
        }),
      ] as Comparison[];
    }),

  'interface-detail': ({ records, expected }) =>
    Object.entries(expected as Record<string, Row>).flatMap(([name, wanted]): Comparison[] => {
      const record = records.find((one) => one['interface'] === name) ?? {};
      return [
        [`${name} in octets`, Number(record['inOctets']), wanted['rx_octets']],
        [`${name} out octets`, Number(record['outOctets']), wanted['tx_octets']],
        [`${name} in discards`, record['inDiscards'], wanted['rx_discards']],
        [`${name} out discards`, record['outDiscards'], wanted['tx_discards']],
        [`${name} in errors`, record['inErrors'], none(wanted['rx_errors'])],
        [`${name} out errors`, record['outErrors'], none(wanted['tx_errors'])],
      ];
    }),

  optics: ({ records, expected }) => [['modules', records.length, Object.keys(expected as Row).length]],

  'lldp-neighbors': ({ records, expected }) => {
    const wanted = expected as Record<string, Row[]>;
    return [
      ['rows', records.length, Object.values(wanted).flat().length],
      ...Object.entries(wanted).flatMap(([name, neighbors]) =>
        neighbors.flatMap((neighbor, at): Comparison[] => {
          const record = records.filter((one) => one['interface'] === name)[at] ?? {};
          return [
            [`${name} system`, record['neighborName'], neighbor['remote_system_name']],
            [`${name} port`, record['neighborInterface'], neighbor['remote_port']],
            [`${name} description`, record['neighborDescription'], none(neighbor['remote_port_description'])],
            [`${name} chassis`, record['chassisId'], String(neighbor['remote_chassis_id']).toLowerCase()],
          ];
        }),
      ),
    ];
  },

  environment: ({ records, expected }) => {
    const { fans, power, temperature } = expected as Record<string, Record<string, Row>>;
    const named = (name: string): Row => records.find((one) => one['name'] === name) ?? {};
    return [
      ...Object.entries(fans ?? {}).map(
        ([id, fan]): Comparison => [`fan ${id}`, named(`fan tray ${id}`)['status'] === 'ok', fan['status']],
      ),
      ...Object.entries(power ?? {}).map(
        ([id, one]): Comparison => [`power ${id}`, named(`power supply ${id}`)['status'] === 'ok', one['status']],
      ),
      ...Object.entries(temperature ?? {}).map(
        ([slot, one]): Comparison => [`temperature ${slot}`, named(`control ${slot}`)['reading'], one['temperature']],
      ),
    ];
  },

  ntp: ({ records, expected }) => {
    const wanted = expected as Row[];
    return [
      ['rows', records.length, wanted.length],
      ...wanted.flatMap((row, at): Comparison[] => [
        [`${at + 1} peer`, records[at]?.['peer'], row['remote']],
        [`${at + 1} synced`, records[at]?.['state'] === 'synced', row['synchronized']],
        [`${at + 1} stratum`, records[at]?.['stratum'], none(row['stratum'])],
      ]),
    ];
  },

  version: ({ records: [record = {}], expected }) => {
    const wanted = expected as Row;
    return [
      ['version', record['osVersion'], wanted['os_version']],
      ['model', record['model'], wanted['model']],
      ['serial', record['serial'], wanted['serial_number']],
      ['uptime', record['uptimeSeconds'], Math.floor(Number(wanted['uptime']))],
      ['hostname', record['hostname'], wanted['hostname']],
    ];
  },
};
