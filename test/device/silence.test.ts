import { afterEach, describe, expect, test } from 'vitest';
import { createGate } from '../../src/device/gate.ts';
import { defaultLimits } from '../../src/device/limits.ts';
import { createPool, type Pool } from '../../src/device/pool.ts';
import { readDiagnostic } from '../../src/device/read.ts';
import { readLogins } from '../../src/device/read-credentials.ts';
import {
  type DiagnosticName,
  diagnosticNames,
  type PlatformName,
  platformNames,
} from '../../src/domain/diagnostics.ts';
import { platforms } from '../../src/platforms/index.ts';
import { readerOf } from '../../src/platforms/platform.ts';
import { readOutputs } from '../../src/platforms/read-outputs.ts';
import { samples } from '../platforms/samples.ts';
import { bench, deviceAt, keyCredentials, scripted, shortLimits } from '../support/device-bench.ts';
import { answer, playTerminal, type Script } from '../support/ssh-server.ts';
import { testPlatform } from '../support/test-platform.ts';
import { typist } from '../support/typist.ts';

/** Where silence means none, and where the proof is told beside the reader. */
const silent: [PlatformName, DiagnosticName][] = [
  ['cisco_iosxe', 'ospf-neighbors'],
  ['juniper_junos', 'ospf-neighbors'],
  ['frr', 'ospf-neighbors'],
];

let pool: Pool | undefined;
afterEach(() => pool?.close());

async function ask(platform: PlatformName, diagnostic: DiagnosticName, script: Script) {
  const server = await scripted(script);
  const gate = createGate(({ reason, line }) => {
    throw new Error(`${line}: ${reason}`);
  });
  const clock = { nowMs: () => Date.UTC(2026, 0, 5) };
  const limits = { ...defaultLimits, coalesceMs: 0 };
  pool = createPool({ platforms, logins: readLogins(keyCredentials), gate, limits, clock });
  const device = deviceAt(server, { platform });
  const { result } = await readDiagnostic({ platforms, pool, gate, clock }, device, { diagnostic, args: {} });
  return result;
}

/** A device that prints `reply` for a line, on a terminal or in a channel that ends with `exitCode`. */
function device(reply: (line: string) => string, exitCode: number | null = 0): Script {
  return {
    exec: (line, channel) => {
      if (exitCode !== null) return answer(channel, reply(line), exitCode);
      channel.write(reply(line));
      channel.end();
    },
    shell: (channel) => playTerminal(channel, { prompt: 'leaf1#', reply }),
  };
}

test.each(platformNames)(
  '%s: where nothing was printed because nothing was asked, nobody knows that there is none',
  (platform) => {
    const none = { texts: [], exitCodes: [], nowMs: null };
    expect(readOutputs(platforms[platform], 'interfaces', {}, none).outcome).toBe('incomplete');
    expect(readOutputs(platforms[platform], 'ospf-neighbors', {}, none).outcome).not.toBe('empty');
  },
);

test('no other reader takes silence for an answer', () => {
  const found = platformNames.flatMap((platform) =>
    diagnosticNames.flatMap((diagnostic) => {
      const reader = readerOf(platforms[platform], diagnostic);
      return 'unsupported' in reader || !reader.silentWhenNone ? [] : [[platform, diagnostic]];
    }),
  );
  expect(found).toEqual(expect.arrayContaining(silent));
  expect(found).toHaveLength(silent.length);
});

describe.each(silent)('%s prints no line where it has no %s', (platform, diagnostic) => {
  test('and that is an empty answer', async () => {
    const result = await ask(
      platform,
      diagnostic,
      device(() => ''),
    );
    expect(result).toMatchObject({ outcome: 'empty', records: [], unparsed: [], error: null });
  });

  test('which hides nothing of what another line of the question said', async () => {
    const told = samples.find(
      (one) => one.platform === platform && one.diagnostic === diagnostic && one.expected.outcome === 'ok',
    );
    const first = linesOf(platform, diagnostic)[0];
    const result = await ask(
      platform,
      diagnostic,
      device((line) => (line === first ? (told?.outputs[0] ?? '') : '')),
    );
    expect(result).toMatchObject({ outcome: 'ok', error: null });
    expect(result.records.length).toBeGreaterThan(0);
  });
});

test.each<[string, number | null]>([
  ['says that the command failed', 1],
  ['does not say how the command ended', null],
])('a channel that %s and shows nothing is no empty answer', async (_, exitCode) => {
  const { outcome } = await ask(
    'frr',
    'ospf-neighbors',
    device(() => '', exitCode),
  );
  expect(['incomplete', 'rejected']).toContain(outcome);
});

test.each<[PlatformName, DiagnosticName]>([
  ['cisco_iosxe', 'bgp-summary'],
  ['cisco_iosxe', 'interfaces'],
  ['juniper_junos', 'bgp-summary'],
  ['frr', 'bgp-summary'],
])('where %s always prints something, silence is an answer that is missing: %s', async (platform, diagnostic) => {
  const result = await ask(
    platform,
    diagnostic,
    device(() => ''),
  );
  expect(result).toMatchObject({ outcome: 'incomplete', error: 'the device printed nothing' });
});

/** Draws its prompt twice before it comes to each command but the first, as behind a log line, and answers `afterMs` later. */
function redrawing(afterMs: number) {
  let commands = 0;
  let turn = Promise.resolve();
  return typist((line, write) => {
    if (line !== '') commands += 1;
    const isLate = line !== '' && commands > 1;
    if (isLate) write('\nr1# \nr1# ');
    turn = turn
      .then(() => new Promise((resolve) => setTimeout(resolve, isLate ? afterMs : 0)))
      .then(() => write(line === '' ? '\nr1# ' : `${line}\none\ntwo\nr1# `));
  });
}

describe('prompts that are drawn anew before the terminal comes to the command', () => {
  async function askTwice(afterMs: number) {
    const server = await scripted({ shell: redrawing(afterMs) });
    const table = bench({ platform: testPlatform({ name: 'frr', session: 'shell' }) });
    await table.read(deviceAt(server));
    return table.read(deviceAt(server));
  }

  test('are not the end of its answer', async () => {
    const { result, artifacts } = await askTwice(100);
    expect(result.error).toBeNull();
    expect(artifacts[0]?.text).toBe('one\ntwo\n');
  });

  test('are no answer at all when it never comes to it', async () => {
    const { result } = await askTwice(10 * shortLimits.commandMs);
    expect(result).toMatchObject({ outcome: 'timed-out', records: [] });
  });
});

function linesOf(platform: PlatformName, diagnostic: DiagnosticName): string[] {
  const reader = readerOf(platforms[platform], diagnostic);
  return 'unsupported' in reader ? [] : reader.commands({}).map(({ line }) => line);
}
