import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { diesWithUs, isRunning, type ProcessRecord, recordProcess } from './processes.ts';

const environment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', HOME: '/' };
const startMs = 30_000;

/** A running router: its PID 1, and the way into its namespaces. */
export interface RouterProcess {
  init: ProcessRecord;
  /** What to call to run a program in the router: `[tool, arguments]`. Throws when the router is gone. */
  enter(program: readonly string[]): [string, string[]];
  /** Runs a program in the router as root; its standard output. Throws with what it said when it fails. */
  exec(program: readonly string[]): Promise<string>;
}

/**
 * Starts the daemons of one router in the network namespace; settles when they took their configuration.
 * Every process is told to `record` before anything can fail. All of them die with this process.
 */
export async function startRouter(
  { name, namespace, folder }: { name: string; namespace: string; folder: string },
  record: (process: ProcessRecord) => void,
): Promise<RouterProcess> {
  const [tool, args] = separate(`/run/netns/${namespace}`, [
    'bash',
    join(import.meta.dirname, 'router-init.sh'),
    name,
    folder,
  ]);
  const child = spawn(tool, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: '/', env: environment });
  const started = child.pid === undefined ? null : recordProcess(child.pid);
  if (started) record(started);
  const init = await ready(name, child, record);
  // The daemons hold the other end; a test that ends need not wait for it.
  child.unref();
  child.stdout.destroy();
  child.stderr.destroy();

  const enter = (program: readonly string[]): [string, string[]] => {
    if (!isRunning(init)) throw new Error(`${name}: the router is gone (pid ${init.pid})`);
    return ['nsenter', ['-t', String(init.pid), '-n', '-m', '-u', '-p', '--', ...program]];
  };
  return {
    init,
    enter,
    exec: async (program) => {
      const [tool, args] = enter(program);
      const { stdout } = await promisify(execFile)(tool, args, { cwd: '/', env: environment, timeout: 30_000 });
      return stdout;
    },
  };
}

/** A program as PID 1 of namespaces of its own. */
function separate(network: string, program: readonly string[]): [string, string[]] {
  const apart = ['unshare', '--mount', '--uts', '--pid', '--fork', '--kill-child', '--'];
  return diesWithUs(['nsenter', `--net=${network}`, ...apart, ...program]);
}

/** Reads what `router-init.sh` says until "ready". */
function ready(
  name: string,
  child: ChildProcess & { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream },
  record: (process: ProcessRecord) => void,
): Promise<ProcessRecord> {
  return new Promise((resolve, reject) => {
    let init: ProcessRecord | null = null;
    let said = '';
    const fail = (why: string) => {
      clearTimeout(timer);
      reject(new Error(`${name}: ${why}${said === '' ? '' : `: ${said.trim()}`}`));
    };
    const timer = setTimeout(() => fail(`not ready within ${startMs / 1000} s`), startMs);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => fail(`ended while it started (${signal ?? `exit ${code}`})`));
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      const pid = /^pid (\d+)$/.exec(line)?.[1];
      if (pid !== undefined) {
        init = recordProcess(Number(pid));
        if (init) record(init);
      } else if (line === 'ready' && init) {
        clearTimeout(timer);
        resolve(init);
      } else said += `${line}\n`;
    });
  });
}
