import { averagePacketOctets, macAddress, type NetworkState } from '../state.ts';
import { dateAndTime, junosAgo } from '../text.ts';
import type { DeviceSpec } from '../topology.ts';
import { errors, macStatistics, traffic } from './interface-counters.ts';
import { choose, type JunosInterface, snmpIndex, word } from './interface-list.ts';
import { flag, leaf, leaves, xmlns } from './json.ts';

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
    'interface-flapped': leaf(`${dateAndTime(local.lastChangeMs)} UTC (${junosAgo(flapped)} ago)`, {
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
