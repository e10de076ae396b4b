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
      const lines = (tag: string, no: string) => [
        `configure session ${tag}`,
        `router bgp ${localAs}`,
        ...(vrf === null ? [] : [`vrf ${vrf}`]),
        `${no}neighbor ${peer} shutdown`,
        'commit',
      ];
      return { ok: true, apply: lines(facts.tag, apply), undo: lines(`${facts.tag}-undo`, undo) };
    },
  };
}

export const bgpPeerShutdown = renderer('shut');
export const bgpPeerEnable = renderer('enabled');
