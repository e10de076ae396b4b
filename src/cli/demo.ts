import { existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../lib/errors.ts';
import { nearest } from '../lib/nearest.ts';
import { runDemo } from '../sandbox/demo/run-demo.ts';
import { scenarios } from '../sandbox/demo/scenario.ts';
import { readOptions, showUsage } from './options.ts';
import { portOf } from './port-option.ts';
import type { Verb, World } from './world.ts';

const usage = `demo [--port N] [--scenario ${scenarios.map(({ name }) => name).join('|')}] [--auto] [--exit] [--dir DIR] [--no-open]`;

/** How long `--exit` waits for the incident to be resolved. */
const exitLimitMs = 118_000;

/** The main job with nothing to set up: a local Slack workspace, a simulated network, and the bot between them. */
export const demo: Verb = async (args, world) => {
  const { values } = readOptions(
    args,
    {
      port: { type: 'string', default: '0' },
      scenario: { type: 'string', default: 'lossy-link' },
      auto: { type: 'boolean', default: false },
      exit: { type: 'boolean', default: false },
      dir: { type: 'string' },
      'no-open': { type: 'boolean', default: false },
    },
    usage,
  );
  if (values.help) return showUsage(world, usage);
  const dir = folder(world, values.dir);
  const running = await runDemo({
    dir,
    port: portOf(values.port),
    scenario: scenarioOf(values.scenario),
    auto: values.auto,
    osUser: world.osUser,
    say: (text) => world.err(`${text}\n`),
  });
  try {
    world.out(`${running.url}\n`);
    world.err(`Open the page; choose who you are at the top left. Ctrl-C ends everything.\nConfig and store: ${dir}\n`);
    if (!values.exit) {
      await world.stopped;
      return 0;
    }
    const isResolved = await waitForEnd(world, running.isResolved);
    world.out(`INC-1 ${isResolved ? 'resolved' : 'open'}\n`);
    return isResolved ? 0 : 1;
  } finally {
    await running.stop();
    world.err(`Everything has ended. What is left: ${dir}\n`);
  }
};

async function waitForEnd(world: World, isResolved: () => boolean): Promise<boolean> {
  const late = AbortSignal.timeout(exitLimitMs);
  let stopped = false;
  void world.stopped.then(() => {
    stopped = true;
  });
  while (!late.aborted && !stopped && !isResolved()) await sleep(200);
  return isResolved();
}

/** A new or empty folder: the demo never writes among somebody's files. */
function folder(world: World, named: string | undefined): string {
  if (named === undefined) return mkdtempSync(join(tmpdir(), 'ringdown-demo-'));
  const dir = resolve(world.cwd, named);
  if (existsSync(dir) && readdirSync(dir).length > 0)
    throw new UserError('usage', `--dir ${named} is not empty. Name a new or an empty folder.`);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return dir;
}

function scenarioOf(name: string) {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (found) return found;
  const known = scenarios.map((scenario) => scenario.name);
  throw new UserError(
    'usage',
    `Unknown scenario "${name}". ${nearest(name, known).length > 0 ? 'Did you mean' : 'Known'}: ${known.join(', ')}?`,
  );
}
