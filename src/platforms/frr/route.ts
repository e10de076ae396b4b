import type { RouteRecord } from '../../domain/routing-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { askedVrf } from './asked-vrf.ts';
import { rejectedByFrr } from './rejected.ts';
import { frrRouteBlocks } from './route-blocks.ts';
import { frrRoutes } from './route-json.ts';
import { frrRouteTable } from './route-table.ts';

/** `show ip|ipv6 route [vrf V] T json`: every protocol's entry of the best matching prefix; one of them is active. */
export const route: DiagnosticReader<'route'> = {
  commands: ({ target = '', vrf }) => [
    {
      line: `show ${target.includes(':') ? 'ipv6' : 'ip'} route${vrf === undefined ? '' : ` vrf ${vrf}`} ${target} json`,
    },
  ],
  parse: ([output = ''], context) =>
    parseForms<RouteRecord>(output, {
      rejected: rejectedByFrr,
      json: frrRoutes,
      text: (text) => frrRouteBlocks(text, askedVrf(context)) ?? frrRouteTable(text, askedVrf(context)),
    }),
};
