import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Fleet } from './fleet.ts';
import { median, ratioText } from './statistics.ts';
import type { WarmFigures, WarmJob } from './warm-process.ts';

/** Kept terminals, one command each: our whole way of a reading beside bare ssh2 on the same kind of terminal. */
export async function benchWarm({ ports, privateKey, commands, inventory }: Fleet, rounds: number): Promise<string> {
  const child = fork(join(import.meta.dirname, 'warm-process.ts'), { execArgv: ['--expose-gc'] });
  const job: WarmJob = { fleet: { ports, privateKey, commands }, inventoryFile: inventory(ports), rounds };
  child.send(job);
  const [{ ours, bare }] = (await once(child, 'message')) as [WarmFigures];
  const more = ours.p50Ms.map((value, i) => value - (bare.p50Ms[i] ?? Number.NaN));
  return [
    `## ${ports.length} kept terminals, one command each`,
    '',
    '| | ringdown | bare ssh2 | | bar |',
    '|---|---|---|---|---|',
    `| commands per second, 32 at once | ${Math.round(median(ours.perSecond))} | ${Math.round(median(bare.perSecond))} | ratio ${ratioText(ours.perSecond, bare.perSecond)} | at least 0.7 |`,
    `| p50, one at a time | ${median(ours.p50Ms).toFixed(2)} ms | ${median(bare.p50Ms).toFixed(2)} ms | ${median(more).toFixed(2)} ms more [${Math.min(...more).toFixed(2)}–${Math.max(...more).toFixed(2)}] | at most 0.5 ms more |`,
    `| memory per kept session | ${Math.round(ours.kbPerSession)} KB | ${Math.round(bare.kbPerSession)} KB | | at most 60 KB |`,
    '',
    'Ours includes the gate, the queue of the device, redaction, the hash and the parser. Limit: two system calls and one encrypted packet each way, about 0.1 ms.',
    '',
  ].join('\n');
}
