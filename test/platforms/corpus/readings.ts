import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parse as parseYaml } from 'yaml';
import type { DiagnosticName, PlatformName } from '../../../src/domain/diagnostics.ts';
import { readJson } from '../../../src/lib/safe-json.ts';
import type { Listed } from './compare.ts';

/** Outputs that other projects recorded. They are not part of this repository. */
const corpus = resolve(process.env['RINGDOWN_CORPUS'] ?? join(import.meta.dirname, '../../../../shared/corpus'));
export const present = existsSync(join(corpus, 'index.json'));
if (!present) console.log(`skipped: needs the corpus (RINGDOWN_CORPUS; looked in ${corpus})`);

const everything = JSON.parse(readFileSync(join(import.meta.dirname, '../corpus.json'), 'utf8')) as Listed[];

/** One answer, as its device printed it, and what others read in it. */
export interface Reading {
  platform: PlatformName;
  diagnostic: DiagnosticName;
  file: string;
  text: string;
  /** It is known to be all that the device printed, even where that is nothing. */
  whole: boolean;
  command: string | undefined;
  expected: unknown;
  differs: Record<string, string>;
  /** Why the recording is not read whole: it is cut, or holds what no device prints. */
  faulty: { outcome: 'incomplete' | 'partial'; why: string } | undefined;
}

export function listOf(platform: PlatformName): Listed[] {
  return everything.filter(({ file }) => file.startsWith(`${platform}/`));
}

/** Every recorded output of the platform: .raw, .txt and .json that is not an expected file. */
export function inputsOf(platform: PlatformName): string[] {
  return readdirSync(join(corpus, platform), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:raw|txt|json)$/.test(name) && !/expected/.test(name))
    .map((name) => `${platform}/${name.replaceAll('\\', '/')}`);
}

export function readingsOf(entry: Listed): Reading[] {
  if ('out' in entry) return [];
  const platform = entry.file.split('/')[0] as PlatformName;
  const text = readFileSync(join(corpus, entry.file), 'utf8');
  if ('fabric' in entry)
    return entriesOf(text).flatMap(({ cmd, data, index }): Reading[] => {
      const found = entry.fabric.find((one) => new RegExp(one.cmd).test(cmd));
      if (!found) return [];
      const { diagnostic } = found;
      return [
        {
          platform,
          diagnostic,
          file: `${entry.file}#${index}`,
          text: data,
          whole: true,
          command: cmd,
          expected: null,
          differs: {},
          faulty: undefined,
        },
      ];
    });
  const { file, diagnostic, command, differs = {}, incomplete, partial } = entry;
  const expected = entry.expected === null ? null : expectedIn(join(corpus, dirname(file), basename(entry.expected)));
  const why = incomplete ?? partial;
  const outcome = incomplete === undefined ? 'partial' : 'incomplete';
  const faulty = why === undefined ? undefined : ({ outcome, why } as const);
  return [{ platform, diagnostic, file, text, whole: false, command, expected, differs, faulty }];
}

function expectedIn(file: string): unknown {
  const text = readFileSync(file, 'utf8');
  if (!file.endsWith('.yml')) return JSON.parse(text);
  const document = parseYaml(text) as unknown[] | { parsed_sample: unknown };
  return Array.isArray(document) ? document : document.parsed_sample;
}

/** The answers of one recorded fabric, each as its device printed it. */
function entriesOf(text: string): { cmd: string; data: string; index: number }[] {
  const reading = readJson(text);
  const entries = reading.kind === 'documents' ? reading.documents.flat() : [];
  return entries.map((entry, index) => {
    const { cmd, data } = entry as { cmd: string; data: unknown };
    const shown = typeof data === 'string' ? data : JSON.stringify(data);
    // Two commands in one: what the second one printed starts with "1: lo".
    return { cmd, data: shown.replace(/^1: lo: <[\s\S]*/m, ''), index };
  });
}
