import { peerChange } from '../mitigation-facts.ts';
import type { MitigationRenderer } from '../platform.ts';

function renderer(wanted: 'shut' | 'enabled'): MitigationRenderer {
  const [apply, undo] = wanted === 'shut' ? ['', 'no '] : ['no ', ''];
  return {
    contextCommands: () => [],
    render: (args, facts) => {
      const change = peerChange(args, facts, wanted);
      if (!change.ok) return change;
      const { peer, localAs, vrf } = change;
      const lines = (no: string) => [
        'configure terminal',
        `router bgp ${localAs}${vrf === null ? '' : ` vrf ${vrf}`}`,
        `${no}neighbor ${peer} shutdown`,
        'end',
      ];
      return { ok: true, apply: lines(apply), undo: lines(undo) };
    },
  };
}

export const bgpPeerShutdown = renderer('shut');
export const bgpPeerEnable = renderer('enabled');
