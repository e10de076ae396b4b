import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { describeWith, need } from '../support/needs.ts';
import { namespaces } from './commands.ts';
import { startLab } from './lab.ts';
import { recordProcess } from './processes.ts';
import { openSession } from './ssh-session.ts';
import { square } from './topology.ts';

const pair = { routers: square.routers.slice(0, 2), links: square.links.slice(0, 1) };

describeWith([need.root(), need.frr()], 'the life of a lab', () => {
  let before: ReturnType<typeof remains>;
  beforeEach(() => {
    before = remains(process.pid);
  });
  afterEach(() => expect(remains(process.pid)).toEqual(before));

  test('stop leaves no namespace, process, mount, port or folder, and stopping again does no harm', async () => {
    const lab = await startLab(pair);
    onTestFinished(lab.stop);
    const target = lab.sshTarget('leaf1', 'read');
    const session = await openSession(target);
    onTestFinished(session.close);
    const up = remains(process.pid);
    expect(up.namespaces).toHaveLength(before.namespaces.length + 3);
    expect(up.folders).toHaveLength(before.folders.length + 1);
    expect(processesOf(lab.folder)).not.toEqual([]);
    await lab.stop();
    expect(remains(process.pid)).toEqual(before);
    expect(processesOf(lab.folder)).toEqual([]);
    expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(basename(lab.folder));
    expect(await refused(target.host, target.port)).toBe(true);
    await lab.stop();
  });

  test('a router whose daemons do not start takes the whole lab away with it', async () => {
    const [one, two] = pair.routers;
    // FRR wants a letter or a digit first.
    const broken = { routers: [one, { ...two, name: '-spine1' }], links: [] } as typeof pair;
    await expect(startLab(broken)).rejects.toThrow(/-spine1: .*configuration was refused/s);
  });

  test('two labs live side by side and do not hear each other', async () => {
    const labs = await Promise.all([startLab(pair), startLab(pair)]);
    for (const lab of labs) onTestFinished(lab.stop);
    const [first, second] = labs;
    if (!first || !second) throw new Error('two labs were started');
    first.cut(first.link('leaf1', 'spine1'));
    await vi.waitFor(async () =>
      expect(await first.vtysh('leaf1', 'show interface eth1')).toContain('line protocol is down'),
    );
    expect(await second.vtysh('leaf1', 'show interface eth1')).toContain('line protocol is up');
    await first.stop();
    expect(await second.vtysh('spine1', 'show version')).toContain('FRRouting');
    await second.stop();
  });

  test('the routers of a killed process die with it, and the next lab clears what it left', async () => {
    const program = `import { startLab } from './lab.ts'; const lab = await startLab(${JSON.stringify(pair)}); console.log(lab.folder); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', program], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const folder = await new Promise<string>((resolve) =>
      createInterface({ input: child.stdout }).once('line', resolve),
    );
    expect(processesOf(folder)).not.toEqual([]);
    child.kill('SIGKILL');
    await vi.waitFor(() => expect(processesOf(folder)).toEqual([]), { timeout: 10_000 });
    expect(existsSync(folder)).toBe(true);
    const lab = await startLab(pair);
    onTestFinished(lab.stop);
    expect(existsSync(folder)).toBe(false);
    expect(namespaces().filter((name) => name.startsWith(basename(folder)))).toEqual([]);
    await lab.stop();
  });
});

/** What labs of this process have on the machine; those of others do not count. */
function remains(pid: number) {
  const mine = (name: string) => name.startsWith(`ringdown-lab-${pid}-`);
  return { namespaces: namespaces().filter(mine).sort(), folders: readdirSync(tmpdir()).filter(mine).sort() };
}

/** Processes that have a mount of the lab's folder: everything inside its routers. */
function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter(
      (pid) => Number.isInteger(pid) && recordProcess(pid) !== null && mountsOf(pid).includes(`${basename(folder)}/`),
    );
}

function mountsOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/mountinfo`, 'utf8');
  } catch {
    return ''; // it ended meanwhile
  }
}

function refused(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('error', () => resolve(true));
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
  });
}
