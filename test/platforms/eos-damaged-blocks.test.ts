import { expect, test } from 'vitest';
import type { DiagnosticName } from '../../src/domain/diagnostics.ts';
import { parseOutput } from '../../src/platforms/parse-output.ts';
import { read, samples } from './samples.ts';

const legend =
  'VRF: default\nCodes: C - connected, S - static, K - kernel,\n       I L1 - IS-IS level 1, B I - iBGP\n\n';
const routes = (lines: string) => parseOutput('arista_eos', 'route', `${legend}${lines}\n`, { nowMs: null });

test('a next hop further in than one that leads to a port is not how that one is resolved', () => {
  const row = ' I L1     192.0.2.32/28 [115/30] via 198.51.100.6, Ethernet3\n';
  const below = '                                 via 198.51.100.8, Ethernet4\n';
  expect(routes(row + below)).toMatchObject({ outcome: 'ok', records: [{ nextHops: [{}, {}] }] });
  expect(routes(row.replace(' L1', '') + below)).toMatchObject({ outcome: 'partial', unparsed: [below.trimEnd()] });
});

const damages: [DiagnosticName, string, string][] = [
  ['bgp-route', ' ago, valid, external', ' ago, vaxid, external'],
  ['bgp-route', 'external, best', 'external, bext'],
  ['bgp-route', '  Community: 65100:20 no-export', '  Commxnity: 65100:20 no-export'],
  ['bgp-route', 'Large Community', 'Laxge Community'],
  ['bgp-route', 'Extended Community', 'Extended Commxnity'],
  ['bgp-peer', 'Last sent notification:', 'Last sxnt notification:'],
  ['bgp-peer', 'Last rcvd notification:', 'Laxt rcvd notification:'],
  ['bgp-peer', 'Prefix Statistics:', 'Prefix Statixtics:'],
  ['interface-detail', 'Internet address is 198', 'Internet addrexs is 198'],
  ['interface-detail', 'link-local address is', 'link-local addrexs is'],
  ['interface-detail', ', subnet is', ', subxet is'],
  ['lldp-neighbors', 'Management Address        :', 'Management Addrexs        :'],
  ['bgp-route', '"asPath": "6', '"asXath": "6'],
  ['bgp-peer', '"peerAddress": "1', '"peerAddress": "x1'],
  ['interfaces', '"address": "198', '"address": "x198'],
  ['route', '"vias": [', '"vixs": ['],
  ['bfd-sessions', '   NA  multihop', '   Nx  multihop'],
];

test.each(damages)(
  '%s: a word of a block or a document that nobody knows is handed back: %j',
  (diagnostic, from, to) => {
    const holding = samples.filter(
      ({ platform, diagnostic: own, outputs, expected }) =>
        platform === 'arista_eos' && own === diagnostic && expected.outcome === 'ok' && outputs[0]?.includes(from),
    );
    expect(holding).not.toEqual([]);
    for (const sample of holding)
      expect(read(sample, [(sample.outputs[0] ?? '').replace(from, to)])).toMatchObject({ outcome: 'partial' });
  },
);

test('what stands below an entry of BGP whose end was not understood is not its own', () => {
  const sample = samples.find(
    (one) => one.platform === 'arista_eos' && one.outputs[0]?.includes('1 Contributing routes'),
  );
  const [text = ''] = sample?.outputs ?? [];
  const ends = text.split('Rx SAFI: Unicast\n      1 Contributing').join('Rx SAFX: Unicast\n      1 Contributing');
  expect(ends).not.toEqual(text);
  expect(sample && read(sample, [ends]).records).toEqual(sample?.expected.records);
});
