import type { BgpRouteRecord } from '../../domain/routing-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { closed } from './closed.ts';
import { rejectedByJunos } from './rejected.ts';
import { bgpPathDetails } from './route-details.ts';
import { junosBgpPaths } from './route-json.ts';
import { unicastTable } from './route-tables.ts';

/** Every BGP path of exactly this prefix in the unicast table of one instance, in the order of the device. */
export const bgpRoute: DiagnosticReader<'bgp-route'> = {
  commands: ({ prefix = '', vrf }) => [
    {
      line: `show route table ${unicastTable(prefix, vrf)} ${prefix} exact protocol bgp detail | display json | no-more`,
    },
  ],
  parse: ([output = '']) =>
    parseForms<BgpRouteRecord>(closed(output), {
      rejected: rejectedByJunos,
      json: junosBgpPaths,
      text: bgpPathDetails,
    }),
};
