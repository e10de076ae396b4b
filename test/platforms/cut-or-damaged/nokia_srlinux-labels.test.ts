import { expect, test } from 'vitest';
import { expectHandedBack, readerFor, sampleText } from './sample-text.ts';

const read = readerFor('nokia_srlinux');

test.for([
  ['arp', 'neighbors', 'Current', 'Currxnt'],
  ['interfaces', 'described', 'Description', 'Descripxion'],
  ['isis-adjacencies', 'report', '|    Ip   |', '|    Ix   |'],
  ['mac-table', 'usual', '"type": "learnt"', '"type": "learxt"'],
  ['route', 'usual', '"route-type": "bgp"', '"route-type": "bgx"'],
] as const)('%s (%s): with %j for which %j stands no record is changed', (damage) => {
  expectHandedBack('nokia_srlinux', damage);
});

test.for([
  ['bgp-route', 'detail', 'Communities     : 64500:110', 'Communities     : Noxe'],
  ['lag', 'report', 'oper-down-reason', 'oper-doxn-reason'],
  ['version', 'text', 'Hostname ', 'Hoxtname '],
  ['version', 'text', 'Chassis Type ', 'Chaxsis Type '],
  ['version', 'text', 'Serial Number ', 'Serxal Number '],
  ['bgp-peer', 'report', 'Error: Cease', 'Error: Noxe'],
] as const)('%s (%s): what was %j is not told as whole when it is %j', ([diagnostic, name, word, damaged]) => {
  const text = sampleText('nokia_srlinux', diagnostic, name);
  expect(read(diagnostic, text).outcome).toBe('ok');
  expect(text).toContain(word);
  const { outcome, unparsed } = read(diagnostic, text.replace(word, damaged));
  expect(outcome).toBe('partial');
  expect(unparsed).not.toEqual([]);
});

test('the table below a title that is lost is not that of the title above', () => {
  const text = sampleText('nokia_srlinux', 'route', 'older');
  const lost = text.replace(/^IPv6 Unicast route table of network instance default\n/m, '');
  expect(lost).not.toBe(text);
  const { outcome, records } = read('route', lost);
  expect(outcome).toBe('partial');
  expect(JSON.stringify(records)).not.toContain('::');
});
