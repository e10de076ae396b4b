import { readJson } from '../../lib/safe-json.ts';
import { peerChange } from '../mitigation-facts.ts';
import type { MitigationRenderer } from '../platform.ts';
import { junosPeerPlace } from './bgp-json.ts';
import { showNeighbor } from './bgp-peer.ts';

/**
 * `set … shutdown` and not `deactivate`: a deactivated peer is gone from `show bgp neighbor`, and what cannot be read
 * cannot be verified. The group is read from the device.
 */
function renderer(wanted: 'shut' | 'enabled'): MitigationRenderer {
  const [apply, undo] = wanted === 'shut' ? ['set', 'delete'] : ['delete', 'set'];
  return {
    contextCommands: ({ peer = '', vrf }) => [{ line: showNeighbor(peer, vrf) }],
    render: (args, facts) => {
      const change = peerChange(args, facts, wanted);
      if (!change.ok) return change;
      const reading = readJson(facts.context[0] ?? '');
      const place = reading.kind === 'documents' ? junosPeerPlace(reading.documents) : null;
      if (place === null) return { ok: false, reason: `the device did not say in which group ${change.peer} is` };
      if (!isName(place.group) || !isName(place.instance))
        return { ok: false, reason: `the name of the group of ${change.peer} is not one that can be sent` };
      if (place.instance !== (change.vrf ?? 'master'))
        return {
          ok: false,
          reason: `${change.peer} is in instance ${place.instance}, not in ${change.vrf ?? 'master'}`,
        };
      const at = change.vrf === null ? 'protocols bgp' : `routing-instances ${change.vrf} protocols bgp`;
      const path = `${at} group ${place.group} neighbor ${change.peer} shutdown`;
      const lines = (tag: string, verb: string) => [
        'configure exclusive',
        `${verb} ${path}`,
        `commit comment ${tag}`,
        'exit',
      ];
      return { ok: true, apply: lines(facts.tag, apply), undo: lines(`${facts.tag}-undo`, undo) };
    },
  };
}

function isName(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/.test(text);
}

export const bgpPeerShutdown = renderer('shut');
export const bgpPeerEnable = renderer('enabled');
