import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { eosBgpNeighbors } from './bgp-json.ts';
import { eosBgpBlocks } from './bgp-peer-blocks.ts';
import { rejectedByEos } from './rejected.ts';

/** One peer, one record per address family that has prefixes. Empty when the device knows no such peer. */
export const bgpPeer: DiagnosticReader<'bgp-peer'> = {
  commands: (args) => [{ line: `show bgp neighbors ${args.peer ?? ''} vrf ${args.vrf ?? 'all'} | json` }],
  parse: ([output = ''], { nowMs }) =>
    parseForms<BgpPeerRecord>(output, {
      rejected: rejectedByEos,
      json: (documents) => eosBgpNeighbors(documents, nowMs),
      text: eosBgpBlocks,
    }),
};
