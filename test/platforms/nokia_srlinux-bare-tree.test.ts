import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DiagnosticArguments, DiagnosticName } from '../../src/domain/diagnostics.ts';
import { read } from './samples.ts';

const nowMs = 1_795_406_400_000;

function answer(diagnostic: DiagnosticName, args: DiagnosticArguments, outputs: string[]) {
  return read({ platform: 'nokia_srlinux', diagnostic, args, nowMs }, outputs);
}

function sample(diagnostic: DiagnosticName, name = 'usual'): string {
  return readFileSync(join(import.meta.dirname, 'nokia_srlinux', diagnostic, `${name}.raw`), 'utf8');
}

/** What stands at a path of names and places in lists; the key of the last list is left out where the device need not give it. */
function at(document: string, path: readonly (string | number)[], key?: string): Record<string, unknown> {
  const inside = path.reduce((branch, step) => branch[step], JSON.parse(document));
  return key === undefined ? inside : Object.fromEntries(Object.entries(inside).filter(([name]) => name !== key));
}

const blue = { vrf: 'default' };

/** Releases from 25 on leave the branches out that lead to the path that was asked, unless they are asked `with-context`. */
describe('a tree of SR Linux that begins at the branch that was asked for', () => {
  test.each<[DiagnosticName, DiagnosticArguments, (string | number)[], string?]>([
    ['bgp-peer', { ...blue, peer: '198.51.100.1' }, ['network-instance', 0, 'protocols', 'bgp']],
    [
      'bgp-peer',
      { ...blue, peer: '198.51.100.1' },
      ['network-instance', 0, 'protocols', 'bgp', 'neighbor', 0],
      'peer-address',
    ],
    ['bgp-summary', blue, ['network-instance', 0, 'protocols', 'bgp']],
    ['bgp-route', blue, ['network-instance', 0, 'bgp-rib']],
    ['route', blue, ['network-instance', 0, 'route-table']],
    ['ospf-neighbors', blue, ['network-instance', 0, 'protocols', 'ospf']],
    ['isis-adjacencies', blue, ['network-instance', 0, 'protocols', 'isis']],
    ['bfd-sessions', blue, ['bfd']],
    ['bfd-sessions', blue, ['bfd', 'network-instance', 0], 'name'],
    ['queue-drops', {}, ['qos', 'interfaces']],
    ['config-history', {}, ['system', 'configuration']],
    ['optics', { interface: 'ethernet-1/49' }, ['interface', 0, 'transceiver']],
    ['lag', { interface: 'lag1' }, ['interface', 0, 'lag']],
  ])('is read like the whole one: %s', (diagnostic, args, path, key) => {
    const document = sample(diagnostic);
    // What stands beside the path belongs to other branches.
    const wanted = answer(diagnostic, args, [JSON.stringify(only(JSON.parse(document), path))]);
    expect(wanted.records.length).toBeGreaterThan(0);
    expect(answer(diagnostic, args, [JSON.stringify(at(document, path, key))])).toEqual(wanted);
  });

  test('is the interface that was asked for', () => {
    const branch = { ...at(sample('interface-detail'), ['interface', 0], 'name'), ifindex: 54 };
    const args = { interface: 'ethernet-1/1' };
    const wanted = answer('interface-detail', args, [sample('interface-detail')]);
    expect(wanted.records).toHaveLength(1);
    expect(answer('interface-detail', args, [JSON.stringify(branch)])).toEqual(wanted);
    expect(answer('interface-detail', {}, [JSON.stringify(branch)])).toMatchObject({ outcome: 'partial', records: [] });
    const other = JSON.stringify({ ...branch, name: 'ethernet-1/2' });
    expect(answer('interface-detail', args, [other])).toMatchObject({ outcome: 'partial', records: [] });
  });

  test('is the subinterface that was asked for', () => {
    const branch = { index: 3, ifindex: 55, 'admin-state': 'enable', 'oper-state': 'up', 'ip-mtu': 1500 };
    expect(answer('interfaces', { interface: 'ethernet-1/1.3' }, [JSON.stringify(branch)])).toMatchObject({
      outcome: 'ok',
      records: [{ interface: 'ethernet-1/1.3', operStatus: 'up', mtuBytes: 1500 }],
    });
  });

  test('is a branch of another kind and handed back', () => {
    const transceiver = JSON.stringify({ 'oper-state': 'down', 'ddm-events': false });
    expect(answer('interface-detail', { interface: 'ethernet-1/1' }, [transceiver])).toMatchObject({
      outcome: 'partial',
      records: [],
    });
    const ospf = JSON.stringify({ 'router-id': '192.0.2.1', 'admin-state': 'enable' });
    expect(answer('bgp-summary', {}, [ospf])).toMatchObject({ outcome: 'partial', records: [] });
  });
});

const shown = `--{ running }--[  ]--
A:leaf1# info from state interface ethernet-1/31
    admin-state enable
    mtu 9232
    oper-state up
    last-change "2 months ago"
    statistics {
        in-octets 45092
    }
    subinterface 0 {
        admin-state enable
        name ethernet-1/31.0
        oper-state up
        ipv4 {
            address 192.0.2.1/31 {
                origin static
            }
            arp {
                neighbor 192.0.2.0 {
                    expiration-time "3 hours from now"
                }
            }
        }
    }
--{ running }--[  ]--
A:leaf1#
`;

describe('what `info from state` prints without the branches of the path', () => {
  const records = [
    { interface: 'ethernet-1/31', operStatus: 'up', mtuBytes: 9232, inOctets: '45092' },
    { interface: 'ethernet-1/31.0', ipAddresses: ['192.0.2.1/31'] },
  ];

  test('is read by the path of the command', () => {
    expect(answer('interface-detail', {}, [shown])).toMatchObject({ outcome: 'ok', records });
  });

  test('is read by the working context', () => {
    const inside = shown
      .replaceAll('--[  ]--', '--[ interface ethernet-1/31 ]--')
      .replace('state interface ethernet-1/31', 'state');
    expect(answer('interface-detail', {}, [inside])).toMatchObject({ outcome: 'ok', records });
  });

  test('is read below the last branch of the path, entry by entry', () => {
    const routes = ['203.0.113.1/32', '203.0.113.2/32'].map(
      (prefix) =>
        `    route ${prefix} id 0 route-type static route-owner static_route_mgr origin-network-instance default {\n` +
        '        metric 1\n        preference 5\n        active true\n    }\n',
    );
    const context = '--{ + running }--[ network-instance default ]--\n';
    const text = `${context}A:leaf1# info from  state  route-table  ipv4-unicast\n\n${routes.join('')}${context}`;
    expect(answer('route', {}, [text])).toMatchObject({
      outcome: 'ok',
      records: [
        { vrf: 'default', prefix: '203.0.113.1/32', protocol: 'static' },
        { vrf: 'default', prefix: '203.0.113.2/32', protocol: 'static' },
      ],
    });
  });

  test('is not read where an entry has further keys', () => {
    const context = '--{ running }--[  ]--\n';
    const path = 'network-instance default route-table ipv4-unicast route 203.0.113.1/32 id 0 route-type static';
    const text = `${context}A:leaf1# info from state ${path}\n    metric 1\n    active true\n${context}`;
    expect(answer('route', {}, [text])).toMatchObject({ outcome: 'partial', records: [] });
  });

  test('is not whole without a prompt below it', () => {
    const open = shown.slice(0, shown.lastIndexOf('--{'));
    expect(answer('interface-detail', {}, [open])).toMatchObject({ outcome: 'partial', records: [] });
  });

  test('is handed back where a brace is missing or a path has no single end', () => {
    expect(answer('interface-detail', {}, [shown.replace('    statistics {\n', '')]).outcome).toBe('partial');
    expect(
      answer('interface-detail', {}, [shown.replace('state interface ethernet-1/31', 'state interface *')]),
    ).toMatchObject({
      outcome: 'partial',
      records: [],
    });
  });

  test('has the branches all the same where its first line is a damaged one', () => {
    const bent =
      '--{ running }--[  ]--\nA:leaf1# info from state system lldp\n    sytem {\n        lldp {\n        }\n    }\n--{ running }--[  ]--\n';
    expect(answer('lldp-neighbors', {}, [bent])).toMatchObject({ outcome: 'partial', records: [] });
  });
});

/** The document with nothing in each list of the path but the entry that it names. */
function only(document: Record<string, unknown>, path: readonly (string | number)[]): Record<string, unknown> {
  const copy = structuredClone(document);
  let branch: Record<string, unknown> = copy;
  for (const [index, step] of path.entries()) {
    const place = path[index + 1];
    const inside = branch[step];
    if (Array.isArray(inside) && typeof place === 'number') branch[step] = [inside[place]];
    branch = (Array.isArray(branch[step]) ? { [place ?? 0]: (branch[step] as unknown[])[0] } : branch[step]) as Record<
      string,
      unknown
    >;
  }
  return copy;
}
