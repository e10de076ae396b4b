import type { RouteRecord } from '../../domain/routing-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { closed } from './closed.ts';
import { rejectedByJunos } from './rejected.ts';
import { routeDetails } from './route-details.ts';
import { junosRoutes } from './route-json.ts';
import { routeLines } from './route-lines.ts';
import { unicastTable } from './route-tables.ts';

/** The longest match of an address, or exactly the prefix, in the unicast table of one instance. */
export const route: DiagnosticReader<'route'> = {
  commands: ({ target = '', vrf }) => [
    {
      line: `show route table ${unicastTable(target, vrf)} ${target}${target.includes('/') ? ' exact' : ''} | display json | no-more`,
    },
  ],
  parse: ([output = '']) =>
    parseForms<RouteRecord>(closed(output), {
      rejected: rejectedByJunos,
      json: junosRoutes,
      text: (text) => routeDetails(text) ?? routeLines(text),
    }),
};
