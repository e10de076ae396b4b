import { networkPrefix } from '../../domain/ip.ts';

/** `10.0.0.0/8`, with a route distinguisher `64500:1:10.0.0.0/8` or `[64500:1]2001:DB8::/32`. */
export function bgpPrefix(text: string, family: string | null): string | null {
  const bare = text.replace(/^\[[^\]]{1,40}\]/, '');
  const v4 = /(?:^|:)(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\/\d{1,2})$/.exec(bare)?.[1];
  if (v4 !== undefined) return networkPrefix(v4);
  if (family === 'ipv6-vpn' && bare === text) return networkPrefix(bare.replace(/^[\d.]{1,15}:\d{1,10}:/, ''));
  return networkPrefix(bare);
}
