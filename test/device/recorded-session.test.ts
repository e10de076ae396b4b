import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ServerChannel } from 'ssh2';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { defaultLimits } from '../../src/device/limits.ts';
import type { PlatformName } from '../../src/domain/diagnostics.ts';
import { sanitise } from '../../src/lib/sanitise.ts';
import { platforms } from '../../src/platforms/index.ts';
import { bench, deviceAt, scripted } from '../support/device-bench.ts';
import { describeWith, need } from '../support/needs.ts';

/** Whole sessions of real devices with their banner, echo, line ends and prompt, played by a scripted server. */
const folder = join(
  resolve(import.meta.dirname, '../..', process.env['RINGDOWN_CORPUS'] ?? '../shared/corpus'),
  'session/all',
);

const recorded: [string, PlatformName][] = [
  ['eos', 'arista_eos'],
  ['ios_C9200', 'cisco_iosxe'],
  ['junos', 'juniper_junos'],
  ['nxos', 'cisco_nxos'],
];

describeWith([need.corpus()], 'a recorded session, over SSH', () => {
  test.for(recorded)('%s', async ([name, platformName]) => {
    const { greeting, prompt, replies } = recording(name);
    const [command, reply] = mainAnswer(replies);
    const server = await scripted({ shell: (channel) => play(channel, greeting, prompt, replies, command) });
    const real = platforms[platformName];
    const version = { ...plainReader, commands: () => [{ line: 'show version' }] };
    // The transport is looked at, not the catalogue of the platform: its prompt, its refusals, its pager.
    const platform = {
      ...real,
      session: 'shell' as const,
      prepareTerminal: ['terminal length 0'],
      diagnostics: { ...real.diagnostics, version },
    };
    const table = bench({ platform, limits: { commandMs: defaultLimits.commandMs, promptMs: 2_000 } });
    for (let time = 0; time < 2; time += 1) {
      const { result, artifacts } = await table.read(deviceAt(server));
      expect(result.error).toBeNull();
      const shown = (artifacts[0]?.text ?? '').trimEnd().split('\n');
      expect(shown.length).toBeGreaterThan(2);
      expect(shown).toEqual(answerLines(reply, command, prompt));
    }
    expect(server.seen.filter(({ kind }) => kind === 'shell')).toHaveLength(1);
  });

  test('prompts that the recordings name are seen as prompts, others are not', () => {
    const { pass, fail } = parse(readFileSync(join(folder, 'oxidized__data__ios_generic_prompt.yaml'), 'utf8')) as {
      pass: string[];
      fail: string[];
    };
    for (const line of pass) expect(platforms.cisco_iosxe.prompt.test(line)).toBe(true);
    for (const line of fail) expect(platforms.cisco_iosxe.prompt.test(line)).toBe(false);
  });
});

/** Keeps every line, so that only the transport is looked at. */
const plainReader = {
  parse: () => ({ outcome: 'ok' as const, records: [], unparsed: [], error: null }),
};

interface Recording {
  greeting: string;
  /** The last line of the greeting, with what the device sends before it on that line. */
  prompt: string;
  replies: ReadonlyMap<string, string>;
}

function recording(name: string): Recording {
  const file = readdirSync(folder).find((entry) => entry.includes(`__${name}`) && entry.endsWith('simulation.yaml'));
  const read = parse(readFileSync(join(folder, file ?? ''), 'utf8')) as {
    init_prompt: string;
    commands: Record<string, string> | Record<string, string>[];
  };
  const commands = Array.isArray(read.commands) ? read.commands.flatMap(Object.entries) : Object.entries(read.commands);
  const greeting = written(read.init_prompt);
  return {
    greeting,
    prompt: greeting.slice(greeting.lastIndexOf('\n') + 1),
    replies: new Map((commands as [string, string][]).map(([line, text]) => [line.trim(), written(text)])),
  };
}

/** The recordings write control characters as in a string literal. */
function written(text: string): string {
  return text
    .replace(/\\x([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll('\\r', '\r')
    .replaceAll('\\t', '\t')
    .replaceAll('\\e', '\x1b')
    .replaceAll('\\"', '"');
}

/** The longest of them that holds no secret: a config would rightly be changed on its way. */
function mainAnswer(replies: ReadonlyMap<string, string>): [string, string] {
  const named = replies.get('show version');
  if (named !== undefined) return ['show version', named];
  const found = [...replies].find(([line]) => line.startsWith('show inventory'));
  if (!found) throw new Error('the recording holds no answer to use');
  return found;
}

function play(
  channel: ServerChannel,
  greeting: string,
  prompt: string,
  replies: ReadonlyMap<string, string>,
  command: string,
): void {
  const write = (text: string) => void channel.write(Buffer.from(text.replace(/(?<!\r)\n/g, '\r\n'), 'latin1'));
  let input = '';
  write(greeting);
  channel.on('data', (data: Buffer) => {
    input += data.toString('latin1');
    for (let end = input.indexOf('\n'); end !== -1; end = input.indexOf('\n')) {
      const line = input.slice(0, end);
      input = input.slice(end + 1);
      const recordedReply = replies.get(line === 'show version' ? command : line);
      const reply = recordedReply?.startsWith(command) ? line + recordedReply.slice(command.length) : recordedReply;
      if (line === '') write(`\r\n${prompt}`);
      else if (reply === undefined) write(`${line}\n% Invalid input detected\n${prompt}`);
      else write(reply.trimEnd().endsWith(prompt.trim()) ? withPromptAsSent(reply, prompt) : `${reply}\n${prompt}`);
    }
  });
}

/** YAML takes the space after a prompt away. */
function withPromptAsSent(reply: string, prompt: string): string {
  return reply.slice(0, reply.lastIndexOf('\n') + 1) + prompt;
}

function answerLines(reply: string, command: string, prompt: string): string[] {
  const shownPrompt = sanitise(prompt).trim();
  const lines = sanitise(reply).trimEnd().split('\n');
  if (lines.at(-1)?.trim() === shownPrompt) lines.pop();
  if (lines[0]?.trim() === command) lines.shift();
  return lines.join('\n').trimEnd().split('\n');
}
