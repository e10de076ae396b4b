/** biome-ignore-all lint/suspicious/noTemplateCurlyInString: the form in which playbooks name an input */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsePlaybook } from '../../src/domain/parse-playbook.ts';
import {
  concludePlaybook,
  judgeHealing,
  matchesTrigger,
  type Playbook,
  resolveStep,
  type StepResult,
} from '../../src/domain/playbook.ts';
import { problemText } from '../../src/lib/yaml-file.ts';

function shipped(name: string): Playbook {
  const parsed = parsePlaybook(readFileSync(join(import.meta.dirname, '../../playbooks', name), 'utf8'));
  if (!parsed.ok) throw new Error(problemText(name, parsed.problems));
  return parsed.playbook;
}

const book = shipped('interface-errors.yaml');
const inputs = {
  device: 'leaf1',
  interface: 'eth1',
  neighborDevice: 'spine1',
  neighborInterface: 'Ethernet1',
  destination: '198.51.100.0',
  farDestination: '192.0.2.12',
};
const ok = (...records: object[]): StepResult => ({ outcome: 'ok', records, summary: '' });
const failed: StepResult = { outcome: 'timed-out', records: [], summary: 'leaf1 ping: no answer' };
const lossOf = (lossPercent: number) =>
  ok({ destination: '198.51.100.0', sent: 5, received: 5 - lossPercent / 20, lossPercent });
const up = (name: string, operStatus = 'up', adminStatus = 'up') => ({ interface: name, operStatus, adminStatus });
const established = (peer: string, state = 'established') => ({ peer, state });

/** Everything healthy but the link, which loses 40 %. */
const lossy: Record<string, StepResult> = {
  nearDetail: ok({ crcErrors: null }),
  farDetail: ok({ crcErrors: 100 }),
  nearInterfaces: ok(up('eth1'), up('eth2')),
  farInterfaces: ok(up('Ethernet1'), up('Ethernet2')),
  nearBgp: ok(established('198.51.100.0'), established('198.51.100.8')),
  farBgp: ok(established('198.51.100.1'), established('198.51.100.3')),
  linkPing: lossOf(40),
  farPing: lossOf(20),
  path: ok({ hop: 1 }),
  nearLog: ok(),
  farLog: ok(),
  nearDetailAgain: ok({ crcErrors: null }),
  farDetailAgain: ok({ crcErrors: 220 }),
};

describe('interface-errors', () => {
  test('loss with another way on both ends: says so with its facts and proposes to shut the link', () => {
    const { says, facts, propose } = concludePlaybook(book, inputs, lossy);
    expect(says).toBe('The link leaf1 eth1 – spine1 Ethernet1 loses packets: 40 % of the pings across it.');
    expect(facts).toContain('CRC errors rise on spine1 Ethernet1: +120 between two readings, 220 in all.');
    expect(facts).toContain('leaf1 does not count CRC errors, so its own end cannot be judged by them.');
    const many = { ...lossy, farDetailAgain: ok({ crcErrors: 1_465_969 }) };
    expect(concludePlaybook(book, inputs, many).facts).toContain(
      'CRC errors rise on spine1 Ethernet1: +1,465,869 between two readings, 1,465,969 in all.',
    );
    expect(propose).toMatchObject({ mitigation: 'interface-shutdown', device: 'leaf1', args: { interface: 'eth1' } });
  });

  test.for([
    ['near', { nearBgp: ok(established('198.51.100.0'), established('198.51.100.8', 'idle')) }],
    ['far', { farBgp: ok(established('198.51.100.1'), established('198.51.100.3', 'active')) }],
  ] as const)('no other peer on the %s end: says so and proposes nothing', ([, change]) => {
    const { says, propose } = concludePlaybook(book, inputs, { ...lossy, ...change });
    expect(says).toContain('would cut it off');
    expect(propose).toBeNull();
  });

  test('no loss now: says so and proposes nothing', () =>
    expect(concludePlaybook(book, inputs, { ...lossy, linkPing: lossOf(0) })).toMatchObject({
      says: expect.stringContaining('No loss across leaf1 eth1'),
      propose: null,
    }));

  test('a link that is down is called down, not lossy', () =>
    expect(
      concludePlaybook(book, inputs, { ...lossy, nearInterfaces: ok(up('eth1', 'down')), linkPing: failed }),
    ).toMatchObject({
      says: 'The link leaf1 eth1 – spine1 Ethernet1 is down.',
      propose: null,
    }));

  const titles: Record<string, string> = {
    linkPing: 'Ping across the link',
    nearBgp: 'BGP of the near end',
    farBgp: 'BGP of the far end',
  };
  test.for([['linkPing'], ['nearBgp'], ['farBgp']])(
    'without %s nothing is proposed, and it is said aloud',
    ([step = '']) => {
      const { facts, propose } = concludePlaybook(book, inputs, { ...lossy, [step]: failed });
      expect(propose).toBeNull();
      expect(facts).toContain(`Not read: ${titles[step]} (leaf1 ping: no answer)`);
    },
  );

  test('healed only when the loss is gone, the other peers stay and the errors stand still', () => {
    const after = { ...lossy, farPing: lossOf(0), farDetail: ok({ crcErrors: 220 }) };
    expect(judgeHealing(book, inputs, lossy, after).healed).toBe(true);
    expect(judgeHealing(book, inputs, lossy, { ...after, farPing: lossOf(20) }).healed).toBe(false);
    expect(judgeHealing(book, inputs, lossy, { ...after, farDetailAgain: ok({ crcErrors: 221 }) }).healed).toBe(false);
    expect(judgeHealing(book, inputs, lossy, { ...after, farPing: failed }).healed).toBeNull();
  });

  test.for([['nearBgp'], ['farBgp']])(
    'a %s that was not read is not "no peers": it cannot be decided',
    ([step = '']) => {
      const { says, propose } = concludePlaybook(book, inputs, { ...lossy, [step]: failed });
      expect(says).toMatch(/^It cannot be decided/);
      expect(says).not.toContain('cut it off');
      expect(propose).toBeNull();
    },
  );

  test('one end seen down is enough, although the other end was not read', () =>
    expect(
      concludePlaybook(book, inputs, { ...lossy, nearInterfaces: ok(up('eth1', 'down')), farInterfaces: failed }).says,
    ).toBe('The link leaf1 eth1 – spine1 Ethernet1 is down.'));

  test('an end that was not read does not count as up', () =>
    expect(concludePlaybook(book, inputs, { ...lossy, farInterfaces: failed })).toMatchObject({
      says: expect.stringMatching(/^It cannot be decided/),
      propose: null,
    }));

  test('peers that were not read, before or after, leave the healing undecided; peers that are gone do not', () => {
    const after = { ...lossy, farPing: lossOf(0), farDetail: ok({ crcErrors: 220 }) };
    const noPeers: StepResult = { outcome: 'empty', records: [], summary: '' };
    expect(judgeHealing(book, inputs, lossy, { ...after, nearBgp: noPeers }).healed).toBe(false);
    expect(judgeHealing(book, inputs, lossy, { ...after, nearBgp: failed }).healed).toBeNull();
    expect(judgeHealing(book, inputs, { ...lossy, nearBgp: failed }, { ...after, nearBgp: noPeers })).toMatchObject({
      healed: null,
      facts: expect.arrayContaining(['Not known: other established BGP peers of leaf1: unknown before, 0 now.']),
    });
  });

  test.for([
    ['both readings', { farDetail: ok({ crcErrors: null }), farDetailAgain: ok({ crcErrors: null }) }],
    ['the second reading', { farDetail: ok({ crcErrors: 220 }), farDetailAgain: ok({ crcErrors: null }) }],
  ] as const)('without a CRC counter in %s nothing is said about it, good or bad', ([, counters]) => {
    const { healed, facts } = judgeHealing(book, inputs, lossy, { ...lossy, farPing: lossOf(0), ...counters });
    expect(healed).toBe(true);
    expect(facts.join('\n')).not.toContain('stand still');
    expect(facts.at(-1)).toContain('are not counted there, so not judged');
  });

  test('with a CRC counter the number at which it stands is said', () =>
    expect(
      judgeHealing(book, inputs, lossy, { ...lossy, farPing: lossOf(0), farDetail: ok({ crcErrors: 220 }) }).facts.at(
        -1,
      ),
    ).toBe('Holds: CRC errors on spine1 Ethernet1 stand still at 220.'));

  test('an alert starts it with its labels as inputs; a missing label is a problem; another alert is none', () => {
    const alert = {
      source: 'generic',
      title: 't',
      severity: 'sev2',
      labels: { alertname: 'InterfaceErrors', ...inputs },
    };
    expect(matchesTrigger(book, alert)).toEqual({ matches: true, inputs });
    const { farDestination: _, ...fewer } = alert.labels;
    expect(matchesTrigger(book, { ...alert, labels: fewer })).toMatchObject({
      matches: false,
      problem: expect.stringContaining('farDestination'),
    });
    expect(matchesTrigger(book, { ...alert, labels: {} })).toEqual({ matches: false, problem: null });
  });

  test('steps get their inputs; numbers become numbers', () => {
    const log = book.steps.find(({ id }) => id === 'nearLog');
    if (!log) throw new Error('no such step');
    expect(resolveStep(log, inputs)).toEqual({ ok: true, device: 'leaf1', args: { lines: 50 } });
    expect(resolveStep(log, {})).toMatchObject({ ok: false });
  });
});

describe('bgp-peer-down', () => {
  const down = shipped('bgp-peer-down.yaml');
  const asked = { device: 'leaf1', peer: '198.51.100.0' };
  const results = (peer: object, ping: StepResult): Record<string, StepResult> => ({
    summary: ok(),
    peer: ok({ state: 'idle', adminDown: false, lastResetReason: null, upSeconds: null, ...peer }),
    interfaces: ok(up('eth1')),
    ping,
    log: ok(),
  });
  test('only a peer that is shut here is proposed to be enabled', () => {
    expect(concludePlaybook(down, asked, results({ adminDown: true }, lossOf(0))).propose).toMatchObject({
      mitigation: 'bgp-peer-enable',
    });
    expect(concludePlaybook(down, asked, results({}, lossOf(0))).propose).toBeNull();
    expect(concludePlaybook(down, asked, results({ state: 'active' }, lossOf(100)))).toMatchObject({
      says: expect.stringContaining('the path to it is broken'),
      propose: null,
    });
    expect(concludePlaybook(down, asked, results({ state: 'established' }, lossOf(0))).says).toContain(
      'established now',
    );
    const sinceWeeks = { state: 'established', upSeconds: 1_211_033 };
    expect(concludePlaybook(down, asked, results(sinceWeeks, lossOf(0))).facts).toContain('It has been up for 14 d.');
  });
});

describe('a playbook file with mistakes', () => {
  const good = readFileSync(join(import.meta.dirname, '../../playbooks/bgp-peer-down.yaml'), 'utf8');
  const problemsOf = (text: string) => {
    const parsed = parsePlaybook(text);
    return parsed.ok ? '' : problemText('x.yaml', parsed.problems);
  };
  test.for([
    [
      'an unknown diagnostic',
      'diagnostic: bgp-summary',
      'diagnostic: show-tech',
      /x\.yaml:\d+: steps\[0\]\.diagnostic/,
    ],
    [
      'an unknown input',
      '"${device}", args: { peer: "${peer}" } }',
      '"${devise}", args: { peer: "${peer}" } }',
      /no input "devise"/,
    ],
    [
      'a broken condition',
      'when: steps.peer.first.adminDown',
      'when: steps.peer.first.adminDown &&',
      /x\.yaml:\d+: verdicts\[1\]\.when: not a CEL expression/,
    ],
    [
      'an unknown key',
      'title: A BGP peer is down',
      'title: A BGP peer is down\nshell: reboot',
      /x\.yaml:\d+: shell: unknown key/,
    ],
    ['a step without what it needs', 'args: { peer: "${peer}" } }', '}', /bgp-peer needs the argument "peer"/],
    ['an alias', 'title: A BGP peer is down', 'title: &a A BGP peer is down\nother: *a', /aliases/],
    ['a dangerous key', 'title: A BGP peer is down', 'title: x\n__proto__: { a: 1 }', /not allowed/],
    ['not YAML', 'name: bgp-peer-down', 'name: [', /not valid YAML/],
  ] as const)('%s is named with its line', ([, from, to, expected]) => {
    expect(good).toContain(from);
    expect(problemsOf(good.replace(from, to))).toMatch(expected);
  });
});
