import { readFileSync } from 'node:fs';
import type { Fleet } from './fleet.ts';
import { inWorkspace, openIncidents, withBareApp, withOurBot } from './slack-bench.ts';
import { median, quantile, ratioText } from './statistics.ts';

const perRound = 40;
const line = '/inc list';

/** A slash command until its first visible reply: ours (inbox row on disk, rights, the store) beside a bare Bolt app. */
export async function benchFirstReply(rounds: number): Promise<string> {
  const ours: number[][] = [];
  const bare: number[][] = [];
  const measure = async (ask: Parameters<Parameters<typeof inWorkspace>[0]>[1]) => {
    await ask({ kind: 'replies', line, times: 5 });
    return (await ask({ kind: 'replies', line, times: perRound })).tookMs;
  };
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await inWorkspace((apiUrl, ask) => withBareApp(apiUrl, () => measure(ask))));
    ours.push(await inWorkspace((apiUrl, ask) => withOurBot(apiUrl, () => measure(ask))));
  }
  const p50 = (runs: number[][]) => runs.map(median);
  const p95 = (runs: number[][]) => runs.map((run) => quantile(run, 0.95));
  return [
    `## Slash command to first visible reply (${line}, ${perRound} in a row)`,
    '',
    '| | ringdown | bare Bolt | ratio |',
    '|---|---|---|---|',
    `| p50 | ${median(p50(ours)).toFixed(1)} ms | ${median(p50(bare)).toFixed(1)} ms | ${ratioText(p50(ours), p50(bare))} |`,
    `| p95 | ${median(p95(ours)).toFixed(1)} ms | ${median(p95(bare)).toFixed(1)} ms | ${ratioText(p95(ours), p95(bare))} |`,
    '',
    'Ours writes two durable rows (one flush each, about 0.2 ms on this disk), and asks for the profile of the writer and whether the channel is shared once in 5 min. Limit: one WebSocket and one HTTP round trip on loopback.',
    '',
  ].join('\n');
}

const questions = 20;
const incidents = 5;

/** A question to a device in an incident: until the first message stands in its channel, and until the answer does. */
export async function benchDeviceReply(fleet: Fleet, rounds: number): Promise<string> {
  const devices = {
    inventory: readFileSync(fleet.inventory(fleet.ports.slice(0, 2 * questions)), 'utf8'),
    privateKey: fleet.privateKey,
  };
  const first: number[] = [];
  const answered: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    await inWorkspace((apiUrl, ask) =>
      withOurBot(
        apiUrl,
        async (bot) => {
          const channels = await openIncidents(ask, bot.tick, incidents);
          for (let i = 1; i <= questions; i += 1) {
            const line = `/net version sw${i}`;
            const to = [channels[i % incidents] ?? ''];
            first.push(...(await ask({ kind: 'messages', line, channels: to, times: 1, everyMs: 50 })).tookMs);
          }
          // Into one channel goes about one message a second.
          await bot.forward('1m');
          const lines = Array.from({ length: questions }, (_, i) => `/net version sw${questions + i + 1}`);
          answered.push(...(await ask({ kind: 'answers', lines, channels })).tookMs);
        },
        devices,
      ),
    );
  const row = (name: string, took: number[]) =>
    `| ${name} | ${median(took).toFixed(0)} ms | ${quantile(took, 0.95).toFixed(0)} ms | p95 below 1,000 ms |`;
  return [
    `## A question to a device in an incident (/net version, ${questions} devices never asked before)`,
    '',
    '| | p50 | p95 | bar |',
    '|---|---|---|---|',
    row('command to first visible message', first),
    row('command to the answer in the channel', answered),
    '',
  ].join('\n');
}
