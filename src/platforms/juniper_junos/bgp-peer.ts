import type { BgpPeerRecord } from '../../domain/diagnostics.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { junosBgpNeighbors } from './bgp-json.ts';
import { instanceOf } from './bgp-summary.ts';
import { rejectedByJunos } from './rejected.ts';

/** One peer, one record per address family. Empty when rpd knows no such peer. Junos prints no time since the last change here. */
export const bgpPeer: DiagnosticReader<'bgp-peer'> = {
  commands: ({ peer = '', vrf }) => [{ line: showNeighbor(peer, vrf) }],
  parse: ([output = '']) => parseForms<BgpPeerRecord>(output, { rejected: rejectedByJunos, json: junosBgpNeighbors }),
};

export function showNeighbor(peer: string, vrf: string | undefined): string {
  return `show bgp neighbor ${vrf === undefined ? '' : `instance ${instanceOf(vrf)} `}${peer} | display json | no-more`;
}
