import type { DiagnosticReader } from '../platform.ts';
import { xrRouteEntry } from './route-entry.ts';
import { xrRouteTable } from './route-table.ts';
import { parseXr } from './xr-text.ts';

/** `show route [vrf V] ipv4 T`, `show route [vrf V] ipv6 T`; the table of `show route` is read as well. */
export const route: DiagnosticReader<'route'> = {
  commands: ({ target = '', vrf }) => {
    const family = target.includes(':') ? 'ipv6' : 'ipv4';
    return [{ line: `show route${vrf === undefined ? '' : ` vrf ${vrf}`} ${family} ${target}` }];
  },
  parse: ([output = ''], { args }) => parseXr(output, (text) => xrRouteEntry(text, args) ?? xrRouteTable(text, args)),
};
