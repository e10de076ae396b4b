import { monitorEventLoopDelay } from 'node:perf_hooks';
import { loadInventory } from '../../src/device/inventory.ts';
import { bareFanOut } from './bare-client.ts';
import type { Fleet } from './fleet.ts';
import { ourFanOut } from './our-client.ts';
import { median, ratioText } from './statistics.ts';

interface Cost {
  wallMs: number;
  cpuMs: number;
}

/** Cold connections, two commands per device: ours (gate, redaction, hash, parser) beside ssh2 as shipped. */
export async function benchCold(fleet: Fleet, rounds: number): Promise<string> {
  const inventory = loadInventory(fleet.inventory(fleet.ports));
  const warmUp = { ...fleet, ports: fleet.ports.slice(0, 100) };
  const warmInventory = loadInventory(fleet.inventory(warmUp.ports));
  await bareFanOut(warmUp, bareAtOnce);
  await ourFanOut(warmInventory, fleet.privateKey);
  const ours: Cost[] = [];
  const bare: Cost[] = [];
  const delays: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await cost(() => bareFanOut(fleet, bareAtOnce)));
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    ours.push(await cost(() => ourFanOut(inventory, fleet.privateKey)));
    delay.disable();
    delays.push(delay.percentile(99) / 1e6);
  }
  const wall = (costs: Cost[]) => costs.map(({ wallMs }) => wallMs);
  const cpu = (costs: Cost[]) => costs.map(({ cpuMs }) => cpuMs / fleet.ports.length);
  return [
    `## ${fleet.ports.length} devices, two commands each, cold`,
    '',
    `| | ringdown, 32 at once | ssh2 as shipped, ${bareAtOnce} at once | ratio | bar |`,
    '|---|---|---|---|---|',
    `| CPU per device | ${median(cpu(ours)).toFixed(2)} ms | ${median(cpu(bare)).toFixed(2)} ms | ${ratioText(cpu(ours), cpu(bare))} | 0.9 |`,
    `| wall | ${Math.round(median(wall(ours)))} ms | ${Math.round(median(wall(bare)))} ms | ${ratioText(wall(ours), wall(bare))} | 0.9 |`,
    `| event-loop delay p99 | ${median(delays).toFixed(1)} ms [${Math.min(...delays).toFixed(1)}–${Math.max(...delays).toFixed(1)}] | | | 50 ms |`,
    '',
    'Ours gates each line, pins the host key, sanitises, redacts, hashes and parses each answer; ssh2 collects bytes. Both run on exec channels. Limit: 0.3 ms of cryptography per handshake (two curve25519 operations, one signature, one verification); ssh2 itself costs about 2 ms.',
    '',
  ].join('\n');
}

/** What ssh2 is fastest at; Nagle delays each of its channels, so fewer at once would wait more. */
const bareAtOnce = 64;

async function cost(work: () => Promise<void>): Promise<Cost> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs: performance.now() - start, cpuMs: (user + system) / 1000 };
}
