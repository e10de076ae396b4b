import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DiagnosticName } from '../../src/domain/diagnostics.ts';
import { parseOutput } from '../../src/platforms/parse-output.ts';

const lastLines: [diagnostic: DiagnosticName, name: string, why: string][] = [
  ['environment', 'interface-modules', 'what is read stands in front of the state that is configured'],
  ['environment', 'power', 'no line behind the figures of the slots is read'],
  ['lag', 'two-chassis', 'no sentence that begins so goes on'],
  ['interface-detail', 'uncounted', 'the rate ends with its unit'],
  ['interfaces', 'filtered', 'no VRF of that name goes on'],
  ['interfaces', 'no-vrfs', 'the protocol is the last column'],
  ['bgp-route', 'brief', 'the origin is the last column'],
  ['route', 'vrf-without-routes', 'the sentence does not go on'],
  ['route', 'last-of-bgp', 'the way of BGP ends in its age, which ends in its unit'],
  ['route', 'last-to-null', 'there is one Null0'],
  ['cpu-memory', 'listed', 'the processes above it take the whole load of five minutes'],
];

test.for(lastLines)('%s %s is whole without its last line break: %s', ([diagnostic, name]) => {
  const text = readFileSync(join(import.meta.dirname, 'cisco_iosxr', diagnostic, `${name}.raw`), 'utf8').trimEnd();
  const outcomeOf = (part: string) => parseOutput('cisco_iosxr', diagnostic, part, { nowMs: null }).outcome;
  expect(outcomeOf(text)).toBe('ok');
  expect(outcomeOf(text.slice(0, -2))).toBe('incomplete');
});

test('a list of processes that leaves a part of the load to others goes on behind its last line without a break', () => {
  const text = readFileSync(join(import.meta.dirname, 'cisco_iosxr', 'cpu-memory', 'load.raw'), 'utf8');
  const outcomeOf = (part: string) => parseOutput('cisco_iosxr', 'cpu-memory', part, { nowMs: null }).outcome;
  expect(outcomeOf(text)).toBe('ok');
  expect(outcomeOf(text.trimEnd())).toBe('incomplete');
});
