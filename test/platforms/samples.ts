import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DiagnosticArguments,
  type DiagnosticName,
  diagnosticNames,
  type PlatformName,
  platformNames,
} from '../../src/domain/diagnostics.ts';
import { platforms } from '../../src/platforms/index.ts';
import { type Parsed, readerOf } from '../../src/platforms/platform.ts';

/** One recorded answer: `<platform>/<diagnostic>/<name>.raw` (and `.2.raw` … for further commands), expectations in `.json`. */
export interface Sample {
  platform: PlatformName;
  diagnostic: DiagnosticName;
  name: string;
  outputs: string[];
  /** Who wrote or recorded it. */
  source: string;
  command: string;
  args: DiagnosticArguments;
  nowMs: number | null;
  expected: Parsed<unknown>;
}

export const samples: Sample[] = platformNames.flatMap((platform) =>
  diagnosticNames.flatMap((diagnostic) => samplesOf(platform, diagnostic)),
);

export function read(
  sample: Pick<Sample, 'platform' | 'diagnostic' | 'args' | 'nowMs'>,
  outputs: readonly string[],
): Parsed<unknown> {
  const reader = readerOf(platforms[sample.platform], sample.diagnostic);
  if ('unsupported' in reader) return { outcome: 'rejected', records: [], unparsed: [], error: reader.unsupported };
  return reader.parse(outputs, { args: sample.args, nowMs: sample.nowMs });
}

function samplesOf(platform: PlatformName, diagnostic: DiagnosticName): Sample[] {
  const folder = join(import.meta.dirname, platform, diagnostic);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const name = file.slice(0, -'.json'.length);
      const {
        source,
        command,
        args = {},
        nowMs = null,
        expected,
      } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      const more = [2, 3, 4, 5, 6].map((n) => `${name}.${n}.raw`).filter((raw) => files.includes(raw));
      const outputs = [`${name}.raw`, ...more].map((raw) => readFileSync(join(folder, raw), 'utf8'));
      return { platform, diagnostic, name, outputs, source, command, args, nowMs, expected };
    });
}
