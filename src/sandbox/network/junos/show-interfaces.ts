import { averagePacketOctets, type LinkView, macAddress, type NetworkState, type Port, viewsOf } from '../state.ts';
import { dateAndTime } from '../text.ts';
import type { DeviceSpec } from '../topology.ts';
import { flag, leaf, leaves, xmlns } from './json.ts';

interface JunosInterface {
  name: string;
  index: number;
  adminUp: boolean;
  operUp: boolean;
  description: string | null;
  address: string;
  prefixLength: number;
  view: LinkView | null;
}

/** `show interfaces [X] [extensive] | display json`; null when there is no such device. */
export function showInterfacesJson(
  state: NetworkState,
  device: DeviceSpec,
  name: string | undefined,
  extensive: boolean,
): unknown {
  const chosen = choose(state, device, name);
  return (
    chosen && {
      'interface-information': [
        {
          attributes: { xmlns: xmlns('interface'), 'junos:style': extensive ? 'verbose' : 'normal' },
          'physical-interface': chosen.map((one) => physical(state, device, one, extensive)),
        },
      ],
    }
  );
}

/** `show interfaces [X] terse | display json`: the values carry line breaks, as Junos prints them. */
export function showInterfacesTerseJson(state: NetworkState, device: DeviceSpec, name: string | undefined): unknown {
  const chosen = choose(state, device, name);
  const wrapped = (value: string) => leaf(`\n${value}\n`);
  return (
    chosen && {
      'interface-information': [
        {
          attributes: { xmlns: xmlns('interface'), 'junos:style': 'terse' },
          'physical-interface': chosen.map((one) => ({
            name: wrapped(one.name),
            'admin-status': wrapped(word(one.adminUp)),
            'oper-status': wrapped(word(one.operUp)),
            ...(one.description && { description: wrapped(one.description) }),
            'logical-interface': [
              {
                name: wrapped(`${one.name}.0`),
                'admin-status': wrapped(word(one.adminUp)),
                'oper-status': wrapped(word(one.operUp)),
                'filter-information': [{}],
                'address-family': [
                  {
                    'address-family-name': wrapped('inet'),
                    'interface-address': [
                      { 'ifa-local': leaf(`\n${one.address}/${one.prefixLength}\n`, { 'junos:emit': 'emit' }) },
                    ],
                  },
                ],
              },
            ],
          })),
        },
      ],
    }
  );
}

/** `show interfaces [X] terse`. */
export function showInterfacesTerseText(
  state: NetworkState,
  device: DeviceSpec,
  name: string | undefined,
): string | null {
  const chosen = choose(state, device, name);
  if (!chosen) return null;
  const rows = chosen.flatMap((one) => {
    const states = `${word(one.adminUp).padEnd(6)}${word(one.operUp)}`;
    return [
      `${one.name.padEnd(24)}${states}\n`,
      `${`${one.name}.0`.padEnd(24)}${states.padEnd(11)}${'inet'.padEnd(9)}${one.address}/${one.prefixLength}\n`,
    ];
  });
  return `Interface               Admin Link Proto    Local                 Remote\n${rows.join('')}`;
}

/** `show interfaces descriptions`. */
export function showInterfacesDescriptions(state: NetworkState, device: DeviceSpec): string {
  const rows = choose(state, device, undefined)?.filter(({ description }) => description !== null) ?? [];
  const lines = rows.map(
    (one) => `${one.name.padEnd(16)}${word(one.adminUp).padEnd(6)}${word(one.operUp).padEnd(5)}${one.description}\n`,
  );
  return `Interface       Admin Link Description\n${lines.join('')}`;
}

/** `show interfaces descriptions | display json`. */
export function showInterfacesDescriptionsJson(state: NetworkState, device: DeviceSpec): unknown {
  const rows = choose(state, device, undefined)?.filter(({ description }) => description !== null) ?? [];
  return {
    'interface-information': [
      {
        attributes: { xmlns: xmlns('interface'), 'junos:style': 'description' },
        'physical-interface': rows.map((one) =>
          leaves({
            name: one.name,
            'admin-status': word(one.adminUp),
            'oper-status': word(one.operUp),
            description: one.description ?? '',
          }),
        ),
      },
    ],
  };
}

export function snmpIndex(index: number): number {
  return 525 + index;
}

function word(up: boolean): 'up' | 'down' {
  return up ? 'up' : 'down';
}

function choose(state: NetworkState, device: DeviceSpec, name: string | undefined): JunosInterface[] | null {
  const all: JunosInterface[] = [
    ...viewsOf(state, device.name).map((view) => ({
      name: view.local.name,
      index: view.local.index,
      adminUp: !view.adminDown,
      operUp: view.local.operUp,
      description: view.local.description,
      address: view.local.address,
      prefixLength: 31,
      view,
    })),
    {
      name: 'lo0',
      index: 99,
      adminUp: true,
      operUp: true,
      description: null,
      address: device.loopback,
      prefixLength: 32,
      view: null,
    },
  ];
  if (name === undefined) return all;
  const chosen = all.filter((one) => one.name === name.replace(/\.0$/, ''));
  return chosen.length === 0 ? null : chosen;
}

function physical(state: NetworkState, device: DeviceSpec, one: JunosInterface, extensive: boolean) {
  const head = {
    name: leaf(one.name),
    'admin-status': leaf(word(one.adminUp), { 'junos:format': one.adminUp ? 'Enabled' : 'Disabled' }),
    'oper-status': leaf(word(one.operUp)),
    'local-index': leaf(one.view ? 147 + one.index : 6),
    'snmp-index': leaf(one.view ? snmpIndex(one.index) : 6),
    ...(extensive && { generation: leaf(150 + one.index) }),
  };
  if (!one.view) {
    return {
      ...head,
      'if-type': leaf('Loopback'),
      mtu: leaf('Unlimited'),
      'if-device-flags': [{ 'ifdf-present': flag(), 'ifdf-running': flag(), 'ifdf-loopback': flag() }],
      'ifd-specific-config-flags': [{}],
      'if-config-flags': [{ 'iff-snmp-traps': flag() }],
      'if-media-flags': [{ 'ifmf-none': flag() }],
      'interface-flapped': leaf('Never', { 'junos:seconds': '0' }),
      'traffic-statistics': [
        {
          attributes: { 'junos:style': 'brief' },
          ...leaves({ 'input-packets': 2_630_502, 'output-packets': 2_630_502 }),
        },
      ],
      'logical-interface': [logical(one, extensive)],
    };
  }
  const { local, link } = one.view;
  const flapped = Math.floor((state.nowMs - local.lastChangeMs) / 1000);
  const mac = macAddress(device.name, local.index);
  return {
    ...head,
    description: leaf(one.description ?? ''),
    'link-level-type': leaf('Ethernet'),
    mtu: leaf('1514'),
    ...leaves({
      mru: '1522',
      'sonet-mode': 'LAN-PHY',
      'source-filtering': 'disabled',
      speed: `${link.spec.speedBitsPerSecond / 1e9}Gbps`,
      'eth-switch-error': 'none',
      'bpdu-error': 'none',
      'ld-pdu-error': 'none',
      'l2pt-error': 'none',
      loopback: 'disabled',
      'if-flow-control': 'enabled',
      'pad-to-minimum-frame-size': 'Disabled',
    }),
    'if-device-flags': [
      {
        'ifdf-present': flag(),
        ...(one.operUp ? { 'ifdf-running': flag() } : { 'ifdf-down': flag() }),
      },
    ],
    'if-config-flags': [
      {
        ...(!one.adminUp && { 'iff-admin-down': flag() }),
        ...(!one.operUp && { 'iff-hardware-down': flag() }),
        'iff-snmp-traps': flag(),
        'internal-flags': leaf('0x4000'),
      },
    ],
    'if-media-flags': [{ 'ifmf-none': flag() }],
    'physical-interface-cos-information': [
      leaves({ 'physical-interface-cos-hw-max-queues': 8, 'physical-interface-cos-use-max-queues': 8 }),
    ],
    ...(extensive && leaves({ 'up-hold-time': 0, 'down-hold-time': 0 })),
    'current-physical-address': leaf(mac),
    'hardware-physical-address': leaf(mac),
    'interface-flapped': leaf(`${dateAndTime(local.lastChangeMs)} UTC (${ago(flapped)} ago)`, {
      'junos:seconds': String(flapped),
    }),
    ...(extensive && { 'statistics-cleared': leaf('Never') }),
    'traffic-statistics': [traffic(local, extensive)],
    ...(extensive && errors(local)),
    'active-alarms': [
      { 'interface-alarms': [one.operUp ? { 'alarm-not-present': flag() } : { 'ethernet-alarm-link-down': flag() }] },
    ],
    'active-defects': [
      { 'interface-alarms': [one.operUp ? { 'alarm-not-present': flag() } : { 'ethernet-alarm-link-down': flag() }] },
    ],
    'ethernet-pcs-statistics': [
      { attributes: { 'junos:style': 'verbose' }, ...leaves({ 'bit-error-seconds': 0, 'errored-blocks-seconds': 0 }) },
    ],
    'ethernet-fec-mode': [{ attributes: { 'junos:style': 'verbose' }, enabled_fec_mode: leaf('FEC91') }],
    'ethernet-fec-statistics': [
      {
        attributes: { 'junos:style': 'verbose' },
        ...leaves({ fec_ccw_count: 0, fec_nccw_count: 0, fec_ccw_error_rate: 0, fec_nccw_error_rate: 0 }),
      },
    ],
    ...(extensive && { 'ethernet-mac-statistics': [macStatistics(local)] }),
    'interface-transmit-statistics': leaf('Disabled'),
    'logical-interface': [logical(one, extensive)],
  };
}

function traffic({ counters, rates }: Port, extensive: boolean) {
  const whole = (value: number) => Math.round(value);
  const bps = { 'input-bps': whole(rates.inBitsPerSecond), 'output-bps': whole(rates.outBitsPerSecond) };
  const pps = { 'input-pps': whole(rates.inPacketsPerSecond), 'output-pps': whole(rates.outPacketsPerSecond) };
  if (!extensive) {
    return {
      attributes: { 'junos:style': 'brief' },
      ...leaves({
        'input-bps': bps['input-bps'],
        'input-pps': pps['input-pps'],
        'output-bps': bps['output-bps'],
        'output-pps': pps['output-pps'],
      }),
    };
  }
  return {
    attributes: { 'junos:style': 'verbose' },
    ...leaves({
      'input-bytes': counters.inOctets,
      'input-bps': bps['input-bps'],
      'output-bytes': counters.outOctets,
      'output-bps': bps['output-bps'],
      'input-packets': counters.inPackets,
      'input-pps': pps['input-pps'],
      'output-packets': counters.outPackets,
      'output-pps': pps['output-pps'],
    }),
    'ipv6-transit-statistics': [
      leaves({ 'input-bytes': 0, 'output-bytes': 0, 'input-packets': 0, 'output-packets': 0 }),
    ],
  };
}

function errors({ counters, linkUps, linkDowns }: Port) {
  return {
    'input-error-list': [
      leaves({
        'input-errors': counters.inErrors,
        'input-drops': counters.inDiscards,
        'framing-errors': counters.inErrors,
        'input-runts': 0,
        'input-discards': 0,
        'input-l3-incompletes': 0,
        'input-l2-channel-errors': 0,
        'input-l2-mismatch-timeouts': 0,
        'input-fifo-errors': 0,
        'input-resource-errors': 0,
      }),
    ],
    'output-error-list': [
      leaves({
        'carrier-transitions': 1 + linkUps + linkDowns,
        'output-errors': 0,
        'output-drops': counters.outDiscards,
        'output-collisions': 0,
        'aged-packets': 0,
        'mtu-errors': 0,
        'hs-link-crc-errors': 0,
        'output-fifo-errors': 0,
        'output-resource-errors': 0,
      }),
    ],
  };
}

function macStatistics({ counters }: Port) {
  return {
    attributes: { 'junos:style': 'verbose' },
    ...leaves({
      'input-bytes': counters.inOctets,
      'output-bytes': counters.outOctets,
      'input-packets': counters.inPackets,
      'output-packets': counters.outPackets,
      'input-unicasts': counters.inPackets,
      'output-unicasts': counters.outPackets,
      'input-broadcasts': 0,
      'output-broadcasts': 0,
      'input-multicasts': 0,
      'output-multicasts': 0,
      'input-crc-errors': counters.inErrors,
      'output-crc-errors': 0,
      'input-fifo-errors': 0,
      'output-fifo-errors': 0,
      'input-mac-control-frames': 0,
      'output-mac-control-frames': 0,
      'input-mac-pause-frames': 0,
      'output-mac-pause-frames': 0,
      'input-oversized-frames': 0,
      'input-jabber-frames': 0,
      'input-fragment-frames': 0,
      'input-vlan-tagged-frames': 0,
      'input-code-violations': 0,
      'input-total-errors': counters.inErrors,
      'output-total-errors': 0,
    }),
  };
}

function logical(one: JunosInterface, extensive: boolean) {
  const { view } = one;
  const packets = view ? view.local.counters : { inPackets: 0, outPackets: 0 };
  return {
    name: leaf(`${one.name}.0`),
    'local-index': leaf(332 + one.index),
    'snmp-index': leaf(537 + one.index),
    ...(extensive && { generation: leaf(160 + one.index) }),
    'if-config-flags': [
      {
        ...(one.operUp ? { 'iff-up': flag() } : { 'iff-down': flag(), 'iff-device-down': flag() }),
        'iff-snmp-traps': flag(),
        'internal-flags': leaf('0x4004000'),
      },
    ],
    encapsulation: leaf(view ? 'ENET2' : 'Unspecified'),
    'policer-overhead': [{}],
    'traffic-statistics': [
      {
        attributes: { 'junos:style': extensive ? 'verbose' : 'brief' },
        ...(extensive &&
          leaves({
            'input-bytes': packets.inPackets * averagePacketOctets,
            'output-bytes': packets.outPackets * averagePacketOctets,
          })),
        ...leaves({ 'input-packets': packets.inPackets, 'output-packets': packets.outPackets }),
      },
    ],
    'filter-information': [{}],
    'address-family': [
      {
        'address-family-name': leaf('inet'),
        mtu: leaf(view ? '1500' : 'Unlimited'),
        ...leaves({
          'max-local-cache': 75_000,
          'new-hold-limit': 75_000,
          'intf-curr-cnt': 1,
          'intf-unresolved-cnt': 0,
          'intf-dropcnt': 0,
        }),
        'address-family-flags': [{ 'ifff-sendbcast-pkt-to-re': flag() }],
        'interface-address': [
          {
            'ifa-flags': [{ 'ifaf-current-preferred': flag(), 'ifaf-current-primary': flag() }],
            ...(view && { 'ifa-destination': leaf(`${view.link.spec.bAddress}/31`) }),
            'ifa-local': leaf(one.address),
          },
        ],
      },
    ],
  };
}

/** `00:04:05`, `1d 03:19`, `3w2d 04:05` */
export function ago(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  const [hours, minutes] = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  if (days >= 7) return `${Math.floor(days / 7)}w${days % 7}d ${two(hours)}:${two(minutes)}`;
  if (days > 0) return `${days}d ${two(hours)}:${two(minutes)}`;
  return `${two(hours)}:${two(minutes)}:${two(seconds % 60)}`;
}
