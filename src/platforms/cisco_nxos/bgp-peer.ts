import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import type { DiagnosticReader } from '../platform.ts';
import { nxosBgpPeerBlocks } from './bgp-peer-blocks.ts';
import { nxosBgpPeerJson } from './bgp-peer-json.ts';
import { parseNxos } from './nxos-forms.ts';

/** `show bgp vrf all all neighbors P | json`: the peer in every VRF that has one of this address. */
export const bgpPeer: DiagnosticReader<'bgp-peer'> = {
  commands: ({ peer = '', vrf }) => [{ line: `show bgp vrf ${vrf ?? 'all'} all neighbors ${peer} | json` }],
  parse: ([output = ''], { args }) =>
    parseNxos<BgpPeerRecord>(output, { json: nxosBgpPeerJson, text: (text) => nxosBgpPeerBlocks(text, args) }),
};
