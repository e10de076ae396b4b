import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadConfig } from '../config.ts';
import { verifyExport } from '../exports/json.ts';
import { UserError } from '../lib/errors.ts';
import { openDatabase } from '../store/database.ts';
import { verifyStore, type WitnessedHead } from '../store/verify.ts';
import { configPath, readOptions, showUsage } from './options.ts';
import type { Verb, World } from './world.ts';

const usage = 'verify [<incident>] [--head INC-1:57:<hash>]… [--export FILE] [--json] [--config FILE]';

/** Re-walks the hash chain of the store, or of an exported file. Exit 1 names the first bad entry of each chain. */
export const verify: Verb = async (args, world) => {
  const { values, positionals } = readOptions(
    headsAsOne(args),
    {
      config: { type: 'string', default: 'ringdown.yaml' },
      head: { type: 'string', multiple: true, default: [] },
      export: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
    usage,
  );
  if (values.help) return showUsage(world, usage);
  const witnessed = values.head.map(headOf);
  if (values.export !== undefined) return verifyFile(world, values.export, witnessed, values.json);
  const [incident, ...more] = positionals;
  if (more.length > 0) throw new UserError('usage', `usage: ringdown ${usage}`);
  if (incident !== undefined) refuseOthers(witnessed, incident, `only ${incident} is verified`);
  const config = loadConfig(configPath(world, values), world.env);
  if (!existsSync(config.store)) throw new UserError('usage', `${config.store}: there is no store.`);
  const database = await openDatabase(config.store);
  try {
    const { problems, heads, events } = await verifyStore(database.db, {
      ...(incident === undefined ? {} : { incident }),
      witnessed,
    });
    if (incident !== undefined && events === 0) throw new UserError('usage', `There is no incident ${incident}.`);
    return tell(world, values.json, problems, heads.map(headText), events);
  } finally {
    await database.close();
  }
};

function verifyFile(world: World, name: string, witnessed: readonly WitnessedHead[], json: boolean): number {
  const file = resolve(world.cwd, name);
  if (!existsSync(file)) throw new UserError('usage', `${name}: there is no such file.`);
  const text = readFileSync(file, 'utf8');
  const { problems, head, incident } = verifyExport(text, witnessed);
  if (incident !== null) refuseOthers(witnessed, incident, `${name} holds ${incident}`);
  return tell(world, json, problems, head ? [headText({ incident, ...head })] : [], head?.seq ?? 0);
}

/** A head that cannot be compared must not look as if it held. */
function refuseOthers(witnessed: readonly WitnessedHead[], incident: string, why: string): void {
  const other = witnessed.find((head) => head.incident !== incident);
  if (other) throw new UserError('usage', `--head ${headText(other)} is not compared: ${why}.`);
}

function tell(world: World, json: boolean, problems: string[], heads: string[], events: number): number {
  if (json) world.out(`${JSON.stringify({ ok: problems.length === 0, events, heads, problems }, null, 2)}\n`);
  else if (problems.length > 0) world.out(`${problems.join('\n')}\n`);
  else world.out(`${events} events hold.\n${heads.map((head) => `head ${head}\n`).join('')}`);
  return problems.length === 0 ? 0 : 1;
}

function headText({ incident, seq, hash }: WitnessedHead): string {
  return `${incident ?? '-'}:${seq}:${hash}`;
}

/** A head of the chain outside incidents begins with a dash and would be taken for an option. */
function headsAsOne(args: readonly string[]): string[] {
  return args.flatMap((arg, i) => {
    if (arg === '--head' && args[i + 1]?.startsWith('-:')) return [];
    return [args[i - 1] === '--head' && arg.startsWith('-:') ? `--head=${arg}` : arg];
  });
}

/** "INC-1:57:<64 hex>"; "-" names the chain outside incidents. */
function headOf(text: string): WitnessedHead {
  const match = /^([A-Z]+-\d+|-):([1-9]\d*):([0-9a-f]{64})$/.exec(text);
  if (!match?.[1] || !match[2] || !match[3])
    throw new UserError('usage', `--head ${text} does not look like INC-1:57:<64 hex digits>.`);
  return { incident: match[1] === '-' ? null : match[1], seq: Number(match[2]), hash: match[3] };
}
