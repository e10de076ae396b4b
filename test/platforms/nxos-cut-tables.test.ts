import { expect, test } from 'vitest';
import { parseOutput } from '../../src/platforms/parse-output.ts';

const aggregates = [
  '--------------------------------------------------------------------------------',
  'Group Port-       Type     Protocol  Member Ports',
  '      Channel',
  '--------------------------------------------------------------------------------',
  '1     Po1(SU)     Eth      LACP      Eth1/41(P)',
  '2     Po2(SU)     Eth      LACP      Eth1/42(D)   Eth1/43(D)   Eth1/45(P)',
  '                                     Eth1/46(P)   Eth1/47(D)',
  '',
].join('\n');

const membersOf = (text: string) => {
  const { outcome, records } = parseOutput('cisco_nxos', 'lag', text, { nowMs: null });
  return { outcome, members: records.map(({ members }) => members.length) };
};

test('members that do not fit stand on a further line', () => {
  expect(membersOf(aggregates)).toEqual({ outcome: 'ok', members: [1, 5] });
});

test('an aggregate whose members are cut is no record', () => {
  expect(membersOf(aggregates.slice(0, aggregates.indexOf('(D)\n')))).toEqual({ outcome: 'incomplete', members: [1] });
  expect(membersOf(aggregates.slice(0, aggregates.indexOf('\n                 ')))).toEqual({
    outcome: 'incomplete',
    members: [1],
  });
});

test('a table of processes in the order of their numbers says nothing of the busiest ones when it is cut', () => {
  const table = [
    'CPU utilization for five seconds: 3%/1%; one minute: 2%; five minutes: 2%',
    '',
    'PID    Runtime(ms)  Invoked   uSecs  5Sec    1Min    5Min    TTY  Process',
    '-----  -----------  --------  -----  ------  ------  ------  ---  -----------',
    '    1        37020    123456      6   0.00%   0.00%  0.00%   -    init',
    '    2          180      1011      6   0.00%   0.00%  0.00%   -    kthreadd',
    '',
  ].join('\n');
  const { outcome, records } = parseOutput('cisco_nxos', 'cpu-memory', table, { nowMs: null });
  expect({ outcome, records }).toEqual({ outcome: 'incomplete', records: [] });
});
