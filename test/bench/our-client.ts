import { type Devices, openDevices } from '../../src/device/devices.ts';
import type { Inventory } from '../../src/device/inventory.ts';
import type { ChangedLimits } from '../../src/device/limits.ts';
import { Secret } from '../../src/lib/secret.ts';
import { platforms } from '../../src/platforms/index.ts';

/** Our device layer over an inventory, with the default limits unless told otherwise. */
export function ourDevices(inventory: Inventory, privateKey: string, limits: ChangedLimits = {}): Devices {
  const login = { username: 'bench', privateKey: () => new Secret(privateKey) };
  return openDevices({
    inventory,
    platforms,
    credentials: { default: { read: login, write: login } },
    limits,
    log: { warn: (message, fields) => console.error(message, fields) },
    clock: { nowMs: () => Date.now() },
  });
}

/** Asks all devices for their version, both commands, and leaves. Throws when one did not answer. */
export async function ourFanOut(inventory: Inventory, privateKey: string): Promise<void> {
  const devices = ourDevices(inventory, privateKey);
  const readings = await devices.fanOut(Object.keys(devices.inventory.devices), { diagnostic: 'version', args: {} });
  await devices.close();
  const failed = readings.find(({ result }) => result.outcome !== 'ok');
  if (failed) throw new Error(`${failed.result.device}: ${failed.result.outcome}: ${failed.result.error}`);
}
