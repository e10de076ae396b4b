import { Session } from 'node:inspector/promises';
import { expect, test } from 'vitest';
import { loadInventory } from '../../src/device/inventory.ts';
import { withFleet } from '../bench/fleet.ts';
import { ourDevices } from '../bench/our-client.ts';

/** Of turns of the event loop, in CPU time: what other programs on the machine do does not count. */
const mostDelayMs = { p99: 50, longest: 200 };
/** What 200 kept connections, their answers and the garbage since the last collection may hold. */
const mostHeapMb = 32;

test('200 devices, 50 at once, some of them hanging: the event loop is not held up, and memory is bounded', async () => {
  await withFleet(200, 4, async (fleet) => {
    // The first run compiles what the second one measures.
    await run(fleet, fleet.ports.slice(0, 20));
    const before = await heapMb();
    const turns = watchTurns();
    const { healthy, failed, held } = await run(fleet, [...fleet.silentPorts, ...fleet.ports]);
    const { p99, longest } = turns.stop();
    expect(healthy).toBe(200);
    expect(failed).toEqual(Array(4).fill('timed-out'));
    expect(p99).toBeLessThan(mostDelayMs.p99);
    expect(longest).toBeLessThan(mostDelayMs.longest);
    expect(held - before).toBeLessThan(mostHeapMb);
    expect((await heapMb()) - before).toBeLessThan(16);
  });
}, 60_000);

async function run(fleet: Parameters<Parameters<typeof withFleet>[2]>[0], ports: number[]) {
  const devices = ourDevices(loadInventory(fleet.inventory(ports)), fleet.privateKey, {
    devicesAtOnce: 50,
    // Long enough for a healthy one on a busy machine; the silent ones take it in full.
    loginMs: 4_000,
  });
  try {
    const readings = await devices.fanOut(Object.keys(devices.inventory.devices), { diagnostic: 'version', args: {} });
    const outcomes = readings.map(({ result }) => result.outcome);
    return {
      healthy: outcomes.filter((outcome) => outcome === 'ok').length,
      failed: outcomes.filter((outcome) => outcome !== 'ok'),
      held: await heapMb(),
    };
  } finally {
    await devices.close();
  }
}

/**
 * How long whoever looks every millisecond has to wait, by the CPU time that this thread spent between two ends of a
 * turn of the event loop.
 */
function watchTurns(): { stop: () => { p99: number; longest: number } } {
  const delays: number[] = [];
  let last = process.threadCpuUsage();
  let next: NodeJS.Immediate;
  const look = () => {
    const { user, system } = process.threadCpuUsage(last);
    next = setImmediate(look);
    if (user + system < 1_000) return;
    delays.push((user + system) / 1_000);
    last = process.threadCpuUsage();
  };
  next = setImmediate(look);
  return {
    stop: () => {
      clearImmediate(next);
      delays.sort((a, b) => a - b);
      return { p99: delays[Math.floor(delays.length * 0.99)] ?? 0, longest: delays.at(-1) ?? 0 };
    },
  };
}

/** What is still held after a full collection. */
async function heapMb(): Promise<number> {
  const session = new Session();
  session.connect();
  await session.post('HeapProfiler.collectGarbage');
  session.disconnect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1024 / 1024;
}
