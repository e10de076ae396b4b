import { expect, test } from 'vitest';
import { ping } from '../../../src/platforms/nokia_srlinux/ping.ts';
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

test('a ping is of the network instance that its own note names', () => {
  const text = sampleText('nokia_srlinux', 'ping', 'named-instance');
  const at = (notes: string) => read('ping', text.replace('Using network instance main\n', notes));
  const whole = read('ping', text);
  expect(whole).toMatchObject({ outcome: 'ok', records: [{ vrf: 'main' }] });
  expect(at('Using network instance main\r\n')).toEqual(whole);
  for (const notes of [
    'Using network instance red\nping6: connect: Network is unreachable\nUsing network instance main\n',
    'Using network instance  main\n',
    'Using network instance ma in\n',
    'Using network instance \n',
  ])
    expect(at(notes)).toMatchObject({ outcome: 'partial', records: [{ vrf: null }] });
});

test('the network instance that a ping names counts before the one that was asked for', () => {
  const text = sampleText('nokia_srlinux', 'ping', 'named-instance');
  const asked = (printed: string) => ping.parse([printed], { args: { vrf: 'red' }, nowMs: null }).records;
  expect(asked(text.replace(/^(?:A:|Using).*\n/gm, ''))).toMatchObject([{ vrf: 'red' }]);
  expect(asked(text)).toMatchObject([{ vrf: 'main' }]);
});

test('routes of a local RIB that is no container are no empty table', () => {
  const text = sampleText('nokia_srlinux', 'bgp-route', 'routes-list');
  const listed = JSON.stringify(JSON.parse(text), (key, value) => (key === 'local-rib' ? value.routes : value));
  expect(read('bgp-route', listed)).toMatchObject({ outcome: 'partial', records: [] });
});

test('attributes of BGP in braces have the address of their next hop, or none', () => {
  const text = (nextHop: string) =>
    [
      'network-instance default {',
      '    bgp-rib {',
      '        attr-sets {',
      '            attr-set 5 {',
      '                origin igp',
      `                next-hop ${nextHop}`,
      '            }',
      '        }',
      '        ipv4-unicast {',
      '            local-rib {',
      '                route 203.0.113.0/24 neighbor 192.0.2.9 origin-protocol bgp {',
      '                    attr-id 5',
      '                }',
      '            }',
      '        }',
      '    }',
      '}',
      '',
    ].join('\n');
  expect(read('bgp-route', text('192.0.2.1'))).toMatchObject({ outcome: 'ok', records: [{ nextHop: '192.0.2.1' }] });
  expect(read('bgp-route', text('2001:db8::1'))).toMatchObject({
    outcome: 'ok',
    records: [{ nextHop: '2001:db8::1' }],
  });
  expect(read('bgp-route', text('192.0.2.x'))).toMatchObject({ outcome: 'partial', records: [{ nextHop: null }] });
});
