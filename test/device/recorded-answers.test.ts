import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ServerChannel } from 'ssh2';
import { expect, test } from 'vitest';
import { defaultLimits } from '../../src/device/limits.ts';
import type { PlatformName } from '../../src/domain/diagnostics.ts';
import { redact } from '../../src/lib/redact.ts';
import { sanitise } from '../../src/lib/sanitise.ts';
import { platforms } from '../../src/platforms/index.ts';
import { type DiagnosticReader, readerOf } from '../../src/platforms/platform.ts';
import { readOutputs } from '../../src/platforms/read-outputs.ts';
import type { Listed } from '../platforms/corpus/compare.ts';
import { bench, deviceAt, scripted } from '../support/device-bench.ts';
import { describeWith, need } from '../support/needs.ts';
import { playTerminal } from '../support/ssh-server.ts';

/**
 * Nobody published whole sessions of these platforms, so answers of real devices are played on a terminal with the
 * manners of the platform: its greeting, its prompt, what it prints before an answer.
 */
const manners: { platform: PlatformName; motd: string; prompt: string; before: string }[] = [
  {
    platform: 'cisco_iosxr',
    motd: '\n\n',
    prompt: 'RP/0/RP0/CPU0:leaf1#',
    before: 'Mon Jan  5 03:02:11.482 UTC\n',
  },
  { platform: 'nokia_sros', motd: 'TiMOS-B-20.10.R1\n# notice >\n', prompt: 'A:leaf1# ', before: '' },
  { platform: 'nokia_sros', motd: 'TiMOS-B-23.3.R1\n', prompt: '\n[/]\nA:ops@leaf1# ', before: '' },
  {
    platform: 'nokia_srlinux',
    motd: 'Using configuration file(s): []\nWelcome to the srlinux CLI.\n',
    prompt: '--{ running }--[  ]--\nA:leaf1# ',
    before: '',
  },
  {
    platform: 'frr',
    motd: '\nHello, this is FRRouting (version 8.4.4).\nCopyright 1996-2005 Kunihiro Ishiguro, et al.\n\n',
    prompt: 'leaf1# ',
    before: '',
  },
];

const root = resolve(import.meta.dirname, '../..');
const corpus = join(root, process.env['RINGDOWN_CORPUS'] ?? '../shared/corpus');
const listed = JSON.parse(readFileSync(join(root, 'test/platforms/corpus.json'), 'utf8')) as Listed[];

describeWith([need.corpus()], 'what a device printed gives the same over a terminal as from a file', () => {
  test.for(manners)('$platform at $prompt', async ({ platform: name, motd, prompt, before }) => {
    const real = platforms[name];
    const version = readerOf(real, 'version');
    if ('unsupported' in version) throw new Error(version.unsupported);
    const [line] = version.commands({});
    if (!line) throw new Error(`${name} asks nothing for its version`);
    let playing = '';
    const server = await scripted({
      shell: (channel: ServerChannel) =>
        playTerminal(channel, {
          prompt,
          motd,
          // Pieces end in the middle of lines, escape sequences and prompts.
          chunk: 1_021,
          reply: (typed) => (typed === line.line ? before + playing : ''),
        }),
    });
    let reader: DiagnosticReader<'version'> = { ...version, commands: () => [line] };
    const carrier = {
      ...real,
      session: 'shell' as const,
      diagnostics: { ...real.diagnostics, version: { ...reader, parse: (...given) => reader.parse(...given) } },
    } satisfies typeof real;
    const table = bench({
      platform: carrier,
      limits: { commandMs: defaultLimits.commandMs, idleMs: 5_000, promptMs: 5_000 },
    });
    const different: string[] = [];
    const files = listed.flatMap((entry) =>
      'diagnostic' in entry && entry.file.startsWith(`${name}/`) ? [{ ...entry }] : [],
    );
    expect(files.length).toBeGreaterThan(8);
    for (const { file, diagnostic } of files) {
      const asked = readerOf(real, diagnostic);
      if ('unsupported' in asked) throw new Error(`${file}: ${asked.unsupported}`);
      const parse = (outputs: readonly string[]) => asked.parse(outputs, { args: {}, nowMs: null });
      // The line is that of one question, the answer that of another: the transport does not know either.
      reader = { commands: () => [line], parse: parse as typeof reader.parse };
      playing = readFileSync(join(corpus, file), 'utf8').replaceAll('\r\n', '\n');
      const direct = { ...real, diagnostics: { ...real.diagnostics, version: reader } };
      const text = redact(sanitise(before + playing));
      const wanted = readOutputs(direct, 'version', {}, { texts: [text], exitCodes: [null], nowMs: null });
      const { result } = await table.read(deviceAt(server, { platform: name }));
      if (result.outcome !== wanted.outcome || JSON.stringify(result.records) !== JSON.stringify(wanted.records))
        different.push(`${file}: ${result.outcome} (${result.error}), from the file ${wanted.outcome}`);
    }
    expect(different).toEqual([]);
    expect(server.seen.filter(({ kind }) => kind === 'shell')).toHaveLength(1);
  });
});
