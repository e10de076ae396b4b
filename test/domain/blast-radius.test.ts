import { describe, expect, test } from 'vitest';
import { blastRadius, type LiveState } from '../../src/domain/blast-radius.ts';
import type { InterfaceRecord } from '../../src/domain/interface-records.ts';
import type { BgpState, BgpSummaryRecord } from '../../src/domain/routing-records.ts';

const link = (name: string, ipAddresses: string[]): InterfaceRecord => ({
  interface: name,
  description: null,
  adminStatus: 'up',
  operStatus: 'up',
  reason: null,
  speedBitsPerSecond: null,
  duplex: null,
  mediaType: null,
  mtuBytes: null,
  mtuLayer: null,
  vrf: null,
  lag: null,
  ipAddresses,
});
const peer = (address: string, state: BgpState = 'established') =>
  ({ peer: address, state, adminDown: false }) as BgpSummaryRecord;

const live: LiveState = {
  interfaces: [
    link('eth1', ['198.51.100.1/31']),
    link('eth2', ['198.51.100.3/31']),
    link('ge-0/0/0', []),
    link('ge-0/0/0.0', ['198.51.100.5/31']),
  ],
  peers: [peer('198.51.100.0'), peer('198.51.100.2')],
  managementAddress: '127.0.0.1',
};

describe('what a change takes away', () => {
  test('a link whose peer goes names it and what remains', () => {
    expect(blastRadius('interface-shutdown', { interface: 'eth1' }, live)).toEqual({
      ok: true,
      facts: ['Goes down with it: BGP 198.51.100.0.', 'Remains: 1 established BGP peer (198.51.100.2).'],
    });
  });

  test('the last way out is refused', () => {
    const alone = { ...live, peers: [peer('198.51.100.0'), peer('198.51.100.2', 'idle')] };
    expect(blastRadius('interface-shutdown', { interface: 'eth1' }, alone)).toMatchObject({
      ok: false,
      why: expect.stringContaining('last way out'),
    });
    expect(blastRadius('bgp-peer-shutdown', { peer: '198.51.100.0' }, alone)).toMatchObject({ ok: false });
  });

  test('a port takes its units down with it', () => {
    const onUnit = { ...live, peers: [peer('198.51.100.4')] };
    expect(blastRadius('interface-shutdown', { interface: 'ge-0/0/0' }, onUnit)).toMatchObject({
      ok: false,
      why: expect.stringContaining('last way out'),
    });
  });

  test('the interface that carries our own session is refused', () => {
    expect(
      blastRadius('interface-shutdown', { interface: 'eth1' }, { ...live, managementAddress: '198.51.100.1' }),
    ).toMatchObject({
      ok: false,
      why: expect.stringContaining('carries the session'),
    });
  });

  test('what could not be read is a refusal, not a zero', () => {
    expect(blastRadius('interface-shutdown', { interface: 'eth1' }, { ...live, peers: null })).toMatchObject({
      ok: false,
    });
    expect(blastRadius('interface-shutdown', { interface: 'eth1' }, { ...live, interfaces: null })).toMatchObject({
      ok: false,
    });
    expect(blastRadius('interface-shutdown', { interface: 'eth9' }, live)).toMatchObject({ ok: false });
  });

  test('bringing something back takes nothing away', () => {
    expect(blastRadius('interface-enable', { interface: 'eth1' }, { ...live, peers: null })).toMatchObject({
      ok: true,
    });
  });
});
