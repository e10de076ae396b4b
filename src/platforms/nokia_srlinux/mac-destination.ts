import { canonicalIp } from '../../domain/ip.ts';
import { srlInterfaceName } from './interface-names.ts';

/** A subinterface, `irb`, or a tunnel: `vxlan-interface:vxlan1.1 vtep:192.0.2.2 vni:100`. Blanks inside may be lost. */
export function macDestination(words: string): string | null {
  const text = words.replaceAll(' ', '');
  const tunnel = /^vxlan-interface:(vxlan\d{1,3}\.\d{1,5})vtep:([\da-fA-F.:]{2,45})vni:(\d{1,8})$/.exec(text);
  if (tunnel)
    return canonicalIp(tunnel[2] ?? '') === null
      ? null
      : `vxlan-interface:${tunnel[1]} vtep:${tunnel[2]} vni:${tunnel[3]}`;
  // Behind an Ethernet segment there may be several.
  const segment = /^vxlan-interface:(vxlan\d{1,3}\.\d{1,5})esi:((?:[\dA-F]{2}:){9}[\dA-F]{2})$/.exec(text);
  if (segment) return `vxlan-interface:${segment[1]} esi:${segment[2]}`;
  return /^(?:irb|irb-interface|blackhole|reserved)$/.test(text) || srlInterfaceName(text) !== null ? text : null;
}
