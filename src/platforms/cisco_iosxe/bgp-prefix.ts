import { networkPrefix } from '../../domain/ip.ts';

/** A route of EVPN that holds a prefix: `[5][64500:1][0][24][192.0.2.0]/17`, whose last figure counts octets of the whole. */
const ofEvpn = /^\[5\]\[[\d.]{1,15}:\d{1,10}\]\[\d{1,10}\]\[(\d{1,3})\]\[([0-9A-Fa-f:.]{2,45})\]\/\d{1,3}$/;

/** The prefix that a route of EVPN holds; null for another text. */
export function evpnPrefix(text: string): string | null {
  const [, length, network] = ofEvpn.exec(text) ?? [];
  return network === undefined ? null : networkPrefix(`${network}/${length}`);
}

/** `10.0.0.0/8`, with a route distinguisher `64500:1:10.0.0.0/8` or `[64500:1]2001:DB8::/32`, or a route of EVPN. */
export function bgpPrefix(text: string, family: string | null): string | null {
  const evpn = evpnPrefix(text);
  if (evpn !== null) return evpn;
  const bare = text.replace(/^\[[\d.]{1,15}:\d{1,10}\]/, '');
  const v4 = /^(?:[\d.]{1,15}:\d{1,10}:)?(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\/\d{1,2})$/.exec(bare)?.[1];
  if (v4 !== undefined) return networkPrefix(v4);
  if (family === 'ipv6-vpn' && bare === text) return networkPrefix(bare.replace(/^[\d.]{1,15}:\d{1,10}:/, ''));
  return networkPrefix(bare);
}
