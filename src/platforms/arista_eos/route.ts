import type { RouteRecord } from '../../domain/routing-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { rejectedByEos } from './rejected.ts';
import { eosRoutes } from './route-json.ts';
import { eosRouteTable } from './route-table.ts';

/** `show ip route vrf V T detail`, in IPv6 `show ipv6 route …`; without a VRF in the default one. */
export const route: DiagnosticReader<'route'> = {
  commands: ({ target = '', vrf = 'default' }) => [
    { line: `show ${target.includes(':') ? 'ipv6' : 'ip'} route vrf ${vrf} ${target} detail | json` },
  ],
  parse: ([output = ''], { args }) =>
    parseForms<RouteRecord>(output, {
      rejected: rejectedByEos,
      json: (documents) => eosRoutes(documents, args),
      text: (text) => eosRouteTable(text, args),
    }),
};
