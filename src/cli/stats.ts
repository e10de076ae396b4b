import { existsSync } from 'node:fs';
import { loadConfig } from '../config.ts';
import { loadInventory } from '../device/inventory.ts';
import { figuresBy, type Grouping, groupings } from '../domain/figures.ts';
import { figuresCsv, figuresText } from '../figures-text.ts';
import { UserError } from '../lib/errors.ts';
import { incidentFigures } from '../ops/incident-figures.ts';
import { openDatabase } from '../store/database.ts';
import { configPath, readOptions, showUsage } from './options.ts';
import type { Verb } from './world.ts';

const usage = `stats [--by ${groupings.join('|')}] [--csv] [--json] [--config FILE]`;

/** Figures over all incidents of the store: median and 90th percentile of how long things took. */
export const stats: Verb = async (args, world) => {
  const { values, positionals } = readOptions(
    args,
    {
      config: { type: 'string', default: 'ringdown.yaml' },
      by: { type: 'string', default: 'severity' },
      csv: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
    usage,
  );
  if (values.help) return showUsage(world, usage);
  const grouping = groupings.find((one): one is Grouping => one === values.by);
  if (!grouping || positionals.length > 0) throw new UserError('usage', `usage: ringdown ${usage}`);
  const config = loadConfig(configPath(world, values), world.env);
  if (!existsSync(config.store)) throw new UserError('usage', `${config.store}: there is no store.`);
  const inventory = loadInventory(config.inventory);
  const database = await openDatabase(config.store);
  try {
    const rows = figuresBy(await incidentFigures({ database, devices: { inventory } }), grouping);
    if (values.json) world.out(`${JSON.stringify(rows, null, 2)}\n`);
    else if (values.csv) world.out(figuresCsv(rows));
    else world.out(`${figuresText(rows)}\n`);
    return 0;
  } finally {
    await database.close();
  }
};
