import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { benchFanOut } from './fan-out.ts';
import { benchFirstReply } from './first-reply.ts';

/**
 * Prints what ringdown costs beside the bare libraries doing the same job, as ratios inside one run: medians of
 * interleaved rounds, servers in processes of their own. Writes the same to test/bench/results.md.
 */
const rounds = 5;
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, Node ${process.version}`;
console.error(`machine: ${machine}`);

const sections = [await benchFirstReply(rounds), await benchFanOut(rounds)];
const text = [
  '# Benchmarks',
  '',
  `Machine: ${machine}. Ratios inside one run; medians of ${rounds} interleaved rounds, [smallest–largest].`,
  '',
  ...sections,
].join('\n');
console.log(text);
mkdirSync(import.meta.dirname, { recursive: true });
writeFileSync(join(import.meta.dirname, 'results.md'), `${text}\n`);
