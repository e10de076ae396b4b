import { expect, test } from 'vitest';
import { readerFor, sampleText } from './sample-text.ts';

const read = readerFor('nokia_sros');

const damages: [line: string, damaged: string][] = [
  ['[dual-stack]', '[0]         '],
  ['[dual-stack]', '[192.0.2.1] '],
  ['Local VRF [21:to_transit]', 'Local VRF [21:192.0.2.1] '],
  ['VPN Leak', 'V#N Leak'],
  ['Sub Mgmt', 'OSPF Mgmt'],
  ['Remote  NAT', 'Remote  N#T'],
  ['Remote  BGP VPN', 'Remote      VPN'],
];

test.for(damages)('a route with %j for which %j stands is handed back', ([line, damaged]) => {
  const text = sampleText('nokia_sros', 'route', 'services');
  const whole = read('route', text);
  expect(whole.outcome).toBe('ok');
  expect(text).toContain(line);
  const { outcome, unparsed } = read('route', text.replace(line, damaged));
  expect(outcome).toBe('partial');
  expect(unparsed).not.toEqual([]);
});

test.for([
  ['Ports on Slot 1', 'Pots on Slot 1'],
  ['Ports on Slot A', 'P#rts on Slot A'],
] as const)('ports below the damaged title %j are not left out silently', ([title, damaged]) => {
  const text = sampleText('nokia_sros', 'interfaces', 'usual');
  expect(read('interfaces', text).outcome).toBe('ok');
  expect(text).toContain(title);
  const { outcome, unparsed } = read('interfaces', text.replace(title, damaged));
  expect({ outcome, unparsed }).toEqual({ outcome: 'partial', unparsed: [damaged] });
});

test.for([0, 1, 2])('routes of a table that lacks its rule %i are not left out silently', (index) => {
  const text = sampleText('nokia_sros', 'route', 'services');
  const lines = text.split('\n');
  const rules = [...lines.keys()].filter((at) => /^(?:={20,}|-{20,})$/.test(lines[at] ?? ''));
  const { outcome, unparsed } = read('route', lines.filter((_, at) => at !== rules[index]).join('\n'));
  expect(outcome).toBe('partial');
  expect(unparsed).not.toEqual([]);
});
