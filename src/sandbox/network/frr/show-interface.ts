import { type LinkView, type NetworkState, viewsOf } from '../state.ts';
import type { DeviceSpec } from '../topology.ts';
import { frrJson } from './json.ts';

interface FrrInterface {
  name: string;
  adminUp: boolean;
  operUp: boolean;
  description?: string;
  linkUps: number;
  linkDowns: number;
  lastUpMs: number | null;
  lastDownMs: number | null;
  index: number;
  mtu: number;
  speedMegabits: number;
  flags: string;
  type: 'Ethernet' | 'Loopback';
  mac?: string;
  addresses: string[];
}

/** `show interface [NAME] [json]`; null when there is no such interface. */
export function showInterface(
  state: NetworkState,
  device: DeviceSpec,
  name: string | undefined,
  json: boolean,
): string | null {
  const wanted = interfacesOf(state, device).filter((candidate) => !name || candidate.name === name);
  if (wanted.length === 0) return null;
  if (!json) return wanted.map(asText).join('');
  return `${frrJson(Object.fromEntries(wanted.map((one) => [one.name, asJson(one)])))}\n`;
}

/** `show interface brief [json]`: "up" is the admin state here, carrier or not. */
export function showInterfaceBrief(state: NetworkState, device: DeviceSpec, json: boolean): string {
  const all = interfacesOf(state, device);
  if (json) {
    const rows = all.map((one) => [
      one.name,
      { status: one.adminUp ? 'up' : 'down', vrfName: 'default', addresses: one.addresses.slice(0, 1) },
    ]);
    return `${frrJson(Object.fromEntries(rows))}\n`;
  }
  const rows = all.map(
    (one) =>
      `${one.name.padEnd(16)}${(one.adminUp ? 'up' : 'down').padEnd(8)}${'default'.padEnd(16)}${one.addresses[0] ?? ''}\n`,
  );
  return `Interface       Status  VRF             Addresses\n---------       ------  ---             ---------\n${rows.join('')}\n`;
}

function interfacesOf(state: NetworkState, device: DeviceSpec): FrrInterface[] {
  const ethernets = viewsOf(state, device.name).map((view) => ethernet(view));
  return [...ethernets, loopback(device)];
}

function ethernet({ local, link, adminDown }: LinkView): FrrInterface {
  const up = !adminDown;
  return {
    name: local.name,
    adminUp: up,
    operUp: local.operUp,
    description: local.description,
    linkUps: local.linkUps,
    linkDowns: local.linkDowns,
    lastUpMs: local.lastUpMs,
    lastDownMs: local.lastDownMs,
    index: local.index + 1,
    mtu: 1500,
    speedMegabits: link.spec.speedBitsPerSecond / 1e6,
    flags: `<${[...(up ? ['UP'] : []), 'BROADCAST', ...(local.operUp ? ['RUNNING'] : []), 'MULTICAST'].join(',')}>`,
    type: 'Ethernet',
    mac: local.mac,
    // The kernel takes the link-local address away with the admin state.
    addresses: [`${local.address}/31`, ...(up ? [linkLocal(local.mac)] : [])],
  };
}

function loopback(device: DeviceSpec): FrrInterface {
  return {
    name: 'lo',
    adminUp: true,
    operUp: true,
    linkUps: 0,
    linkDowns: 0,
    lastUpMs: null,
    lastDownMs: null,
    index: 1,
    mtu: 65536,
    speedMegabits: 0,
    flags: '<UP,LOOPBACK,RUNNING>',
    type: 'Loopback',
    addresses: [`${device.loopback}/32`],
  };
}

function asJson(one: FrrInterface) {
  return {
    administrativeStatus: one.adminUp ? 'up' : 'down',
    ...(one.adminUp && { operationalStatus: one.operUp ? 'up' : 'down', linkDetection: true }),
    linkUps: one.linkUps,
    linkDowns: one.linkDowns,
    ...(one.lastUpMs !== null && { lastLinkUp: stamp(one.lastUpMs) }),
    ...(one.lastDownMs !== null && { lastLinkDown: stamp(one.lastDownMs) }),
    vrfName: 'default',
    ...(one.description && { description: one.description }),
    mplsEnabled: false,
    linkDown: true,
    linkDownV6: false,
    mcForwardingV4: false,
    mcForwardingV6: false,
    pseudoInterface: false,
    index: one.index,
    metric: 0,
    mtu: one.mtu,
    speed: one.speedMegabits,
    flags: one.flags,
    type: one.type,
    ...(one.mac && { hardwareAddress: one.mac }),
    ipAddresses: one.addresses.map((address) => ({ address, secondary: false, unnumbered: false })),
    interfaceType: 'Other',
    interfaceSlaveType: 'None',
    lacpBypass: false,
    evpnMh: {},
    protodown: 'off',
  };
}

function asText(one: FrrInterface): string {
  const last = (ms: number | null) => (ms === null ? '(never)' : stamp(ms));
  const lines = [
    `Interface ${one.name} is ${one.adminUp ? `up, line protocol is ${one.operUp ? 'up' : 'down'}` : 'down'}`,
    `  Link ups:   ${String(one.linkUps).padStart(5)}    last: ${last(one.lastUpMs)}`,
    `  Link downs: ${String(one.linkDowns).padStart(5)}    last: ${last(one.lastDownMs)}`,
    '  vrf: default',
    ...(one.description ? [`  Description: ${one.description}`] : []),
    `  index ${one.index} metric 0 mtu ${one.mtu} speed ${one.speedMegabits} `,
    `  flags: ${one.flags}`,
    '  Ignore all v4 routes with linkdown',
    `  Type: ${one.type}`,
    ...(one.mac ? [`  HWaddr: ${one.mac}`] : []),
    ...one.addresses.map((address) => `  ${address.includes(':') ? 'inet6' : 'inet'} ${address}`),
    '  Interface Type Other',
    '  Interface Slave Type None',
    '  protodown: off ',
  ];
  return `${lines.join('\n')}\n`;
}

/** `2026/11/23 17:31:59.08` */
function stamp(epochMs: number): string {
  const iso = new Date(epochMs).toISOString();
  return `${iso.slice(0, 10).replaceAll('-', '/')} ${iso.slice(11, 22)}`;
}

/** EUI-64 from the MAC address, as the kernel makes it. */
function linkLocal(mac: string): string {
  const octets = mac.split(':').map((octet) => Number.parseInt(octet, 16));
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0, sixth = 0] = octets;
  const group = (high: number, low: number) => ((high << 8) | low).toString(16);
  return `fe80::${[group(first ^ 2, second), group(third, 0xff), group(0xfe, fourth), group(fifth, sixth)].join(':')}/64`;
}
