import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { iosBgpPaths } from './bgp-paths.ts';
import { iosBgpTable } from './bgp-table.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show bgp ipv4 unicast P`, in a VRF `show bgp vpnv4 unicast vrf V P`; the table of `show ip bgp` is read as well. */
export const bgpRoute: DiagnosticReader<'bgp-route'> = {
  commands: ({ prefix = '', vrf }) => {
    const version = prefix.includes(':') ? 6 : 4;
    return [
      {
        line:
          vrf === undefined
            ? `show bgp ipv${version} unicast ${prefix}`
            : `show bgp vpnv${version} unicast vrf ${vrf} ${prefix}`,
      },
    ];
  },
  parse: ([output = ''], { args }) =>
    parseForms<BgpRouteRecord>(output, {
      rejected: rejectedByIosxe,
      text: (text) => iosBgpPaths(text, args) ?? iosBgpTable(text, args),
    }),
};
