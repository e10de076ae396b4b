import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { loadConfig } from '../config.ts';
import { UserError } from '../lib/errors.ts';
import { actorNamed } from '../ops/actor-named.ts';
import { typeNamed } from '../ops/event-type-named.ts';
import { exportFormats, exportPieces, isExportFormat } from '../ops/export-pieces.ts';
import { openDatabase } from '../store/database.ts';
import { configPath, readOptions, showUsage } from './options.ts';
import type { Verb } from './world.ts';

const usage =
  'export <incident> --format markdown|html|json|csv [-o FILE] [--zone Z] [--type T,…] [--by P,…] [--marked] [--config FILE]';

/** The record of one incident from the store, to stdout or a file. Becomes no event. */
export const exportIncident: Verb = async (args, world) => {
  const { values, positionals } = readOptions(
    args,
    {
      config: { type: 'string', default: 'ringdown.yaml' },
      format: { type: 'string', default: 'markdown' },
      output: { type: 'string', short: 'o' },
      zone: { type: 'string', default: 'UTC' },
      type: { type: 'string' },
      by: { type: 'string' },
      marked: { type: 'boolean', default: false },
    },
    usage,
  );
  if (values.help) return showUsage(world, usage);
  const [incident, ...more] = positionals;
  const { format, zone } = values;
  if (incident === undefined || more.length > 0) throw new UserError('usage', `usage: ringdown ${usage}`);
  if (!isExportFormat(format))
    throw new UserError('usage', `--format ${format} is not one of: ${exportFormats.join(', ')}.`);
  if (!Intl.supportedValuesOf('timeZone').includes(zone) && zone !== 'UTC')
    throw new UserError('usage', `--zone ${zone} is not a time zone, such as Europe/Berlin.`);
  const config = loadConfig(configPath(world, values), world.env);
  if (!existsSync(config.store)) throw new UserError('usage', `${config.store}: there is no store.`);
  const database = await openDatabase(config.store);
  try {
    const people: string[] = [];
    for (const word of values.by?.split(',') ?? [])
      people.push(await actorNamed(database.db, config.people, incident, word));
    const filter = {
      ...(values.type === undefined ? {} : { types: values.type.split(',').map(typeNamed) }),
      ...(values.by === undefined ? {} : { people }),
      markedOnly: values.marked,
    };
    const options = { zone, filter, templates: config.postmortem };
    const { pieces, head } = await exportPieces(database.db, incident, format, options);
    if (values.output === undefined) for await (const piece of pieces) world.out(piece);
    else {
      await writeFile(resolve(world.cwd, values.output), pieces, { mode: 0o600 });
      world.err(`${incident} up to entry ${head}: ${values.output}\n`);
    }
    return 0;
  } finally {
    await database.close();
  }
};
