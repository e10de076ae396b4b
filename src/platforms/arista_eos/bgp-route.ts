import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { eosBgpPathBlocks } from './bgp-path-blocks.ts';
import { eosBgpPaths } from './bgp-path-json.ts';
import { eosBgpPathTable } from './bgp-path-table.ts';
import { rejectedByEos } from './rejected.ts';

/** `show ip bgp P vrf V`, in IPv6 `show ipv6 bgp P vrf V`: every path of the prefix, without a VRF those of the default one. */
export const bgpRoute: DiagnosticReader<'bgp-route'> = {
  commands: ({ prefix = '', vrf = 'default' }) => [
    { line: `show ${prefix.includes(':') ? 'ipv6' : 'ip'} bgp ${prefix} vrf ${vrf} | json` },
  ],
  parse: ([output = ''], { args, nowMs }) =>
    parseForms<BgpRouteRecord>(output, {
      rejected: rejectedByEos,
      json: (documents) => eosBgpPaths(documents, nowMs),
      text: (text) => eosBgpPathBlocks(text, args) ?? eosBgpPathTable(text, args),
    }),
};
