import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Fleet } from './fleet.ts';
import { inWorkspace, openIncidents, withOurBot } from './slack-bench.ts';
import { median, quantile } from './statistics.ts';

const incidents = 50;
const questions = 40;

/**
 * Fifty incidents open at once, each with a watch on a device: what the event loop and the memory are after thousands
 * of messages, and how long a question of a person takes to its first visible reply.
 */
export async function benchFiftyIncidents(fleet: Fleet, messages: number): Promise<string> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const memoryMb = () => {
    collect();
    collect();
    const { heapUsed, external, rss } = process.memoryUsage();
    return { kept: (heapUsed + external) / 2 ** 20, rss: rss / 2 ** 20 };
  };
  const devices = {
    inventory: readFileSync(fleet.inventory(fleet.ports.slice(0, incidents)), 'utf8'),
    privateKey: fleet.privateKey,
  };
  return inWorkspace((apiUrl, ask) =>
    withOurBot(
      apiUrl,
      async (bot) => {
        const channels = await openIncidents(ask, bot.tick, incidents);
        const watches = channels.map((channel, i) => ({ channel, line: `/net version sw${i + 1} --watch 24h` }));
        await ask({ kind: 'type', lines: watches });
        await bot.tick();
        const replies = (
          await ask({ kind: 'messages', line: '/net version sw1', channels, times: questions, everyMs: 100 })
        ).tookMs;
        const callsNow = async () => (await ask({ kind: 'type', lines: [] })).calls;
        const warmUntil = (await callsNow()) + messages / 10;
        while ((await callsNow()) < warmUntil) await bot.forward('5m');
        const before = memoryMb();
        const until = (await callsNow()) + messages;
        const delay = monitorEventLoopDelay({ resolution: 1 });
        delay.enable();
        while ((await callsNow()) < until) await bot.forward('5m');
        delay.disable();
        const after = memoryMb();
        const { refused } = await ask({ kind: 'type', lines: [] });
        return [
          `## ${incidents} incidents open at once, each with a watch, ${messages.toLocaleString('en')} messages`,
          '',
          '| | | bar |',
          '|---|---|---|',
          `| \`/net\` to first visible reply, p50 · p95 | ${median(replies).toFixed(0)} · ${quantile(replies, 0.95).toFixed(0)} ms | p95 below 1,000 ms |`,
          `| event-loop delay p99 | ${(delay.percentile(99) / 1e6).toFixed(1)} ms | below 50 ms |`,
          `| memory kept after collection | ${before.kept.toFixed(1)} → ${after.kept.toFixed(1)} MB, ${growth(before.kept, after.kept)} | below 5 % more |`,
          `| resident memory | ${before.rss.toFixed(0)} → ${after.rss.toFixed(0)} MB, ${growth(before.rss, after.rss)} | |`,
          `| calls that the strict workspace refused | ${refused} | 0 |`,
          '',
        ].join('\n');
      },
      devices,
    ),
  );
}

function growth(before: number, after: number): string {
  return `${after >= before ? '+' : ''}${(((after - before) / before) * 100).toFixed(1)} %`;
}
