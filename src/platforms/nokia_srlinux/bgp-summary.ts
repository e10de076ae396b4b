import type { BgpPeerRecord, BgpSummaryRecord } from '../../domain/diagnostics.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { neighborsOf } from './bgp-neighbors.ts';
import { readTree } from './state-tree.ts';

export const bgpSummary: DiagnosticReader<'bgp-summary'> = {
  commands: ({ vrf }) => [{ line: `info from state network-instance ${vrf ?? '*'} protocols bgp | as json` }],
  parse: (outputs, { args, nowMs }) =>
    several(
      outputs.map((output) =>
        readTree(output, (tree) => {
          const rows = neighborsOf(tree, args.vrf, nowMs);
          return rows && { ...rows, records: rows.records.map(summaryOf) };
        }),
      ),
    ),
};

function summaryOf(peer: BgpPeerRecord): BgpSummaryRecord {
  const { vrf, addressFamily, localAs, routerId, remoteAs, state, adminDown, reason, stateSeconds, upSeconds } = peer;
  const { prefixesReceived, prefixesAccepted, prefixesSent, description } = peer;
  return {
    vrf,
    addressFamily,
    localAs,
    routerId,
    peer: peer.peer,
    remoteAs,
    state,
    adminDown,
    reason,
    stateSeconds,
    upSeconds,
    prefixesReceived,
    prefixesAccepted,
    prefixesSent,
    description,
  };
}
