import { createGate } from '../../src/device/gate.ts';
import { loadInventory } from '../../src/device/inventory.ts';
import { defaultLimits } from '../../src/device/limits.ts';
import { createPool } from '../../src/device/pool.ts';
import { readDiagnostic } from '../../src/device/read.ts';
import { readLogins } from '../../src/device/read-credentials.ts';
import { Secret } from '../../src/lib/secret.ts';
import { platforms } from '../../src/platforms/index.ts';
import { bareShell } from './bare-client.ts';
import type { Fleet } from './fleet.ts';
import { median } from './statistics.ts';

/** What a round of one command on each kept terminal costs, and one command at a time. */
export interface WarmFigures {
  ours: { perSecond: number[]; p50Ms: number[]; kbPerSession: number };
  bare: { perSecond: number[]; p50Ms: number[]; kbPerSession: number };
}

export interface WarmJob {
  fleet: Pick<Fleet, 'ports' | 'privateKey' | 'commands'>;
  inventoryFile: string;
  rounds: number;
}

process.on('message', async (job: WarmJob) => {
  process.send?.(await measure(job));
  process.exit(0);
});

async function measure({ fleet, inventoryFile, rounds }: WarmJob): Promise<WarmFigures> {
  const { devices } = loadInventory(inventoryFile);
  const names = Object.keys(devices);
  const [command = ''] = fleet.commands;
  const ask = onTerminals(fleet.privateKey, command);

  // Code is compiled and the heap has its size before sessions are weighed.
  for (const name of names.slice(0, 50)) await ask.warmUp(devices[name] as never);
  for (const port of fleet.ports.slice(0, 50)) (await bareShell(port, fleet.privateKey)).close();

  const empty = await restingKb();
  await inTurns(names, (name) => ask.once(devices[name] as never));
  const withOurs = await restingKb();
  const shells: Awaited<ReturnType<typeof bareShell>>[] = [];
  await inTurns(fleet.ports, async (port) => void shells.push(await bareShell(port, fleet.privateKey)));
  await inTurns(shells, async (shell) => void (await shell.ask(command)));
  const withBoth = await restingKb();

  const ours = { perSecond: [] as number[], p50Ms: [] as number[], kbPerSession: (withOurs - empty) / names.length };
  const bare = { perSecond: [] as number[], p50Ms: [] as number[], kbPerSession: (withBoth - withOurs) / names.length };
  for (let round = 0; round < 6 * rounds + 1; round += 1) {
    const bareRate = await rate(shells, (shell) => shell.ask(command));
    const ourRate = await rate(names, (name) => ask.once(devices[name] as never));
    const bareP50 = await p50(shells.slice(0, 100), (shell) => shell.ask(command));
    const ourP50 = await p50(names.slice(0, 100), (name) => ask.once(devices[name] as never));
    // The first round warms the code up.
    if (round === 0) continue;
    bare.perSecond.push(bareRate);
    ours.perSecond.push(ourRate);
    bare.p50Ms.push(bareP50);
    ours.p50Ms.push(ourP50);
  }
  return { ours, bare };
}

/** Our whole way of a reading, over kept terminals: gate, queue, redaction, hash, parser. */
function onTerminals(privateKey: string, command: string) {
  const clock = { nowMs: () => Date.now() };
  const gate = createGate((event) => console.error(event));
  const reader = platforms.juniper_junos.diagnostics.version;
  if ('unsupported' in reader) throw new Error(reader.unsupported);
  // One command, as the bare side has it.
  const version = { ...reader, commands: () => [{ line: command }] };
  const junos = { ...platforms.juniper_junos, session: 'shell' as const };
  const table = { ...platforms, juniper_junos: { ...junos, diagnostics: { ...junos.diagnostics, version } } };
  const login = { username: 'bench', privateKey: () => new Secret(privateKey) };
  const pool = () =>
    createPool({
      platforms: table,
      logins: readLogins({ default: { read: login } }),
      gate,
      limits: defaultLimits,
      clock,
    });
  const read = async (over: ReturnType<typeof pool>, device: Parameters<typeof readDiagnostic>[1]) => {
    const request = { diagnostic: 'version' as const, args: {}, fresh: true };
    const { result } = await readDiagnostic({ platforms: table, pool: over, gate, clock }, device, request);
    if (result.outcome !== 'ok') throw new Error(`${device.name}: ${result.outcome}: ${result.error}`);
  };
  const kept = pool();
  return {
    once: (device: Parameters<typeof readDiagnostic>[1]) => read(kept, device),
    warmUp: async (device: Parameters<typeof readDiagnostic>[1]) => {
      const passing = pool();
      await read(passing, device);
      passing.close();
    },
  };
}

async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: 32 }, worker));
}

async function rate<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await inTurns(items, work);
  return items.length / ((performance.now() - from) / 1000);
}

async function p50<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (const item of items) {
    const from = performance.now();
    await work(item);
    took.push(performance.now() - from);
  }
  return median(took);
}

async function restingKb(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 500));
  for (let time = 0; time < 3; time += 1) globalThis.gc?.();
  return process.memoryUsage().rss / 1024;
}
