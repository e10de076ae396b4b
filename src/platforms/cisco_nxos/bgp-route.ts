import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import type { DiagnosticReader } from '../platform.ts';
import { nxosBgpPaths } from './bgp-paths.ts';
import { nxosBgpRouteJson } from './bgp-route-json.ts';
import { nxosBgpTable } from './bgp-table.ts';
import { parseNxos } from './nxos-forms.ts';

/** `show bgp vrf V ipv4|ipv6 unicast P | json`. */
export const bgpRoute: DiagnosticReader<'bgp-route'> = {
  commands: ({ prefix = '', vrf }) => [
    { line: `show bgp vrf ${vrf ?? 'default'} ipv${prefix.includes(':') ? 6 : 4} unicast ${prefix} | json` },
  ],
  parse: ([output = ''], { args }) =>
    parseNxos<BgpRouteRecord>(output, {
      json: (documents) => nxosBgpRouteJson(documents, args),
      text: (text) => nxosBgpPaths(text, args) ?? nxosBgpTable(text, args),
    }),
};
