import { canonicalIp } from '../../domain/ip.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { neighborsOf } from './bgp-neighbors.ts';
import { readTree } from './state-tree.ts';

export const bgpPeer: DiagnosticReader<'bgp-peer'> = {
  commands: ({ peer, vrf }) => [
    { line: `info from state network-instance ${vrf ?? '*'} protocols bgp neighbor ${peer} | as json` },
  ],
  parse: (outputs, { args, nowMs }) =>
    several(
      outputs.map((output) =>
        readTree(output, (tree) => {
          const rows = neighborsOf(tree, args.vrf, nowMs);
          const wanted = args.peer === undefined ? null : (canonicalIp(args.peer) ?? args.peer);
          return (
            rows && {
              ...rows,
              records: rows.records.filter(({ peer }) => wanted === null || (canonicalIp(peer) ?? peer) === wanted),
            }
          );
        }),
      ),
    ),
};
