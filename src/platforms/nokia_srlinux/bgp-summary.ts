import type { BgpPeerRecord, BgpSummaryRecord } from '../../domain/routing-records.ts';
import type { DiagnosticReader } from '../platform.ts';
import { neighborReport, neighborReportJson } from './bgp-neighbor-report.ts';
import { neighborLines, parseNeighbors } from './bgp-neighbors.ts';

export const bgpSummary: DiagnosticReader<'bgp-summary'> = {
  commands: ({ vrf }) => neighborLines('*', vrf),
  parse: (outputs, { args, nowMs }) => {
    const whole = parseNeighbors(outputs, args, nowMs, neighborReport, neighborReportJson);
    return { ...whole, records: whole.records.map(summaryOf) };
  },
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
