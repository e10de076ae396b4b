import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Fleet } from './fleet.ts';
import { median } from './statistics.ts';

/** The most memory that `ringdown net` itself ever has while it asks all devices. */
export async function benchNetMemory(fleet: Fleet, rounds: number): Promise<string> {
  const config = join(fleet.dir, 'ringdown.yaml');
  const keyFile = join(fleet.dir, 'net-key');
  writeFileSync(keyFile, fleet.privateKey, { mode: 0o600 });
  writeFileSync(config, stringify(configOf(fleet.inventory(fleet.ports), keyFile)), { mode: 0o600 });
  const peaks: number[] = [];
  for (let round = 0; round < rounds; round += 1) peaks.push(await peakMb(config));
  return [
    `## Peak memory of \`ringdown net version site:bench\`, ${fleet.ports.length} devices`,
    '',
    `${median(peaks).toFixed(0)} MB [${Math.min(...peaks).toFixed(0)}–${Math.max(...peaks).toFixed(0)}], bar 130 MB. Node alone takes about 45 MB.`,
    '',
  ].join('\n');
}

async function peakMb(config: string): Promise<number> {
  const main = join(import.meta.dirname, '../../src/start.js');
  const child = spawn(process.execPath, [main, 'net', 'version', 'site:bench', '--config', config], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString('utf8');
  });
  let peakKb = 0;
  const status = `/proc/${child.pid}/status`;
  const look = setInterval(() => {
    if (!existsSync(status)) return;
    peakKb = Math.max(peakKb, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] ?? 0));
  }, 20);
  const [code] = await once(child, 'exit');
  clearInterval(look);
  if (code !== 0) throw new Error(`ringdown net ended with ${code}: ${complaints.slice(0, 500)}`);
  if (peakKb === 0) throw new Error('the memory of a process is only known on Linux');
  return peakKb / 1024;
}

function configOf(inventory: string, keyFile: string): unknown {
  return {
    inventory,
    credentials: { default: { read: { username: 'bench', privateKey: `file:${keyFile}` } } },
  };
}
