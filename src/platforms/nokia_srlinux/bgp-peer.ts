import { canonicalIp } from '../../domain/ip.ts';
import type { DiagnosticReader } from '../platform.ts';
import { neighborLines, parseNeighbors } from './bgp-neighbors.ts';
import { peerReport } from './bgp-peer-report.ts';

export const bgpPeer: DiagnosticReader<'bgp-peer'> = {
  commands: ({ peer = '', vrf }) => neighborLines(peer, vrf),
  parse: (outputs, { args, nowMs }) => {
    const whole = parseNeighbors(outputs, args, nowMs, peerReport);
    if (args.peer === undefined) return whole;
    const wanted = canonicalIp(args.peer) ?? args.peer;
    const records = whole.records.filter(({ peer }) => (canonicalIp(peer) ?? peer) === wanted);
    return { ...whole, records, outcome: whole.outcome === 'ok' && records.length === 0 ? 'empty' : whole.outcome };
  },
};
