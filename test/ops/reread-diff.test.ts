import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../../src/domain/chain.ts';
import type { DiagnosticName, PlatformName } from '../../src/domain/diagnostics.ts';
import type { EventBody, TimelineEvent } from '../../src/domain/timeline.ts';
import { rereadAnswer } from '../../src/ops/reread-answer.ts';
import { type Difference, rereadDiff } from '../../src/ops/reread-diff.ts';
import { chained, line } from '../exports/night.ts';

const platformsDir = join(import.meta.dirname, '../platforms');
const sample = (name: string) => readFileSync(join(platformsDir, `${name}.raw`), 'utf8');
type Answered = EventBody<'diagnostic.answered'>;

const peers = sample('frr/bgp-summary/lab-healthy');
const readAt = '2026-11-23T02:58:15.000Z';

/** An answer as the bot records it: its records are what the parser of today makes of `text`. */
function answer(
  text: string,
  what: { platform: PlatformName; diagnostic: DiagnosticName; command: string; arguments?: string },
): Answered {
  const { platform, diagnostic, command } = what;
  const body: Answered = {
    run: 'r1',
    device: 'leaf1',
    diagnostic,
    arguments: what.arguments ?? '',
    playbook: null,
    outcome: 'ok',
    verdict: '',
    records: [],
    unparsed: [],
    error: null,
    commands: [{ command, rawSha256: sha256Hex(text), durationMs: 41 }],
    durationMs: 41,
    truncated: false,
    read: { platform, at: readAt, exitCodes: [0] },
  };
  const reread = rereadAnswer(body, readAt, new Map([[sha256Hex(text), text]]));
  if (reread.kind !== 'read') throw new Error(`the sample is ${reread.kind}`);
  const { result, verdict } = reread.now;
  const records = result.records.map((record) => ({ ...record }));
  return { ...body, verdict, records, outcome: result.outcome, unparsed: result.unparsed, error: result.error };
}

const healthy = answer(peers, {
  platform: 'frr',
  diagnostic: 'bgp-summary',
  command: 'show bgp vrf all summary json',
});

const recorded = (body: Answered): TimelineEvent[] =>
  chained([line(3, { kind: 'bot', id: 'ringdown' }, 'diagnostic.answered', body)]);

const diffOf = (body: Answered, texts: readonly string[] = [peers]) =>
  rereadDiff(recorded(body), new Map(texts.map((text) => [sha256Hex(text), text])));

const nothing = { equal: 0, different: [], notRead: [], unanswered: 0, withoutClock: 0, redacted: [] };

/** The answer as a parser of another day would have recorded it. */
const edited = (edit: (records: Record<string, unknown>[]) => Record<string, unknown>[]): Answered => ({
  ...healthy,
  records: edit(structuredClone(healthy.records)),
});

describe('reading an old answer again', () => {
  test('the sample has something to differ in', () => expect(healthy.records).toHaveLength(2));

  test('gives the same, down to the ages', () => expect(diffOf(healthy)).toEqual({ ...nothing, equal: 1 }));

  test('names a field that reads differently, and what it is a field of', () => {
    const { different, equal } = diffOf(edited(([first, second]) => [{ ...first, state: 'idle' }, second ?? {}]));
    expect(equal).toBe(0);
    expect(different).toEqual([
      {
        seq: 1,
        device: 'leaf1',
        diagnostic: 'bgp-summary',
        arguments: '',
        differences: [
          {
            what: 'vrf default, addressFamily ipv4-unicast, peer 198.51.100.1: state',
            recorded: 'idle',
            now: 'established',
          },
        ],
      },
    ]);
  });

  test.for([
    [
      'a record that is new',
      edited((records) => records.slice(1)),
      [{ recorded: null, now: { peer: '198.51.100.1' } }],
    ],
    [
      'a record that is gone',
      edited((records) => [...records, { peer: '192.0.2.99', state: 'idle' }]),
      [{ what: 'record peer 192.0.2.99', recorded: { peer: '192.0.2.99', state: 'idle' }, now: null }],
    ],
    ['another order', edited((records) => records.toReversed()), [{ what: 'order of the records' }]],
    ['a field that is new', edited((records) => records.map(({ description: _, ...rest }) => rest)), [{}, {}]],
    [
      'another verdict',
      { ...healthy, verdict: 'Two peers are up' },
      [{ what: 'verdict', recorded: 'Two peers are up' }],
    ],
    ['another outcome', { ...healthy, outcome: 'partial' }, [{ what: 'outcome', now: 'ok' }]],
    [
      'lines that were not understood',
      { ...healthy, unparsed: ['x'] },
      [{ what: 'unparsed', recorded: ['x'], now: [] }],
    ],
  ] satisfies [string, Answered, Partial<Difference>[]][])('says %s', ([, body, differences]) => {
    const [only] = diffOf(body).different;
    expect(only?.differences).toMatchObject(differences);
    expect(only?.differences).toHaveLength(differences.length);
  });

  test('takes the exit code into account, which stands on the record', () => {
    const text = 'nobody knows\nthis form\n';
    const withCode = (code: number) =>
      diffOf(
        {
          ...healthy,
          outcome: 'rejected',
          verdict: 'The device refused the command: this form',
          records: [],
          error: 'this form',
          commands: [{ command: 'show bgp vrf all summary json', rawSha256: sha256Hex(text), durationMs: 3 }],
          read: { platform: 'frr', at: readAt, exitCodes: [code] },
        },
        [text],
      );
    expect(withCode(1)).toEqual({ ...nothing, equal: 1 });
    expect(withCode(0).different[0]?.differences).toContainEqual({
      what: 'outcome',
      recorded: 'rejected',
      now: 'partial',
    });
  });

  test('what was redacted when it was recorded is no difference', () => {
    const secret = peers.replaceAll('"spine1"', '"password Sup3rS3cret"');
    const body = answer(secret, {
      platform: 'frr',
      diagnostic: 'bgp-summary',
      command: 'show bgp vrf all summary json',
    });
    expect(JSON.stringify(body.records)).not.toContain('Sup3rS3cret');
    expect(diffOf(body, [secret])).toEqual({ ...nothing, equal: 1 });
  });
});

describe('what cannot be read again is said', () => {
  test('a raw output that is not in the file', () =>
    expect(diffOf(healthy, [])).toMatchObject({
      equal: 0,
      notRead: [{ seq: 1, why: 'the raw output of "show bgp vrf all summary json" is not in the file' }],
    }));

  test('a body that was redacted', () => {
    const events = chained([line(3, { kind: 'bot', id: 'ringdown' }, 'diagnostic.answered', healthy)], 'INC-1', [1]);
    expect(rereadDiff(events, new Map())).toEqual({ ...nothing, redacted: [1] });
  });

  test('arguments that are none on the platform', () =>
    expect(diffOf({ ...healthy, arguments: 'one too many' }).notRead).toMatchObject([
      { why: expect.stringContaining('"one too many"') },
    ]));

  test('a device that gave no whole answer has nothing to read', () =>
    expect(diffOf({ ...healthy, outcome: 'timed-out', read: { platform: 'frr', at: null, exitCodes: null } })).toEqual({
      ...nothing,
      unanswered: 1,
    }));
});

describe('a record of a time before it named the platform', () => {
  const old = ({ read: _, ...body }: Answered): Answered => body;

  test('is recognised by its command', () =>
    expect(diffOf(old(healthy))).toMatchObject({ equal: 1, different: [], withoutClock: 1 }));

  test('still shows what reads differently', () =>
    expect(
      diffOf(old(edited((records) => records.map((record) => ({ ...record, remoteAs: 1 }))))).different,
    ).toMatchObject([{ differences: [{ recorded: 1 }, { recorded: 1 }] }]));

  test('is not compared where two platforms send the same', () => {
    const { notRead } = diffOf({
      ...old(healthy),
      diagnostic: 'version',
      commands: [{ command: 'show version', rawSha256: sha256Hex(peers), durationMs: 1 }],
    });
    expect(notRead).toMatchObject([{ why: expect.stringMatching(/does not name the platform, and .* and .* have/) }]);
  });

  test('is not compared where nobody sends such a command', () =>
    expect(
      diffOf({ ...old(healthy), commands: [{ command: 'show me', rawSha256: null, durationMs: 1 }] }).notRead,
    ).toMatchObject([{ why: expect.stringContaining('no platform has these commands today') }]));

  test('an age that was counted from an instant is not compared, everything else is', () => {
    const text = sample('arista_eos/bgp-summary/old-json');
    const command = 'show bgp summary vrf all | json';
    const body = answer(text, { platform: 'arista_eos', diagnostic: 'bgp-summary', command });
    const older = { ...body, records: body.records.map((record) => ({ ...record, stateSeconds: 1 })) };
    const other = { ...body, records: body.records.map((record) => ({ ...record, remoteAs: 1 })) };
    expect(diffOf(older, [text])).toMatchObject({ equal: 0, withoutClock: 0 });
    expect(diffOf(old(older), [text])).toMatchObject({ equal: 1, withoutClock: 1 });
    expect(diffOf(old(other), [text])).toMatchObject({ equal: 0, withoutClock: 1 });
  });
});
