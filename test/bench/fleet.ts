import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { stringify } from 'yaml';
import { newKey } from './new-key.ts';

export interface Fleet {
  ports: number[];
  /** Devices that take a connection and stay silent. */
  silentPorts: number[];
  /** What each device is asked, two commands. */
  commands: string[];
  privateKey: string;
  /** A folder for files of the bench. */
  dir: string;
  /** Writes an inventory of these ports, named sw1, sw2 … and returns its path. */
  inventory(ports: readonly number[]): string;
}

/** Runs `work` beside a fleet in a process of its own. */
export async function withFleet<T>(count: number, silent: number, work: (fleet: Fleet) => Promise<T>): Promise<T> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'fleet-process.ts'), String(count), String(silent)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const dir = mkdtempSync(join(tmpdir(), 'ringdown-bench-'));
  try {
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const { hostKey, ...told } = JSON.parse(line) as Omit<Fleet, 'privateKey' | 'dir'> & { hostKey: string };
    if (told.commands.length !== 2) throw new Error('the bench compares two commands per device');
    const { privateKey } = newKey();
    let files = 0;
    const inventory = (ports: readonly number[]): string => {
      files += 1;
      const file = join(dir, `inventory-${files}.yaml`);
      writeFileSync(file, inventoryText(ports, hostKey), { mode: 0o600 });
      return file;
    };
    return await work({ ...told, privateKey, dir, inventory });
  } finally {
    child.stdin.end();
    await once(child, 'exit');
    rmSync(dir, { recursive: true, force: true });
  }
}

function inventoryText(ports: readonly number[], hostKey: string): string {
  const fingerprint = createHash('sha256').update(Buffer.from(hostKey, 'base64')).digest('base64').replace(/=+$/, '');
  const devices = Object.fromEntries(
    ports.map((port, i) => [
      `sw${i + 1}`,
      { platform: 'juniper_junos', address: '127.0.0.1', port, hostKey: `SHA256:${fingerprint}`, site: 'bench' },
    ]),
  );
  return stringify({ devices });
}
