import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { junosBgpNeighbors } from './bgp-json.ts';
import { junosBgpBlocks } from './bgp-peer-blocks.ts';
import { instanceOf } from './bgp-summary.ts';
import { closed } from './closed.ts';
import { rejectedByJunos } from './rejected.ts';

/** One peer, one record per address family. Empty when rpd knows no such peer. Junos prints no time since the last change here. */
export const bgpPeer: DiagnosticReader<'bgp-peer'> = {
  commands: ({ peer = '', vrf }) => [{ line: showNeighbor(peer, vrf) }],
  parse: ([output = '']) =>
    parseForms<BgpPeerRecord>(closed(output), {
      rejected: rejectedByJunos,
      json: junosBgpNeighbors,
      text: junosBgpBlocks,
    }),
};

export function showNeighbor(peer: string, vrf: string | undefined): string {
  return `show bgp neighbor ${vrf === undefined ? '' : `instance ${instanceOf(vrf)} `}${peer} | display json | no-more`;
}
