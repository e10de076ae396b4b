import { userInfo } from 'node:os';
import { createInterface } from 'node:readline';
import { findVerb, verbNames } from './cli/verbs.ts';
import type { World } from './cli/world.ts';
import { exitCodeOf, UserError } from './lib/errors.ts';
import { nearest } from './lib/nearest.ts';

/** The process behind start.js: reads the world once and hands it down. Nobody else reads process.env or argv. */
const world: World = {
  env: process.env,
  cwd: process.cwd(),
  osUser: userInfo().username,
  stdin: process.stdin,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isTerminal: process.stdout.isTTY === true,
  columns: process.stdout.columns ?? 80,
  ask: (question) =>
    new Promise((resolve) => {
      const lines = createInterface({ input: process.stdin, output: process.stderr });
      // An input that ends without an answer is an empty answer.
      lines.on('close', () => resolve(''));
      lines.question(question, (answer) => {
        resolve(answer);
        lines.close();
      });
    }),
  stopped: stopSignal(),
};

process.umask(0o077);
// A reader that has seen enough (`| head`) closes the pipe; that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await main(process.argv.slice(2));
// A library's timer must not keep a finished process: this one keeps nothing alive itself.
setTimeout(() => process.exit(), 2_000).unref();

async function main([name = '--help', ...args]: string[]): Promise<number> {
  try {
    if (name === '--help' || name === '-h' || name === 'help') {
      world.out(usage());
      return 0;
    }
    const verb = await findVerb(name);
    if (!verb) {
      const close = nearest(name, verbNames);
      throw new UserError(
        'usage',
        `Unknown verb "${name}". ${close.length > 0 ? `Did you mean: ${close.join(', ')}?` : `Known: ${verbNames.join(', ')}.`}`,
      );
    }
    return await verb(args, world);
  } catch (error) {
    const known = error instanceof UserError;
    world.err(
      `${known ? error.message : `This is a bug of ringdown: ${error instanceof Error ? error.stack : String(error)}`}\n`,
    );
    return exitCodeOf(error);
  }
}

function usage(): string {
  return [
    'ringdown <verb> [arguments]; --help after a verb says more.',
    '',
    '  demo          an incident from alert to export, with nothing to set up',
    '  serve         the bot',
    '  net           read devices without Slack',
    '  inc, mitigate, oncall, playbook',
    '                the words of the slash commands, as the OS user',
    '  parse         parse one recorded output from stdin',
    '  export        the record of an incident as Markdown, HTML, JSON or CSV',
    '  verify        re-walk the hash chain of the record',
    '  stats         figures over all incidents of the store',
    '  replay        play an exported incident, or read its raw outputs again',
    '  check         validate config, inventory and playbooks; --connect logs in read-only',
    '  hostkeys      show and pin the host keys of devices',
    '  manifest      print the Slack app manifest',
    '',
  ].join('\n');
}

/** Resolves at the first SIGINT or SIGTERM; the second one ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        if (asked) process.exit(1);
        asked = true;
        resolve();
      });
  });
}
