import { resolve } from 'node:path';
import { loadConfig } from '../config.ts';
import { dispatch } from '../dispatch.ts';
import { UserError } from '../lib/errors.ts';
import { loadCommands } from '../load-commands.ts';
import { personCause } from '../ops/cause.ts';
import { listAll, openIncidents } from '../ops/open-incidents.ts';
import { personOfOsUser } from '../people.ts';
import { openDrawing } from '../pictures/draw.ts';
import { noDirectory } from '../slack/directory.ts';
import { openDeps } from './open-deps.ts';
import { showUsage } from './options.ts';
import type { Verb, World } from './world.ts';

/** `ringdown inc …`: the words of the slash commands, as the OS user. Delivery to Slack stays with the bot. */
export function wordsVerb(root: string): Verb {
  return async (args, world) => {
    const { rest, config, incident, json, help } = takeFlags(args);
    if (help) return showWords(world, root);
    const configFile = resolve(world.cwd, config);
    // Before the store is opened: whom the config does not map makes no file.
    const person = personOfOsUser(loadConfig(configFile, world.env), world.osUser);
    const parts = await openDeps(configFile, world);
    const drawing = openDrawing();
    try {
      const deps = { ...parts, drawing, directory: noDirectory, poke: () => {}, reached: () => {} };
      const reply = await dispatch(root, rest.join(' ') || 'help', {
        deps,
        commands: await loadCommands(),
        person,
        place: { kind: 'terminal' },
        incident: await whichIncident(deps, incident),
        cause: personCause(person, 'terminal'),
      });
      world.out(json ? `${JSON.stringify(reply.data ?? { text: reply.text }, null, 2)}\n` : `${aligned(reply.text)}\n`);
      return 0;
    } finally {
      await drawing.close();
      await parts.devices.close();
      await parts.database.close();
    }
  };
}

/** Our flags stand anywhere; all other words are the command's own. */
function takeFlags(args: string[]) {
  const rest: string[] = [];
  let config = 'ringdown.yaml';
  let incident: string | null = null;
  let json = false;
  let help = false;
  for (let i = 0; i < args.length; i += 1) {
    const word = args[i] ?? '';
    if (word === '--json') json = true;
    else if (word === '--help' || word === '-h') help = true;
    else if (word === '--config' || word === '--incident') {
      i += 1;
      const value = args[i];
      if (value === undefined) throw new UserError('usage', `${word} needs a value.`);
      if (word === '--config') config = value;
      else incident = value;
    } else rest.push(word);
  }
  return { rest, config, incident, json, help };
}

/** Every word of the root. What a person may use of them depends on the config, and help needs none. */
async function showWords(world: World, root: string): Promise<number> {
  const own = (await loadCommands()).filter(({ words }) => words[0] === root);
  const lines = own.map(({ words, usage, summary }) => `  ${`${words.join(' ')} ${usage}`.trim()}\n      ${summary}\n`);
  return showUsage(world, `${root} <words> [--incident INC-1] [--json] [--config FILE]\n\n${lines.join('')}`.trimEnd());
}

/** Cells that tabs part stand under each other. */
function aligned(text: string): string {
  const rows = text.split('\n').map((line) => line.split('\t'));
  const widths: number[] = [];
  for (const row of rows.filter(({ length }) => length > 1))
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  return rows
    .map((row) => row.map((cell, i) => (i < row.length - 1 ? cell.padEnd(widths[i] ?? 0) : cell)).join('  '))
    .join('\n');
}

/** The named incident; without a name the only open one, because there is no channel to tell. */
async function whichIncident(deps: Parameters<typeof openIncidents>[0], named: string | null): Promise<string | null> {
  if (named !== null) {
    const known = await listAll(deps);
    if (known.some(({ id }) => id === named)) return named;
    throw new UserError(
      'usage',
      `There is no incident ${named}. Known: ${known.map(({ id }) => id).join(', ') || 'none'}.`,
    );
  }
  const open = await openIncidents(deps);
  return open.length === 1 ? (open[0]?.id ?? null) : null;
}
