import type { RouteRecord } from '../../domain/routing-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { iosRedirectedHosts } from './redirected-hosts.ts';
import { rejectedByIosxe } from './rejected.ts';
import { iosRouteEntry } from './route-entry.ts';
import { iosRouteTable } from './route-table.ts';
import { iosRouteTable6 } from './route-table6.ts';

/** `show ip route [vrf V] T`, `show ipv6 route [vrf V] T`; IPv4 takes a prefix as address and mask. */
export const route: DiagnosticReader<'route'> = {
  commands: ({ target = '', vrf }) => {
    const inVrf = vrf === undefined ? '' : ` vrf ${vrf}`;
    return [
      {
        line: target.includes(':') ? `show ipv6 route${inVrf} ${target}` : `show ip route${inVrf} ${withMask(target)}`,
      },
    ];
  },
  parse: ([output = ''], { args }) =>
    parseForms<RouteRecord>(output, {
      rejected: rejectedByIosxe,
      text: (text) =>
        iosRouteEntry(text, args) ??
        iosRouteTable6(text, args) ??
        iosRouteTable(text, args) ??
        iosRedirectedHosts(text, args),
    }),
};

function withMask(target: string): string {
  const [address = '', length] = target.split('/');
  if (length === undefined) return address;
  const bits = (2 ** 32 - 2 ** (32 - Number(length))) >>> 0;
  return `${address} ${[24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.')}`;
}
