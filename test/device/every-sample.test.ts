import type { ServerChannel } from 'ssh2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGate } from '../../src/device/gate.ts';
import type { Device } from '../../src/device/inventory.ts';
import { defaultLimits } from '../../src/device/limits.ts';
import { createPool, type Pool } from '../../src/device/pool.ts';
import { type ReadParts, readDiagnostic } from '../../src/device/read.ts';
import { readLogins } from '../../src/device/read-credentials.ts';
import { type PlatformName, platformNames } from '../../src/domain/diagnostics.ts';
import { redact } from '../../src/lib/redact.ts';
import { sanitise } from '../../src/lib/sanitise.ts';
import { platforms } from '../../src/platforms/index.ts';
import { readerOf } from '../../src/platforms/platform.ts';
import { read, type Sample, samples } from '../platforms/samples.ts';
import { deviceAt, keyCredentials } from '../support/device-bench.ts';
import { answer, playTerminal, type ScriptedDevice, startScriptedDevice } from '../support/ssh-server.ts';

/** The last lines of a terminal that waits, as each platform prints them. */
const prompts: Record<PlatformName, string> = {
  arista_eos: 'leaf1#',
  cisco_iosxe: 'leaf1#',
  cisco_iosxr: 'RP/0/RP0/CPU0:leaf1#',
  cisco_nxos: 'leaf1# ',
  juniper_junos: 'ops@leaf1> ',
  nokia_sros: 'A:leaf1# ',
  nokia_srlinux: '--{ running }--[  ]--\nA:leaf1# ',
  frr: 'leaf1# ',
};

/** Samples that were printed by exactly the lines that we send, none of them refused: refusals are told apart elsewhere. */
const asked = samples.filter((sample) => {
  const lines = linesOf(sample);
  const { rejected } = platforms[sample.platform];
  const isRefused = sample.outputs.some((output) => output.split('\n').some((line) => rejected.test(line)));
  return lines.length === sample.outputs.length && lines[0] === sample.command && !isRefused;
});

describe.each(platformNames)('a device of %s, over SSH', (platform) => {
  const own = asked.filter((sample) => sample.platform === platform);
  let server: ScriptedDevice;
  let pool: Pool;
  let parts: ReadParts;
  let nowMs = 0;
  let playing: Sample | undefined;

  const reply = (line: string): string => {
    const lines = playing ? linesOf(playing) : [];
    const output = playing?.outputs[lines.indexOf(line)];
    return output === undefined ? '' : output;
  };

  beforeAll(async () => {
    server = await startScriptedDevice({
      exec: (line, channel) => answer(channel, reply(line)),
      shell: (channel: ServerChannel) => playTerminal(channel, { prompt: prompts[platform], reply }),
    });
    const gate = createGate(({ reason, line }) => {
      throw new Error(`${line}: ${reason}`);
    });
    const clock = { nowMs: () => nowMs };
    pool = createPool({
      platforms,
      logins: readLogins(keyCredentials),
      gate,
      limits: { ...defaultLimits, coalesceMs: 0 },
      clock,
    });
    parts = { platforms, pool, gate, clock };
  });
  afterAll(async () => {
    pool.close();
    await server.close();
  });

  test.each(own)('$diagnostic: $name gives what the parser gives', async (sample) => {
    playing = sample;
    nowMs = sample.nowMs ?? 0;
    const device: Device = deviceAt(server, { platform });
    const { result } = await readDiagnostic(parts, device, {
      diagnostic: sample.diagnostic,
      args: sample.args,
      fresh: true,
    });
    // A session knows where the answer ended.
    const texts = sample.outputs.map((output) => redact(sanitise(output === '' ? output : `${output}\n\n`)));
    const wanted = read({ ...sample, nowMs: sample.nowMs ?? 0 }, texts);
    expect(result.records).toEqual(wanted.records);
    expect(result.outcome).toBe(wanted.outcome);
    expect(result.commands.map(({ command }) => command)).toEqual(linesOf(sample));
  });
});

function linesOf({ platform, diagnostic, args }: Sample): string[] {
  const reader = readerOf(platforms[platform], diagnostic);
  return 'unsupported' in reader ? [] : reader.commands(args).map(({ line }) => line);
}
