import { expect, test } from 'vitest';
import { parseOutput } from '../../src/platforms/parse-output.ts';

const lines = (blanks: string, program: string) =>
  `Nov 21 03:04:05${blanks}leaf1-re0 ${program}[6398]: RPD_OSPF_NBRDOWN: OSPF neighbor 192.0.2.1 went down\n`;

test('a daemon that only Junos has may stand behind a single blank', () => {
  for (const program of ['rpd', 'mib2d', 'evo-pfemand']) {
    const { outcome, records } = parseOutput('juniper_junos', 'log', lines(' ', program), { nowMs: null });
    expect([outcome, records]).toEqual([
      'ok',
      [
        {
          at: null,
          atText: 'Nov 21 03:04:05',
          clockSynced: null,
          severity: null,
          facility: program,
          mnemonic: 'RPD_OSPF_NBRDOWN',
          message: 'OSPF neighbor 192.0.2.1 went down',
        },
      ],
    ]);
  }
});

test('a daemon that other systems have too needs both blanks of Junos', () => {
  expect(parseOutput('juniper_junos', 'log', lines(' ', 'sshd'), { nowMs: null }).outcome).toBe('partial');
  expect(parseOutput('juniper_junos', 'log', lines('  ', 'sshd'), { nowMs: null }).outcome).toBe('ok');
});
