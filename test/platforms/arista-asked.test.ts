import { expect, test } from 'vitest';
import type { DiagnosticArguments, DiagnosticName } from '../../src/domain/diagnostics.ts';
import { platforms } from '../../src/platforms/index.ts';
import { readerOf } from '../../src/platforms/platform.ts';

/** Some lines of EOS take no argument: the whole answer comes back, and what was not asked for is left out. */
function asked(diagnostic: DiagnosticName, args: DiagnosticArguments, document: object): unknown[] {
  const reader = readerOf(platforms.arista_eos, diagnostic);
  if ('unsupported' in reader) throw new Error(reader.unsupported);
  return reader.parse([`${JSON.stringify(document)}\n`], { args, nowMs: null }).records;
}

test('an address leaves its own entry, however it is spelled', () => {
  const entry = (address: string) => ({ address, hwAddress: '0053.0000.0a01', interface: 'Ethernet1', state: 'REACH' });
  const document = { vrfs: { default: { ipV6Neighbors: [entry('2001:DB8::1'), entry('2001:db8::2')] } } };
  expect(asked('arp', { address: '2001:db8::1' }, document)).toMatchObject([{ ipAddress: '2001:db8::1' }]);
});

test('a VRF leaves its own OSPFv3 neighbours', () => {
  const family = { ipv6: { ospf3NeighborEntries: [{ routerId: '192.0.2.1', adjacencyState: 'full' }] } };
  const document = { vrfs: { default: { addressFamily: family }, red: { addressFamily: family } } };
  expect(asked('ospf-neighbors', { vrf: 'red' }, document)).toMatchObject([{ vrf: 'red', version: 3 }]);
});

test('a VRF leaves its own BFD sessions', () => {
  const neighbors = { ipv4Neighbors: { '192.0.2.1': { peerStats: { Ethernet1: { status: 'up' } } } } };
  const document = { vrfs: { default: neighbors, red: neighbors } };
  expect(asked('bfd-sessions', { vrf: 'red' }, document)).toMatchObject([{ vrf: 'red', peer: '192.0.2.1' }]);
});

test('an aggregate leaves the others out', () => {
  const aggregate = { activePorts: { Ethernet1: { protocol: 'lacp' } }, inactivePorts: {} };
  const document = { portChannels: { 'Port-Channel1': aggregate, 'Port-Channel2': aggregate } };
  expect(asked('lag', { interface: 'Port-Channel2' }, document)).toMatchObject([{ lag: 'Port-Channel2' }]);
});
