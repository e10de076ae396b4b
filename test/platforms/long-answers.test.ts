import { expect, test } from 'vitest';
import type { DiagnosticName, PlatformName } from '../../src/domain/diagnostics.ts';
import { readerFor, sampleText } from './cut-or-damaged/sample-text.ts';

/** More than V8 takes arguments for one call. */
const lines = 130_000;

/** A line of a sample, by a part of it, told again and again where it stands: pasted tables are longer than a device's answers may be. */
test.for<[PlatformName, DiagnosticName, sample: string, part: string]>([
  ['arista_eos', 'bgp-peer', 'text-evpn', '    IPv4 Unicast:  '],
  ['nokia_sros', 'bgp-summary', 'families', ' 0/0/0 (VpnIPv4'],
  ['nokia_sros', 'bgp-summary', 'families', ' 6/1/3 (Evpn)'],
  ['nokia_sros', 'config-history', 'usual', 'latest .rb'],
  ['nokia_sros', 'interfaces', 'descriptions', '10-Gig Ethernet'],
  ['nokia_sros', 'interfaces', 'one-family-down', 'to_edge_'],
  ['nokia_sros', 'lag', 'named-data', '7              up'],
  ['nokia_sros', 'optics', 'lanes', '    1        -  '],
  ['nokia_sros', 'ospf-neighbors', 'usual', 'to_core '],
])('%s %s is read, however long (%s, %s)', { timeout: 30_000 }, ([platform, diagnostic, sample, part]) => {
  const printed = sampleText(platform, diagnostic, sample);
  const line = printed.split('\n').find((one) => one.includes(part));
  expect(line).toBeDefined();
  const { records, unparsed } = readerFor(platform)(
    diagnostic,
    printed.replace(`${line}\n`, `${line}\n`.repeat(lines)),
  );
  expect(records.length > 0 || unparsed.length > 0).toBe(true);
});

test('a megabyte of lines of a few letters is no answer of a device', () => {
  const { outcome, records, error } = readerFor('nokia_sros')('config-history', '7\n'.repeat(500_000));
  expect({ outcome, records, error }).toEqual({
    outcome: 'partial',
    records: [],
    error: 'its lines are too short for an answer of a device',
  });
});
