import { expect, test } from 'vitest';
import type { PlatformName } from '../../src/domain/diagnostics.ts';
import { interfaceReason } from '../../src/platforms/interface-reason.ts';
import { parseOutput } from '../../src/platforms/parse-output.ts';

const reasonsOf = (platform: PlatformName, lines: readonly string[]) => {
  const { outcome, records } = parseOutput(platform, 'interfaces', `${lines.join('\n')}\n`, { nowMs: null });
  return { outcome, reasons: records.map(({ reason }) => reason) };
};

test('one fault has one name on EOS, IOS and NX-OS', () => {
  const wanted = { outcome: 'ok', reasons: ['link-not-connected', 'err-disabled', 'admin'] };
  expect(
    reasonsOf('arista_eos', [
      'Port       Name           Status       Vlan     Duplex Speed  Type         Flags Encapsulation',
      'Et1        spare          notconnect   1        auto   auto   10GBASE-T',
      'Et2        spare          errdisabled  1        auto   auto   10GBASE-T',
      'Et3        spare          disabled     1        auto   auto   10GBASE-T',
    ]),
  ).toEqual(wanted);
  expect(
    reasonsOf('cisco_iosxe', [
      'Port      Name               Status       Vlan       Duplex  Speed Type',
      'Gi1/0/1   spare              notconnect   1            auto   auto 10/100/1000BaseTX',
      'Gi1/0/2   spare              err-disabled 1            auto   auto 10/100/1000BaseTX',
      'Gi1/0/3   spare              disabled     1            auto   auto 10/100/1000BaseTX',
    ]),
  ).toEqual(wanted);
  expect(
    reasonsOf('cisco_nxos', [
      '--------------------------------------------------------------------------------',
      'Port          Name               Status    Vlan      Duplex  Speed   Type',
      '--------------------------------------------------------------------------------',
      'Eth1/1        spare              notconnec 1         auto    auto    10Gbase-LR',
      'Eth1/2        spare              err-disab 1         auto    auto    10Gbase-LR',
      'Eth1/3        spare              disabled  1         auto    auto    10Gbase-LR',
    ]),
  ).toEqual(wanted);
});

test.each([
  ['Administratively down', 'admin'],
  ['administratively down', 'admin'],
  ['admin-down', 'admin'],
  ['port-admin-disabled', 'admin'],
  ['Link not connected', 'link-not-connected'],
  ['errDisabled', 'err-disabled'],
])('%s is %s', (words, reason) => {
  expect(interfaceReason(words)).toBe(reason);
});

test('a reason that only one platform knows stays in its words, and none stays none', () => {
  expect(interfaceReason('Link failure: loss of signal')).toBe('Link failure: loss of signal');
  expect(interfaceReason('constructor')).toBe('constructor');
  expect(interfaceReason(null)).toBeNull();
});
