import { dispatch } from '../dispatch.ts';
import { UserError } from '../lib/errors.ts';
import { loadCommands } from '../load-commands.ts';
import { personCause } from '../ops/cause.ts';
import { listAll, openIncidents } from '../ops/open-incidents.ts';
import { personOfOsUser } from '../people.ts';
import { openDeps } from './open-deps.ts';
import type { Verb } from './world.ts';

/** `ringdown inc …`: the words of the slash commands, as the OS user. Delivery to Slack stays with the bot. */
export function wordsVerb(root: string): Verb {
  return async (args, world) => {
    const { rest, config, incident, json } = takeFlags(args);
    const parts = await openDeps(config.startsWith('/') ? config : `${world.cwd}/${config}`, world);
    try {
      const person = personOfOsUser(parts.config, world.osUser);
      const deps = { ...parts, poke: () => {}, reached: () => {} };
      const reply = await dispatch(root, rest.filter((word) => word !== '--help').join(' ') || 'help', {
        deps,
        commands: await loadCommands(),
        person,
        place: { kind: 'terminal' },
        incident: await whichIncident(deps, incident),
        cause: personCause(person, 'terminal'),
      });
      world.out(json ? `${JSON.stringify(reply.data ?? { text: reply.text }, null, 2)}\n` : `${reply.text}\n`);
      return 0;
    } finally {
      await parts.devices.close();
      await parts.database.close();
    }
  };
}

/** Our flags stand anywhere; all other words are the command's own. */
function takeFlags(args: string[]): { rest: string[]; config: string; incident: string | null; json: boolean } {
  const rest: string[] = [];
  let config = 'ringdown.yaml';
  let incident: string | null = null;
  let json = false;
  for (let i = 0; i < args.length; i += 1) {
    const word = args[i] ?? '';
    if (word === '--json') json = true;
    else if (word === '--config' || word === '--incident') {
      i += 1;
      const value = args[i];
      if (value === undefined) throw new UserError('usage', `${word} needs a value.`);
      if (word === '--config') config = value;
      else incident = value;
    } else rest.push(word);
  }
  return { rest, config, incident, json };
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
