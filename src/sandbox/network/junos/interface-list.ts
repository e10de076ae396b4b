import { type LinkView, type NetworkState, viewsOf } from '../state.ts';
import type { DeviceSpec } from '../topology.ts';

export interface JunosInterface {
  name: string;
  index: number;
  adminUp: boolean;
  operUp: boolean;
  description: string | null;
  address: string;
  prefixLength: number;
  view: LinkView | null;
}

export function choose(state: NetworkState, device: DeviceSpec, name: string | undefined): JunosInterface[] | null {
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

export function word(up: boolean): 'up' | 'down' {
  return up ? 'up' : 'down';
}

export function snmpIndex(index: number): number {
  return 525 + index;
}
