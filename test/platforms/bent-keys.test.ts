import { describe, expect, test } from 'vitest';
import type { DiagnosticName, PlatformName } from '../../src/domain/diagnostics.ts';
import type { JsonObject } from '../../src/lib/safe-json.ts';
import { withBentKeys } from '../../src/platforms/bent-keys.ts';
import { type BentKey, bentKeys } from './damage/bent-keys.ts';
import { type Change, changes } from './damage/changes.ts';
import { read, type Sample, samples } from './samples.ts';

/** Another output of the same answer that says the same: what is not understood in the one is read from the other. */
const saidTwice: { platform: PlatformName; diagnostic: DiagnosticName }[] = [
  { platform: 'arista_eos', diagnostic: 'cpu-memory' },
  { platform: 'arista_eos', diagnostic: 'ntp' },
];

test('a letter of a key is another one, is missing or is there twice: no record and no value is lost or changed in an answer that is called whole', () => {
  let bent = 0;
  const needed = new Set<string>();
  const lost = samples
    .filter(({ expected }) => expected.outcome === 'ok')
    .flatMap((sample) => {
      const whole = read(sample, sample.outputs).records;
      return sample.outputs.flatMap((output, place) =>
        (bentKeys(output) ?? []).flatMap((one) => {
          bent += 1;
          const result = read(sample, sample.outputs.with(place, one.text));
          if (result.outcome !== 'ok' && result.outcome !== 'empty') return [];
          const [first] = changes(whole, result.records, () => false).filter((change) => !isItsName(change, one));
          if (first === undefined) return [];
          if (isSaidTwice(sample, place, result.records)) {
            needed.add(`${sample.platform} ${sample.diagnostic}`);
            return [];
          }
          const values = `${first.field} ${JSON.stringify(first.from)} → ${JSON.stringify(first.to)}`;
          return [`${sample.platform} ${sample.diagnostic} ${sample.name}: ${one.path} as ${one.bent}: ${values}`];
        }),
      );
    });
  expect(lost).toEqual([]);
  expect([...needed].sort()).toEqual(saidTwice.map(({ platform, diagnostic }) => `${platform} ${diagnostic}`));
  expect(bent).toBeGreaterThan(20_000);
}, 120_000);

/** The key is the name of a port, a VRF or a peer, and is shown as it stands there. */
function isItsName({ from, to }: Change, { key, bent }: BentKey): boolean {
  return typeof from === 'string' && from.replaceAll(key, bent) === to;
}

function isSaidTwice(sample: Sample, place: number, records: readonly unknown[]): boolean {
  const isListed = saidTwice.some(
    ({ platform, diagnostic }) => platform === sample.platform && diagnostic === sample.diagnostic,
  );
  const others = isListed && sample.outputs.length > 1 ? read(sample, sample.outputs.toSpliced(place, 1)) : null;
  return others?.outcome === 'ok' && JSON.stringify(others.records) === JSON.stringify(records);
}

describe('keys of an answer', () => {
  const rows = (document: JsonObject, ...asked: string[]) =>
    withBentKeys([document], ([one]) => {
      for (const key of asked) (one as JsonObject)[key];
      return { records: [], unparsed: [] };
    })?.unparsed;

  test('one that is nearly one that was asked for is handed back where that is missing', () => {
    expect(rows({ peerAddres: '192.0.2.1', asn: 65001 }, 'asn', 'peerAddress')).toEqual([
      '"peerAddres" in place of "peerAddress"',
    ]);
    expect(rows({ peers: { peerAddres: '192.0.2.1', peerAddress: '192.0.2.1' } }, 'peers', 'asn')).toEqual([]);
    expect(rows({ peerAddres: '192.0.2.1', peerAddress: '192.0.2.1' }, 'peerAddress')).toEqual([]);
  });

  test('one of a newer release, of another kind or of the other direction is none', () => {
    expect(rows({ peerAddressFamily: 1, ipv4: {}, rx_pwr: '-2.1', metric2: 0 }, 'peerAddress', 'ipv6')).toEqual([]);
    expect(rows({ rx_pwr: '-2.1', metric2: 0, fd: 61 }, 'tx_pwr', 'metric', 'bfd')).toEqual([]);
    expect(rows({ dr: '192.0.2.1', ucastQueues: {}, minRx: 3 }, 'bdr', 'mcastQueues', 'minTx')).toEqual([]);
    expect(rows({ 'input-bps': [{ data: '8000' }] }, 'input-pps')).toEqual([]);
  });

  test('the damaged one is found among thousands of whole objects', () => {
    const peers = Array.from({ length: 5_000 }, (_, at) => (at === 4_321 ? { statx: 'up' } : { state: 'up' }));
    const read = withBentKeys([peers], ([list]) => ({
      records: (list as JsonObject[]).filter(({ state }) => state === 'up'),
      unparsed: [],
    }));
    expect(read?.records).toHaveLength(4_999);
    expect(read?.unparsed).toEqual(['"statx" in place of "state"']);
  });

  test('twenty thousand keys that are nearly the same one take no more than linear time', () => {
    const peers = Array.from(
      { length: 20_000 },
      (_, at): JsonObject => ({
        [`${String.fromCodePoint(0x4e00 + at)}tate`]: 'up',
      }),
    );
    const began = process.cpuUsage();
    const read = withBentKeys([peers], ([list]) => ({
      records: (list as JsonObject[]).filter(({ state }) => state === 'up'),
      unparsed: [],
    }));
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(1_000);
    expect(read?.records).toEqual([]);
    expect(read?.unparsed[0]).toBe('"一tate" in place of "state"');
  });

  test('an object is still written as a word', () => {
    expect(withBentKeys([{ up: {} }], ([one]) => ({ records: [String(one)], unparsed: [] }))?.records).toEqual([
      '[object Object]',
    ]);
  });

  test('an empty object of FRR is a VRF without OSPF neighbours, unless its name was to be another one', () => {
    const answer = (text: string) =>
      read({ platform: 'frr', diagnostic: 'ospf-neighbors', args: {}, nowMs: null }, [text]).outcome;
    expect(answer('{"red": {}}')).toBe('empty');
    expect(answer('{"neighbxrs": {}}')).toBe('partial');
  });
});
