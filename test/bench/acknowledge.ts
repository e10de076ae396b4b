import { readFileSync } from 'node:fs';
import type { Fleet } from './fleet.ts';
import { type Ask, type BenchBot, inWorkspace, openIncidents, withBareApp, withOurBot } from './slack-bench.ts';
import { median, quantile, ratioText } from './statistics.ts';

const line = '/inc list';
const perSecond = 100;
const seconds = 3;

/**
 * A slash command until it is acknowledged, a hundred a second: ours beside a bare Bolt app on the same kind of
 * receiver, and ours while it asks the whole fleet.
 */
export async function benchAcknowledge(fleet: Fleet, rounds: number): Promise<string> {
  const bare: number[][] = [];
  const ours: number[][] = [];
  const busy: number[][] = [];
  const fanOutSeconds: number[] = [];
  const devices = {
    inventory: readFileSync(fleet.inventory(fleet.ports), 'utf8'),
    privateKey: fleet.privateKey,
  };
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await inWorkspace((apiUrl, ask) => withBareApp(apiUrl, () => measured(ask))));
    await inWorkspace((apiUrl, ask) =>
      withOurBot(
        apiUrl,
        async (bot) => {
          ours.push(await measured(ask));
          const [channel = ''] = await openIncidents(ask, bot.tick, 1);
          await ask({ kind: 'type', lines: [{ channel, line: '/net version site:bench' }] });
          const from = performance.now();
          const tookMs: number[] = [];
          while ((await answered(bot)) < fleet.ports.length)
            tookMs.push(...(await ask({ kind: 'acks', line, perSecond, seconds: 1 })).tookMs);
          busy.push(tookMs);
          fanOutSeconds.push((performance.now() - from) / 1_000);
          await bot.tick();
        },
        devices,
      ),
    );
  }
  const p = (runs: number[][], q: number) => runs.map((run) => quantile(run, q));
  const row = (what: string, runs: number[][], bars: string) =>
    `| ${what} | ${median(p(runs, 0.5)).toFixed(2)} ms | ${median(p(runs, 0.99)).toFixed(1)} ms | ${ratioText(p(runs, 0.5), p(bare, 0.5))} | ${bars} |`;
  return [
    `## Slash command to acknowledgement, ${perSecond} a second for ${seconds} s`,
    '',
    '| | p50 | p99 | p50 against bare | bar |',
    '|---|---|---|---|---|',
    row('bare Bolt, Socket Mode', bare, ''),
    row('ringdown', ours, 'at most 1.6'),
    row(`ringdown while it asks ${fleet.ports.length} devices`, busy, 'at most 3, p99 below 50 ms'),
    '',
    `Ours has looked for a duplicate and has a row on disk by then; behind it rights, the store and the reply go on at the same rate. While it asks: until the last answer is on the record, after ${median(fanOutSeconds).toFixed(1)} s. Limit: one flush of the disk, about 0.2 ms, and the event loop.`,
    '',
  ].join('\n');
}

/** Answers of devices on the record. */
async function answered({ deps }: BenchBot): Promise<number> {
  const row = await deps.database.db
    .selectFrom('event')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('type', '=', 'diagnostic.answered')
    .executeTakeFirstOrThrow();
  return row.count;
}

async function measured(ask: Ask): Promise<number[]> {
  await ask({ kind: 'acks', line, perSecond, seconds: 0.5 });
  return (await ask({ kind: 'acks', line, perSecond, seconds })).tookMs;
}
