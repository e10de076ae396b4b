import { createStoryClock, startStoryBot } from './story-world.ts';

/**
 * A bot in a process of its own for the crash tests. argv: the config file, then the milestone at which it kills
 * itself (or "-") and at which pass. The parent sends `{ forwardMs }` and gets `{ done: true }`; it knows the bot's
 * clock by what it has sent, and hands the sum to the next bot as `{ startMs }`.
 */
const [configFile = '', milestone = '-', pass = '1', skippedMs = '0'] = process.argv.slice(2);
const clock = createStoryClock();
clock.forward(Number(skippedMs));
let passes = 0;

const bot = await startStoryBot(
  { files: { config: configFile, inventory: '', store: '' } },
  {
    clock,
    reached: (point) => {
      if (point !== milestone) return;
      passes += 1;
      if (passes === Number(pass)) process.kill(process.pid, 'SIGKILL');
    },
  },
);

process.on('message', async ({ forwardMs }: { forwardMs: number }) => {
  clock.forward(forwardMs);
  await bot.tick();
  process.send?.({ done: true });
});
process.on('disconnect', async () => {
  await bot.stop();
  process.exit(0);
});
process.send?.({ httpPort: bot.httpPort });
