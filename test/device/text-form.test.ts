import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGate } from '../../src/device/gate.ts';
import { defaultLimits } from '../../src/device/limits.ts';
import { createPool, type Pool } from '../../src/device/pool.ts';
import { type ReadParts, readDiagnostic } from '../../src/device/read.ts';
import { readLogins } from '../../src/device/read-credentials.ts';
import { type DiagnosticArguments, diagnostics, type PlatformName } from '../../src/domain/diagnostics.ts';
import { redact } from '../../src/lib/redact.ts';
import { sanitise } from '../../src/lib/sanitise.ts';
import { platforms } from '../../src/platforms/index.ts';
import { readerOf } from '../../src/platforms/platform.ts';
import { read, type Sample, samples } from '../platforms/samples.ts';
import { deviceAt, keyCredentials } from '../support/device-bench.ts';
import { answer, type ScriptedDevice, startScriptedDevice } from '../support/ssh-server.ts';

/** What a release says that does not know the structured form of a line. */
const refusals = {
  arista_eos: '% This is an unconverted command\n',
  cisco_nxos: "                     ^\n% Invalid command at '^' marker.\n",
  frr: '% Unknown command: show … json\n',
  juniper_junos: '                  ^\nsyntax error, expecting <command>.\n',
} as const satisfies Partial<Record<PlatformName, string>>;

type Refusing = keyof typeof refusals;

let server: ScriptedDevice;
let pool: Pool;
let parts: ReadParts;
let reply: (line: string) => string;

beforeAll(async () => {
  server = await startScriptedDevice({
    exec: (line, channel) => {
      const text = reply(line);
      answer(channel, text, text.startsWith('{') || !/\^|^%/.test(text) ? 0 : 1);
    },
  });
  const gate = createGate(({ reason, line }) => {
    throw new Error(`${line}: ${reason}`);
  });
  const clock = { nowMs: () => Date.UTC(2026, 0, 5) };
  const limits = { ...defaultLimits, coalesceMs: 0 };
  pool = createPool({ platforms, logins: readLogins(keyCredentials), gate, limits, clock });
  parts = { platforms, pool, gate, clock };
});
afterAll(async () => {
  pool.close();
  await server.close();
});

describe.each(Object.keys(refusals) as Refusing[])('a release of %s without the structured form', (platform) => {
  const own = textSamples(platform);

  test.each(own)('$diagnostic: $name is read in text', async (sample) => {
    const [inText = ''] = textLines(sample);
    reply = (line) => (line === inText ? (sample.outputs[0] ?? '') : refusals[platform]);
    const { result } = await ask(sample);
    const wanted = read({ ...sample, nowMs: parts.clock.nowMs() }, [redact(sanitise(sample.outputs[0] ?? ''))]);
    expect(result.error).toBeNull();
    expect(result.records).toEqual(wanted.records);
    // The answer names the line that was taken.
    expect(result.commands[0]?.command).toBe(inText);
  });

  test('one that refuses the text as well is rejected, in its words', async () => {
    const [sample] = own;
    if (!sample) throw new Error(`${platform} has no sample in text`);
    reply = () => refusals[platform];
    const { result } = await ask(sample);
    expect(result).toMatchObject({ outcome: 'rejected', records: [], error: expect.stringMatching(/\S/) });
  });
});

test('every diagnostic of NX-OS whose lines ask for JSON is among them', () => {
  const asked = Object.entries(platforms.cisco_nxos.diagnostics).flatMap(([name, reader]) =>
    'commands' in reader &&
    reader
      .commands({ interface: 'Ethernet1/1', peer: '192.0.2.1', prefix: '203.0.113.0/24', target: '203.0.113.7' })[0]
      ?.line.endsWith(' | json')
      ? [name]
      : [],
  );
  expect([...new Set(textSamples('cisco_nxos').map(({ diagnostic }) => diagnostic))].sort()).toEqual(asked.sort());
});

describe('JSON that may not be read', () => {
  test.for([
    ['a key given twice', '{"hostname":"leaf1","hostname":"leaf2"}'],
    ['a key that reaches a prototype', '{"__proto__":{"hostname":"leaf1"}}'],
    ['10,000 levels', '{"a":'.repeat(10_000)],
  ] as const)('%s: the same is asked in text', async ([, json]) => {
    const sample = textSamples('cisco_nxos').find(({ diagnostic }) => diagnostic === 'version');
    if (!sample) throw new Error('NX-OS has no version in text');
    const [inText = ''] = textLines(sample);
    reply = (line) => (line === inText ? (sample.outputs[0] ?? '') : json);
    const { result } = await ask(sample);
    expect(result).toMatchObject({ outcome: 'ok', records: sample.expected.records });
  });
});

test('a feature that is not there is asked about once', async () => {
  const sample = textSamples('cisco_nxos').find(({ diagnostic }) => diagnostic === 'bgp-summary');
  if (!sample) throw new Error('NX-OS has no bgp-summary in text');
  const asked: string[] = [];
  reply = (line) => {
    asked.push(line);
    return 'Note:  process currently not running\n';
  };
  expect((await ask(sample)).result.outcome).toBe('rejected');
  expect(asked).toHaveLength(1);
});

function ask({ platform, diagnostic, args }: Sample) {
  return readDiagnostic(parts, deviceAt(server, { platform, name: `${platform}1` }), { diagnostic, args, fresh: true });
}

const interfaceOf = {
  arista_eos: 'Ethernet1',
  cisco_nxos: 'Ethernet1/1',
  frr: 'eth1',
  juniper_junos: 'ge-0/0/0',
} as const satisfies Record<Refusing, string>;

/** The arguments that a question must have, where the sample has none. */
function withRequired(sample: Sample, platform: Refusing): Sample {
  const values: DiagnosticArguments = {
    interface: interfaceOf[platform],
    peer: '192.0.2.1',
    prefix: '203.0.113.0/24',
    target: '203.0.113.7',
  };
  const required = diagnostics[sample.diagnostic].arguments.filter((argument) => argument.required);
  const args = Object.fromEntries(required.map(({ name }) => [name, values[name]]));
  return { ...sample, args: { ...args, ...sample.args } };
}

/** Samples of one text whose diagnostic needs no second line, and whose first line asks for JSON. */
function textSamples(platform: Refusing): Sample[] {
  return samples
    .map((sample) => withRequired(sample, platform))
    .filter((sample) => {
      const reader = readerOf(platforms[platform], sample.diagnostic);
      if (sample.platform !== platform || 'unsupported' in reader || sample.expected.outcome !== 'ok') return false;
      const [first, ...others] = reader.commands(sample.args);
      const isAlone = sample.outputs.length === 1 && others.every(({ optional }) => optional);
      return isAlone && !/^\s*[[{]/.test(sample.outputs[0] ?? '') && asText(platform, first?.line ?? '') !== null;
    });
}

function textLines({ platform, diagnostic, args }: Sample): string[] {
  const reader = readerOf(platforms[platform], diagnostic);
  if ('unsupported' in reader) return [];
  return reader.commands(args).map(({ line }) => asText(platform, line) ?? line);
}

function asText(platform: PlatformName, line: string): string | null {
  return platforms[platform].inText?.line(line) ?? null;
}
