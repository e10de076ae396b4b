import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { askedVrf } from './asked-vrf.ts';
import { frrBgpPathBlocks } from './bgp-path-blocks.ts';
import { frrBgpPaths } from './bgp-path-json.ts';
import { frrBgpPathTable } from './bgp-path-table.ts';
import { rejectedByFrr } from './rejected.ts';

/** `show bgp [vrf V] ipv4|ipv6 unicast P json`: every path of the prefix. bgpd takes one VRF, not all. */
export const bgpRoute: DiagnosticReader<'bgp-route'> = {
  commands: ({ prefix = '', vrf }) => [
    { line: `show bgp${vrf === undefined ? '' : ` vrf ${vrf}`} ${familyOf(prefix)} unicast ${prefix} json` },
  ],
  parse: ([output = ''], context) =>
    parseForms<BgpRouteRecord>(output, {
      rejected: rejectedByFrr,
      json: (documents) => frrBgpPaths(documents, askedVrf(context), context.nowMs),
      text: (text) => frrBgpPathBlocks(text, askedVrf(context)) ?? frrBgpPathTable(text, askedVrf(context)),
    }),
};

function familyOf(prefixOrAddress: string): 'ipv4' | 'ipv6' {
  return prefixOrAddress.includes(':') ? 'ipv6' : 'ipv4';
}
