import { type CliIo, matchWords } from '../cli.ts';
import { type DeviceConfig, type NetworkState, viewsOf } from '../state.ts';
import type { DeviceSpec } from '../topology.ts';
import { canonicalInterface } from './interface-list.ts';

/** Where in the configuration the cursor stands. */
export type ConfigPlace = { kind: 'top' } | { kind: 'interface'; name: string } | { kind: 'bgp' };

/**
 * One line inside configuration mode, applied to `config` in place. The new place, or null when the line is not one
 * of configuration mode's (the words of refusal are printed where there are some).
 */
export function configLine(
  state: NetworkState,
  device: DeviceSpec,
  config: DeviceConfig,
  place: ConfigPlace,
  typed: string,
  io: CliIo,
): ConfigPlace | null {
  const views = viewsOf(state, device.name);
  const port = matchWords('interface <name...>', typed);
  if (port) {
    const name = canonicalInterface(port.name ?? '');
    const known = name === 'Loopback0' || views.some(({ local }) => local.name === name);
    if (name && known) return { kind: 'interface', name };
  }
  const bgp = matchWords('router bgp <asn>', typed);
  if (bgp?.asn === String(device.asn)) return { kind: 'bgp' };
  if (bgp) {
    io.write(`% BGP is already running with AS number ${device.asn}\n`);
    return place;
  }
  if (place.kind === 'interface') {
    const off = matchWords('shutdown', typed) !== null;
    if (off || matchWords('no shutdown', typed)) {
      const others = config.shutInterfaces.filter((name) => name !== place.name);
      config.shutInterfaces = off ? [...others, place.name] : others;
      return place;
    }
  }
  if (place.kind === 'bgp') {
    const vrf = matchWords('vrf default', typed);
    if (vrf) return place;
    const off = matchWords('neighbor <peer> shutdown', typed);
    const peer = (off ?? matchWords('no neighbor <peer> shutdown', typed))?.peer;
    if (peer && views.some(({ remote }) => remote.address === peer)) {
      delete config.shutPeers[peer];
      if (off) config.shutPeers[peer] = {};
      return place;
    }
  }
  return null;
}
