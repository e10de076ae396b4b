import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');
const main = join(root, 'src/start.js');
const run = promisify(execFile);

/** A demo in a process of its own, started as a newcomer starts it; `url` is what it printed. */
export async function startDemo(dir: string): Promise<{ demo: ChildProcess; url: string; pid: number }> {
  const demo = spawn(process.execPath, [main, 'demo', '--no-open', '--dir', dir], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!demo.stdout || !demo.pid) throw new Error('the demo did not start');
  const [url] = (await once(createInterface({ input: demo.stdout }), 'line')) as [string];
  return { demo, url, pid: demo.pid };
}

/** Runs a verb to its end. */
export async function ringdown(...args: string[]): Promise<{ code: number; out: string }> {
  try {
    const { stdout } = await run(process.execPath, [main, ...args], { cwd: root });
    return { code: 0, out: stdout };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, out: stdout };
  }
}

/** Every process below `pid`, with its command line. */
export function processesBelow(pid: number): { pid: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = readProc(name, 'stat');
      // The second field is the program's name in brackets and may hold blanks; the parent comes after it.
      if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) !== pid) return [];
      const child = { pid: Number(name), command: readProc(name, 'cmdline').replaceAll('\0', ' ').trim() };
      return [child, ...processesBelow(child.pid)];
    });
}

/** Empty for a process that has just ended. */
function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}
