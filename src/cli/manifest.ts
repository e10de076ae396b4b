import { UserError } from '../lib/errors.ts';
import { loadCommands } from '../load-commands.ts';
import { manifest as buildManifest } from '../slack/manifest.ts';
import { readOptions, showUsage } from './options.ts';
import type { Verb } from './world.ts';

const usage = 'manifest [--mode socket|http --url URL]';

/** Prints the Slack app manifest, generated from the folder of commands. */
export const manifest: Verb = async (args, world) => {
  const { values } = readOptions(args, { mode: { type: 'string', default: 'socket' }, url: { type: 'string' } }, usage);
  if (values.help) return showUsage(world, usage);
  const { mode, url } = values;
  if (mode !== 'socket' && mode !== 'http') throw new UserError('usage', `--mode ${mode} is not one of: socket, http.`);
  if (mode === 'http' && url === undefined)
    throw new UserError('usage', '--mode http needs --url https://…, the address that Slack calls.');
  const all = await loadCommands();
  const roots = [...new Set(all.map(({ words }) => words[0] ?? ''))];
  const commands = roots.map((root) => {
    const own = all.filter(({ words }) => words[0] === root);
    const whole = own.find(({ words }) => words.length === 1);
    const words = own.map((command) => command.words[1]).filter((word) => word !== undefined && word !== 'help');
    return {
      name: `/${root}`,
      description: whole?.summary ?? `${words.slice(0, 6).join(', ')} …`,
      usageHint: whole?.usage ?? words.join('|'),
    };
  });
  world.out(`${JSON.stringify(buildManifest({ mode, ...(url === undefined ? {} : { url }), commands }), null, 2)}\n`);
  return 0;
};
