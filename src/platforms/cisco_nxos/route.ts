import type { RouteRecord } from '../../domain/routing-records.ts';
import type { DiagnosticReader } from '../platform.ts';
import { parseNxos } from './nxos-forms.ts';
import { nxosRouteJson } from './route-json.ts';
import { nxosRouteTable } from './route-table.ts';

/** `show ip route T [vrf V] | json`, `show ipv6 route …`. */
export const route: DiagnosticReader<'route'> = {
  commands: ({ target = '', vrf }) => [
    { line: `show ${target.includes(':') ? 'ipv6' : 'ip'} route ${target} vrf ${vrf ?? 'default'} | json` },
  ],
  parse: ([output = ''], { args }) =>
    parseNxos<RouteRecord>(output, {
      json: (documents) => nxosRouteJson(documents, args),
      text: (text) => nxosRouteTable(text),
    }),
};
