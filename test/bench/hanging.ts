import { loadInventory } from '../../src/device/inventory.ts';
import type { Fleet } from './fleet.ts';
import { ourDevices } from './our-client.ts';
import { median, ratioText } from './statistics.ts';

/** 2 % of the devices take a connection and never say a word: the healthy ones must not notice. */
export async function benchHanging(fleet: Fleet, rounds: number): Promise<string> {
  const healthy = loadInventory(fleet.inventory(fleet.ports));
  const mixed = loadInventory(fleet.inventory(spread(fleet.ports, fleet.silentPorts)));
  const undisturbed: number[] = [];
  const disturbed: number[] = [];
  const wholeRun: number[] = [];
  let overrunMs = 0;
  for (let round = 0; round < rounds; round += 1) {
    undisturbed.push((await run(healthy, fleet, 0)).lastHealthyMs);
    const found = await run(mixed, fleet, fleet.silentPorts.length);
    disturbed.push(found.lastHealthyMs);
    wholeRun.push(found.wallMs);
    overrunMs = Math.max(overrunMs, found.overrunMs);
  }
  const total = fleet.ports.length + fleet.silentPorts.length;
  return [
    `## ${total} devices, ${fleet.silentPorts.length} of them silent, ${loginMs / 1000} s for a login`,
    '',
    '| | with silent ones | without | ratio | bar |',
    '|---|---|---|---|---|',
    `| last healthy answer | ${Math.round(median(disturbed))} ms | ${Math.round(median(undisturbed))} ms | ${ratioText(disturbed, undisturbed)} | 1.15 |`,
    `| end of the run | ${Math.round(median(wholeRun))} ms | | | last start + ${loginMs} ms |`,
    `| latest beyond its own time limit | ${Math.round(overrunMs)} ms | | | 100 ms |`,
    '',
    'Every silent device is named with its outcome, every healthy one answered.',
    '',
  ].join('\n');
}

const loginMs = 3_000;

async function run(inventory: ReturnType<typeof loadInventory>, { privateKey }: Fleet, silent: number) {
  const devices = ourDevices(inventory, privateKey, { loginMs });
  const from = performance.now();
  let lastHealthyMs = 0;
  let overrunMs = 0;
  const readings = await devices.fanOut(
    Object.keys(inventory.devices),
    { diagnostic: 'version', args: {} },
    {
      onResult: ({ result }) => {
        if (result.outcome === 'ok') lastHealthyMs = performance.now() - from;
        else overrunMs = Math.max(overrunMs, (result.commands[0]?.durationMs ?? 0) - loginMs);
      },
    },
  );
  const wallMs = performance.now() - from;
  await devices.close();
  const failed = readings.filter(({ result }) => result.outcome !== 'ok');
  if (failed.length !== silent || failed.some(({ result }) => result.outcome !== 'timed-out'))
    throw new Error(`${failed.length} devices failed, ${silent} should: ${failed[0]?.result.error}`);
  return { lastHealthyMs, wallMs, overrunMs };
}

/** The silent ones evenly among the others. */
function spread(ports: readonly number[], silent: readonly number[]): number[] {
  const every = Math.floor(ports.length / silent.length);
  return ports.flatMap((port, i) => {
    const guest = i % every === 0 ? silent[i / every] : undefined;
    return guest === undefined ? [port] : [guest, port];
  });
}
