import { type LinkView, macAddress, type NetworkState, viewsOf } from '../state.ts';
import type { DeviceSpec } from '../topology.ts';

/** One interface with everything both layouts need. */
export interface EosInterface {
  name: string;
  loopback: boolean;
  status: 'connected' | 'notconnect' | 'disabled';
  up: boolean;
  description: string;
  address: string;
  prefixLength: number;
  mac: string;
  lastChangeMs: number;
  view: LinkView | null;
}

/** `Ethernet1` for `Ethernet1`, `Et1`, `et1`, `Eth 1`; null for anything else. */
export function canonicalInterface(typed: string): string | null {
  const ethernet = /^et(?:h(?:e(?:r(?:n(?:et?)?)?)?)?)?\s?(\d+)$/i.exec(typed);
  if (ethernet) return `Ethernet${ethernet[1]}`;
  const loopback = /^lo(?:opback)?\s?(\d+)$/i.exec(typed);
  return loopback ? `Loopback${loopback[1]}` : null;
}

/** `Et1` */
export function shortName(name: string): string {
  return name.replace('Ethernet', 'Et').replace('Loopback', 'Lo');
}

export function choose(state: NetworkState, device: DeviceSpec, name: string | undefined): EosInterface[] | null {
  const all = [...viewsOf(state, device.name).map(ethernet), loopback(state, device)];
  if (name === undefined) return all;
  const chosen = all.filter((one) => one.name === canonicalInterface(name));
  return chosen.length === 0 ? null : chosen;
}

function ethernet(view: LinkView): EosInterface {
  const { local, adminDown } = view;
  return {
    name: local.name,
    loopback: false,
    status: adminDown ? 'disabled' : local.operUp ? 'connected' : 'notconnect',
    up: local.operUp,
    description: local.description,
    address: local.address,
    prefixLength: 31,
    mac: local.mac,
    lastChangeMs: local.lastChangeMs,
    view,
  };
}

function loopback(state: NetworkState, device: DeviceSpec): EosInterface {
  return {
    name: 'Loopback0',
    loopback: true,
    status: 'connected',
    up: true,
    description: '',
    address: device.loopback,
    prefixLength: 32,
    mac: macAddress(device.name, 0),
    lastChangeMs: state.bootMs.get(device.name) ?? state.nowMs,
    view: null,
  };
}

export function mediaType(one: EosInterface): string {
  return (one.view?.link.spec.speedBitsPerSecond ?? 0) > 1e10 ? '100GBASE-SR4' : '10GBASE-SR';
}
