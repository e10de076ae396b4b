import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ExportedRecord } from '../exports/json.ts';
import { UserError } from '../lib/errors.ts';
import { sanitise } from '../lib/sanitise.ts';
import { replayableRecord } from '../ops/replayable-record.ts';
import { type Difference, type RereadDiff, rereadDiff } from '../ops/reread-diff.ts';
import type { ReplayOptions } from '../sandbox/replay/run-replay.ts';
import { readOptions, showUsage } from './options.ts';
import { portOf } from './port-option.ts';
import type { Verb, World } from './world.ts';

const usage = [
  'replay FILE [--speed N|max] [--until SEQ] [--port N] [--no-open] [--exit [--json]]',
  '       ringdown replay FILE --diff [--until SEQ] [--json]',
  '',
  'Plays an exported incident (export --format json) into a local workspace; each answer is read again from its raw text.',
  '',
  '  --speed N     N times as fast as it happened (60); max leaves out every pause',
  '  --until SEQ   plays up to this entry',
  '  --exit        ends when everything was played; --json then prints what stands in the workspace',
  '  --diff        plays nothing: reads every raw output with the parsers of today and says what reads differently',
  '                (exit 0: nothing does; 1: something does, or cannot be read again)',
].join('\n');

/** A file is read whole; the largest records that we have made are a tenth of this. */
const longestBytes = 256 * 1024 * 1024;

/** An exported incident, again: for drills, and to see what today's parsers make of an old outage. Needs no config. */
export const replay: Verb = async (args, world) => {
  const { values, positionals } = readOptions(
    args,
    {
      speed: { type: 'string', default: '60' },
      until: { type: 'string' },
      port: { type: 'string', default: '0' },
      'no-open': { type: 'boolean', default: false },
      exit: { type: 'boolean', default: false },
      diff: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
    usage,
  );
  if (values.help) return showUsage(world, usage);
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new UserError('usage', `usage: ringdown ${usage}`);
  if (values.json && !values.diff && !values.exit)
    throw new UserError('usage', '--json prints what was played: it needs --exit, or --diff.');
  const speed = speedOf(values.speed);
  const port = portOf(values.port);
  const record = replayableRecord(textOf(world, name));
  const untilSeq = untilOf(values.until, record);
  for (const sentence of record.missing) world.err(`${sentence}\n`);
  if (values.diff) return diff(world, record, untilSeq, values.json);
  return play(world, record, { speed, port, untilSeq }, { ends: values.exit, json: values.json });
};

async function play(
  world: World,
  record: ExportedRecord,
  options: ReplayOptions,
  { ends, json }: { ends: boolean; json: boolean },
): Promise<number> {
  // Reading again needs neither the workspace nor Slack's libraries.
  const [{ runReplay }, { transcriptOf }] = await Promise.all([
    import('../sandbox/replay/run-replay.ts'),
    import('../sandbox/replay/transcript.ts'),
  ]);
  const { incident } = record;
  const running = await runReplay(record, options);
  try {
    (json ? world.err : world.out)(`${running.url}\n`);
    for (const note of running.notes) world.err(`${sanitise(note)}\n`);
    world.err(
      `Playing ${incident} up to entry ${options.untilSeq}; it takes ${Math.ceil(running.lengthMs / 1000)} s. Ctrl-C ends it.\n`,
    );
    const isOver = await Promise.race([running.played.then(() => true), world.stopped.then(() => false)]);
    if (isOver) world.err(`Entry ${options.untilSeq} of ${incident} was played.\n`);
    if (json && isOver) world.out(`${JSON.stringify(transcriptOf(running.workspace), null, 2)}\n`);
    if (isOver && !ends) await world.stopped;
    return isOver || !ends ? 0 : 1;
  } finally {
    await running.stop();
  }
}

function diff(world: World, { incident, events, artifacts }: ExportedRecord, untilSeq: number, json: boolean): number {
  const found = rereadDiff(
    events.filter(({ seq }) => seq <= untilSeq),
    artifacts,
  );
  world.out(json ? `${JSON.stringify({ incident, ...found }, null, 2)}\n` : sanitise(diffText(incident, found)));
  return found.different.length === 0 && found.notRead.length === 0 ? 0 : 1;
}

function diffText(incident: string, found: RereadDiff): string {
  const { equal, different, notRead, unanswered, withoutClock, redacted } = found;
  const about = (one: { seq: number; device: string; diagnostic: string; arguments: string }) =>
    `${incident} event ${one.seq}: ${`${one.device} ${one.diagnostic} ${one.arguments}`.trimEnd()}`;
  return [
    ...different.flatMap((one) => [`${about(one)} reads differently`, ...one.differences.map(differenceText)]),
    ...notRead.map((one) => `${about(one)} cannot be read again: ${one.why}`),
    ...redacted.map((seq) => `${incident} event ${seq} was redacted`),
    ...(withoutClock > 0
      ? [`Ages in ${withoutClock} answers were not compared: the record does not say when they were read.`]
      : []),
    `${equal} answers read as they were recorded, ${different.length} differently; ${notRead.length} cannot be read again, ${unanswered} devices gave none.`,
    '',
  ].join('\n');
}

function differenceText({ what, recorded, now }: Difference): string {
  const words = (value: unknown) => (value === null ? 'none' : JSON.stringify(value));
  return `  ${what}: recorded ${words(recorded)}, now ${words(now)}`;
}

/** Looks at the size first: nothing of a file that is none, or too long, is read. */
function textOf(world: World, name: string): string {
  const file = resolve(world.cwd, name);
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new UserError('usage', `${name}: there is no such file.`);
  if (found.size > longestBytes)
    throw new UserError(
      'failed',
      `${name} has ${found.size} bytes; a record of more than ${longestBytes} is not read.`,
    );
  return readFileSync(file, 'utf8');
}

function speedOf(text: string): number {
  if (text === 'max') return Number.POSITIVE_INFINITY;
  const speed = Number(text);
  if (!/^\d{1,6}(\.\d{1,3})?$/.test(text) || speed === 0)
    throw new UserError('usage', `--speed ${text} is not a number of times as fast, such as 60, or max.`);
  return speed;
}

function untilOf(text: string | undefined, { incident, head }: ExportedRecord): number {
  if (text === undefined) return head.seq;
  const seq = Number(text);
  if (!/^[1-9]\d{0,9}$/.test(text) || seq > head.seq)
    throw new UserError('usage', `--until ${text} is not an entry of ${incident}, which has ${head.seq}.`);
  return seq;
}
