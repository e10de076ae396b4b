import type { BfdSessionRecord } from '../../domain/routing-records.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { countOf } from '../values.ts';
import { ageOf } from './instants.ts';
import { isAddressOrAbsent } from './leaves.ts';
import { at, type Branch, listOf, readTree, wordOf } from './state-tree.ts';

/**
 * Timers are microseconds in the tree (module srl_nokia-bfd). A session that is up went there with its last transition; its
 * own multiplier is not in newer releases.
 */
export const bfdSessions: DiagnosticReader<'bfd-sessions'> = {
  commands: ({ vrf }) => [{ line: `info from state bfd network-instance ${vrf ?? '*'} | as json` }],
  parse: (outputs, { args, nowMs }) =>
    several(outputs.map((output) => readTree(output, (tree) => sessionsOf(tree, args.vrf, nowMs)))),
};

const states: Record<string, BfdSessionRecord['state']> = {
  up: 'up',
  down: 'down',
  init: 'init',
  'admin-down': 'admin-down',
  admin_down: 'admin-down',
};

function sessionsOf(tree: Branch, vrf: string | undefined, nowMs: number | null): Rows<BfdSessionRecord> | null {
  const bfd = at(tree, 'bfd') ?? bareOf(tree, vrf);
  if (!bfd) return null;
  const rows: Rows<BfdSessionRecord> = { records: [], unparsed: [] };
  for (const instance of listOf(bfd, 'network-instance'))
    for (const peer of listOf(instance, 'peer')) {
      const state = states[(wordOf(peer['session-state']) ?? '').toLowerCase()];
      if (!state) {
        rows.unparsed.push(`session ${wordOf(peer['remote-address']) ?? '?'} has no known state`);
        continue;
      }
      if (!isAddressOrAbsent(peer['remote-address'])) {
        rows.unparsed.push(`session ${wordOf(peer['remote-address']) ?? '?'} has no address`);
        continue;
      }
      rows.records.push({
        vrf: wordOf(instance['name']),
        peer: wordOf(peer['remote-address']),
        interface:
          wordOf(peer['subinterface']) ??
          wordOf(peer['interface']) ??
          wordOf(peer['ipv6-link-local-interface']) ??
          wordOf(peer['ipv4-unnumbered-interface']),
        state,
        diagnosticCode: wordOf(peer['local-diagnostic-code']),
        transmitMs: millisecondsOf(
          at(peer, 'async')?.['negotiated-transmit-interval'] ??
            peer['negotiated-transmit-interval'] ??
            peer['active-transmit-interval'],
        ),
        receiveMs: millisecondsOf(peer['active-receive-interval'] ?? peer['negotiated-receive-interval']),
        multiplier: countOf(peer['local-detection-multiplier'] ?? peer['detection-multiplier']),
        upSeconds: state === 'up' ? ageOf(peer['last-state-transition'], nowMs) : null,
      });
    }
  return rows;
}

/** The branch of BFD where the tree begins at its network instances, or at one of them, as newer releases print it. */
function bareOf(tree: Branch, vrf: string | undefined): Branch | null {
  if (listOf(tree, 'network-instance').some(hasSessions)) return tree;
  return hasSessions(tree) ? { 'network-instance': [vrf === undefined ? tree : { name: vrf, ...tree }] } : null;
}

function hasSessions(instance: Branch): boolean {
  return listOf(instance, 'peer').some((peer) => peer['session-state'] !== undefined);
}

function millisecondsOf(value: Parameters<typeof countOf>[0]): number | null {
  const microseconds = countOf(value);
  return microseconds === null ? null : microseconds / 1000;
}
