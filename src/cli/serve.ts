import { flushCompileCache } from 'node:module';
import { startBot } from '../start-bot.ts';
import { lockStore } from '../store/lock.ts';
import { openDeps } from './open-deps.ts';
import { configOption, configPath, readOptions, showUsage } from './options.ts';
import type { Verb } from './world.ts';

const usage = 'serve [--config FILE]';

/** Runs the bot until the process is asked to end. */
export const serve: Verb = async (args, world) => {
  const { values } = readOptions(args, configOption, usage);
  if (values.help) return showUsage(world, usage);
  const parts = await openDeps(configPath(world, values), world, { lock: lockStore });
  try {
    const bot = await startBot({ ...parts, metronome: 'cron' });
    world.out(`ringdown is ready: alerts on http://127.0.0.1:${bot.httpPort}\n`);
    // A bot that is killed writes nothing at its end, and is the one that has to be back soon.
    flushCompileCache();
    await world.stopped;
    parts.log.info('stopping');
    await bot.stop();
    return 0;
  } finally {
    parts.lock?.release();
  }
};
