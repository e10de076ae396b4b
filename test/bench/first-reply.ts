import { inWorkspace, withBareApp, withOurBot } from './slack-bench.ts';
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
