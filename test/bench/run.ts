import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { benchAcknowledge } from './acknowledge.ts';
import { benchCold } from './cold.ts';
import { benchFiftyIncidents } from './fifty-incidents.ts';
import { benchDeviceReply, benchFirstReply } from './first-reply.ts';
import { type Fleet, withFleet } from './fleet.ts';
import { benchHanging } from './hanging.ts';
import { benchNetMemory } from './net-memory.ts';
import { benchParsing } from './parsing.ts';
import { benchPeers } from './peers.ts';
import { benchRecord } from './record.ts';
import { benchRepeatedLines } from './repeated-lines.ts';
import { benchReplay } from './replay.ts';
import { benchRestart } from './restart.ts';
import { benchWarm } from './warm.ts';

/**
 * Prints what ringdown costs beside the bare libraries and other clients doing the same job, as ratios inside one run:
 * medians of interleaved rounds, servers in processes of their own. `--full` asks a thousand devices and writes
 * test/bench/results.md; without it the fleet is smaller and nothing is written.
 */
const full = process.argv.includes('--full');
const rounds = 5;
const deviceCount = full ? 1_000 : 200;
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, Node ${process.version}`;
console.error(`machine: ${machine}`);

const text = [
  '# Benchmarks',
  '',
  `Machine: ${machine}. Ratios inside one run; medians of ${rounds} or more interleaved rounds, [smallest–largest]. \`npm run bench -- --full\` writes this file.`,
  '',
  await benchFirstReply(rounds),
  ...(await withFleet(deviceCount, deviceCount / 50, benchFleet)),
  benchParsing(rounds),
  ...(full ? [benchRepeatedLines()] : []),
  await benchRecord(rounds, full ? 100_000 : 5_000),
  await benchRestart(rounds, full ? 100_000 : 5_000),
  await benchReplay(full ? [1_000, 3_000, 10_000] : [300, 1_000]),
].join('\n');
console.log(text);
if (full) writeFileSync(join(import.meta.dirname, 'results.md'), `${text}\n`);

async function benchFleet(fleet: Fleet): Promise<string[]> {
  const sections: string[] = [];
  for (const bench of [benchCold, benchWarm, benchHanging, benchNetMemory, benchPeers]) {
    console.error(`${bench.name}, ${Math.round(performance.now() / 1000)} s so far`);
    sections.push(await bench(fleet, bench === benchPeers && !full ? 2 : rounds));
  }
  console.error(`Slack, ${Math.round(performance.now() / 1000)} s so far`);
  sections.push(await benchAcknowledge(fleet, full ? rounds : 2));
  sections.push(await benchDeviceReply(fleet, 3));
  sections.push(await benchFiftyIncidents(fleet, full ? 10_000 : 1_000));
  return sections;
}
