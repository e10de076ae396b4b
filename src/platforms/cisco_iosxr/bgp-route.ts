import type { DiagnosticReader } from '../platform.ts';
import { xrBgpPaths } from './bgp-paths.ts';
import { xrBgpTable } from './bgp-table.ts';
import { parseXr } from './xr-text.ts';

/** `show bgp [vrf V] ipv4 unicast P`; the table of `show bgp` is read as well. */
export const bgpRoute: DiagnosticReader<'bgp-route'> = {
  commands: ({ prefix = '', vrf }) => {
    const family = prefix.includes(':') ? 'ipv6' : 'ipv4';
    return [{ line: `show bgp${vrf === undefined ? '' : ` vrf ${vrf}`} ${family} unicast ${prefix}` }];
  },
  parse: ([output = ''], { args }) => parseXr(output, (text) => xrBgpPaths(text, args) ?? xrBgpTable(text, args)),
};
