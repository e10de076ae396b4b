import type { PlatformName } from '../../domain/diagnostics.ts';
import { doorFaults, type Fault } from './faults.ts';
import { adminUp } from './model.ts';
import type { NetworkState } from './state.ts';
import { type DeviceName, deviceSpecs, type LinkEnd } from './topology.ts';

/** The network as the page draws it. `x`, `y` from 0 to 1 across and down the panel. */
export interface SidePanel {
  devices: { name: DeviceName; platform: PlatformName; role: string; x: number; y: number; reachable: boolean }[];
  links: {
    id: string;
    a: LinkEnd;
    b: LinkEnd;
    /** False when either end is shut. */
    adminUp: boolean;
    operUp: boolean;
    /** Of the worse direction. */
    lossPercent: number;
    /** Of the busier direction. */
    utilisationPercent: number;
  }[];
  /** BGP sessions; `shut`: by either end; `down`: for any other reason. */
  peers: { a: DeviceName; b: DeviceName; state: 'established' | 'shut' | 'down' }[];
}

export function sidePanel(state: NetworkState, faultOf: (device: DeviceName) => Fault | null): SidePanel {
  return {
    devices: deviceSpecs.map(({ name, platform, role, x, y }) => {
      const fault = faultOf(name);
      return { name, platform, role, x, y, reachable: fault === null || !doorFaults.includes(fault) };
    }),
    links: state.links.map((link) => {
      const busiest = Math.max(link.a.rates.outBitsPerSecond, link.b.rates.outBitsPerSecond);
      return {
        id: link.spec.id,
        a: link.spec.a,
        b: link.spec.b,
        adminUp: adminUp(state, link.a) && adminUp(state, link.b),
        operUp: link.a.operUp,
        lossPercent: Math.max(link.aToB.lossPercent, link.bToA.lossPercent),
        utilisationPercent: Math.round((1000 * busiest) / link.spec.speedBitsPerSecond) / 10,
      };
    }),
    peers: state.links.map(({ a, b, session }) => ({
      a: a.device,
      b: b.device,
      state: session.established ? 'established' : isShut(state, a, b) ? 'shut' : 'down',
    })),
  };
}

function isShut(
  state: NetworkState,
  a: { device: DeviceName; address: string },
  b: { device: DeviceName; address: string },
): boolean {
  const shuts = (device: DeviceName, peer: string) => peer in (state.configs.get(device)?.shutPeers ?? {});
  return shuts(a.device, b.address) || shuts(b.device, a.address);
}
