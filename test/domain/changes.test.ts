import { describe, expect, test } from 'vitest';
import { changesSince } from '../../src/domain/changes.ts';
import type { DiagnosticName } from '../../src/domain/diagnostics.ts';

const peer = (changed: Record<string, unknown> = {}) => ({
  vrf: 'default',
  addressFamily: 'ipv4-unicast',
  peer: '198.51.100.1',
  remoteAs: 64500,
  state: 'established',
  adminDown: false,
  upSeconds: 7_200,
  prefixesReceived: 120,
  prefixesAccepted: 118,
  prefixesSent: 40,
  ...changed,
});
const port = (changed: Record<string, unknown> = {}) => ({
  interface: 'Ethernet1',
  adminStatus: 'up',
  operStatus: 'up',
  mtuBytes: 9214,
  lag: null,
  ipAddresses: ['198.51.100.0/31'],
  inErrors: 4,
  crcErrors: 4,
  carrierTransitions: 2,
  ...changed,
});
const words = (diagnostic: DiagnosticName, before: object[], after: object[], seconds = 3_600) =>
  changesSince(diagnostic, before, after, seconds).map((change) => `${change.isWorse ? '!' : ' '} ${change.words}`);

describe('what changed since the last good answer', () => {
  test('nothing is no change', () => {
    const after = peer({ upSeconds: 10_800 });
    expect(words('bgp-summary', [peer()], [after])).toEqual([]);
    expect(words('interface-detail', [port()], [port()])).toEqual([]);
  });

  test('a lost peer, a new one and one that went down, the worst first', () => {
    const before = [peer(), peer({ peer: '198.51.100.3' })];
    const after = [
      peer({ peer: '198.51.100.5', upSeconds: 60 }),
      peer({
        peer: '198.51.100.3',
        state: 'active',
        upSeconds: null,
        prefixesReceived: null,
        prefixesAccepted: null,
        prefixesSent: null,
      }),
    ];
    expect(words('bgp-summary', before, after)).toEqual([
      '! 198.51.100.1: gone (was established)',
      '! 198.51.100.3: established → active',
      '  198.51.100.5: new, established',
    ]);
  });

  test('prefixes that fell are shown in percent, and a small wave is not', () => {
    expect(
      words('bgp-summary', [peer({ prefixesReceived: 1_200 })], [peer({ upSeconds: 10_800, prefixesReceived: 756 })]),
    ).toEqual(['! 198.51.100.1: prefixes received 1,200 → 756 (−37 %)']);
    expect(words('bgp-summary', [peer()], [peer({ upSeconds: 10_800, prefixesReceived: 122 })])).toEqual([]);
  });

  test('a session that began anew in between is told although it is established again', () => {
    expect(words('bgp-summary', [peer()], [peer({ upSeconds: 600 })])).toEqual([
      '! 198.51.100.1: session began anew 10 min ago',
    ]);
    expect(words('bgp-summary', [peer({ upSeconds: 60 })], [peer({ upSeconds: 7_000 })], 80_000)).toEqual([
      '! 198.51.100.1: session began anew 1 h 56 min ago',
    ]);
  });

  test('an age that is printed in days only is no restart', () => {
    const [twelveDays, twelveDaysLater] = [12 * 86_400, 12 * 86_400];
    expect(
      words('bgp-summary', [peer({ upSeconds: twelveDays })], [peer({ upSeconds: twelveDaysLater })], 80_000),
    ).toEqual([]);
  });

  test('counters rise by a number, or were cleared', () => {
    expect(words('interface-detail', [port()], [port({ inErrors: 1_316, crcErrors: 0 })])).toEqual([
      '! Ethernet1: +1,312 input errors, 1,316 in all',
      '  Ethernet1: CRC errors cleared, 0 since',
    ]);
  });

  test('a port that somebody shut is for the worse only in so far as it does not work on purpose', () => {
    expect(words('interfaces', [port()], [port({ adminStatus: 'down', operStatus: 'down' })])).toEqual([
      '! Ethernet1: admin up → down',
      '! Ethernet1: up → down',
    ]);
    expect(words('interfaces', [port({ adminStatus: 'down', operStatus: 'down' })], [port()])).toEqual([
      '  Ethernet1: admin down → up',
      '  Ethernet1: down → up',
    ]);
  });

  test('received light that fades, and a path that is another one', () => {
    const optic = (rxPowerDbm: number | null, noLight = false) => ({
      interface: 'Ethernet1',
      lane: null,
      rxPowerDbm,
      noLight,
      alarms: [],
    });
    expect(words('optics', [optic(-3.1)], [optic(-9.64)])).toEqual(['! Ethernet1: received power -3.1 → -9.6 dBm']);
    expect(words('optics', [optic(-3.1)], [optic(-3.6)])).toEqual([]);
    expect(words('optics', [optic(-3.1)], [optic(null, true)])).toEqual(['! Ethernet1: no light false → true']);
    const hop = (address: string) => ({ hop: 1, replies: [{ address, rttMs: [1] }], reached: false });
    expect(words('traceroute', [hop('192.0.2.1')], [hop('192.0.2.9')])).toEqual([
      '  1: answered by 192.0.2.1 → 192.0.2.9',
    ]);
  });

  test('what is unknown on either side is no change', () => {
    expect(words('bgp-summary', [peer({ prefixesReceived: null })], [peer({ upSeconds: 10_800 })])).toEqual([]);
    expect(words('interface-detail', [port()], [port({ inErrors: null })])).toEqual([]);
  });

  test('two rows of one name are compared in their order', () => {
    const lane = (rxPowerDbm: number) => ({
      interface: 'Ethernet1',
      lane: null,
      rxPowerDbm,
      noLight: false,
      alarms: [],
    });
    expect(words('optics', [lane(-1), lane(-2)], [lane(-1), lane(-7)])).toEqual([
      '! Ethernet1: received power -2 → -7 dBm',
    ]);
  });

  test('log lines are never compared', () => {
    expect(words('log', [{ message: 'a' }], [{ message: 'b' }])).toEqual([]);
  });
});
