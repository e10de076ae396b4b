import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import ssh2 from 'ssh2';
import { stringify } from 'yaml';
import { openDevices } from '../../src/device/devices.ts';
import { loadInventory } from '../../src/device/inventory.ts';
import { Secret } from '../../src/lib/secret.ts';
import { median, ratioText } from './statistics.ts';

const devicesCount = 200;
const atOnce = 32;

interface Cost {
  wallMs: number;
  cpuMs: number;
}

/** 200 devices, one command each, cold connections: ours (gate, redaction, parsing, records) beside bare ssh2. */
export async function benchFanOut(rounds: number): Promise<string> {
  const fleet = spawn(process.execPath, [join(import.meta.dirname, 'fleet-process.ts'), String(devicesCount)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const dir = mkdtempSync(join(tmpdir(), 'ringdown-bench-'));
  try {
    const [line] = (await once(createInterface({ input: fleet.stdout }), 'line')) as [string];
    const { ports, hostKey } = JSON.parse(line) as { ports: number[]; hostKey: string };
    const privateKey = ssh2.utils.generateKeyPairSync('ed25519').private;
    const inventory = writeInventory(dir, ports, hostKey);
    const ours: Cost[] = [];
    const bare: Cost[] = [];
    await cost(() => bareFanOut(ports, privateKey));
    await cost(() => ourFanOut(inventory, privateKey));
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await cost(() => bareFanOut(ports, privateKey)));
      ours.push(await cost(() => ourFanOut(inventory, privateKey)));
    }
    const wall = (costs: Cost[]) => costs.map(({ wallMs }) => wallMs);
    const cpu = (costs: Cost[]) => costs.map(({ cpuMs }) => cpuMs / devicesCount);
    return [
      `## Fan-out over ${devicesCount} devices, ${atOnce} at once, one command, cold`,
      '',
      '| | ringdown | bare ssh2 | ratio |',
      '|---|---|---|---|',
      `| wall | ${Math.round(median(wall(ours)))} ms | ${Math.round(median(wall(bare)))} ms | ${ratioText(wall(ours), wall(bare))} |`,
      `| CPU per device | ${median(cpu(ours)).toFixed(2)} ms | ${median(cpu(bare)).toFixed(2)} ms | ${ratioText(cpu(ours), cpu(bare))} |`,
      '',
      'Ours gates, redacts, hashes and parses each answer; bare ssh2 collects bytes. Limit: about 0.3 ms of cryptography per handshake (curve25519, one signature, one verification).',
      '',
    ].join('\n');
  } finally {
    fleet.stdin.end();
    await once(fleet, 'exit');
    rmSync(dir, { recursive: true, force: true });
  }
}

async function cost(work: () => Promise<void>): Promise<Cost> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs: performance.now() - start, cpuMs: (user + system) / 1000 };
}

async function bareFanOut(ports: readonly number[], privateKey: string): Promise<void> {
  const waiting = [...ports];
  const worker = async () => {
    for (let port = waiting.pop(); port !== undefined; port = waiting.pop()) await bareRead(port, privateKey);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

function bareRead(port: number, privateKey: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const client = new ssh2.Client();
    client.on('error', reject);
    client.on('ready', () => {
      client.setNoDelay(true);
      client.exec('show version | json', (error, channel) => {
        if (error) return reject(error);
        let text = '';
        channel.on('data', (chunk: Buffer) => {
          text += chunk.toString('utf8');
        });
        channel.on('close', () => {
          client.end();
          resolve(text);
        });
      });
    });
    client.connect({ host: '127.0.0.1', port, username: 'bench', privateKey, hostVerifier: () => true });
  });
}

async function ourFanOut(inventoryFile: string, privateKey: string): Promise<void> {
  const inventory = loadInventory(inventoryFile);
  const login = { username: 'bench', privateKey: () => new Secret(privateKey) };
  const devices = openDevices({
    inventory,
    credentials: { default: { read: login, write: login } },
    limits: { devicesAtOnce: atOnce },
    log: { warn: (message, fields) => console.error(message, fields) },
    clock: { nowMs: () => Date.now() },
  });
  const readings = await devices.fanOut(Object.keys(inventory.devices), { diagnostic: 'version', args: {} });
  await devices.close();
  const failed = readings.find(({ result }) => result.outcome !== 'ok');
  if (failed) throw new Error(`${failed.result.device}: ${failed.result.outcome}: ${failed.result.error}`);
}

function writeInventory(dir: string, ports: readonly number[], hostKey: string): string {
  const fingerprint = createHash('sha256').update(Buffer.from(hostKey, 'base64')).digest('base64').replace(/=+$/, '');
  const devices = Object.fromEntries(
    ports.map((port, i) => [
      `sw${i + 1}`,
      {
        platform: 'arista_eos',
        address: '127.0.0.1',
        port,
        hostKey: `SHA256:${fingerprint}`,
        site: 'bench',
        role: 'leaf',
        credentials: 'default',
      },
    ]),
  );
  const file = join(dir, 'inventory.yaml');
  writeFileSync(file, stringify({ devices }), { mode: 0o600 });
  return file;
}
