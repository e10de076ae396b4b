import type { Config } from '../config.ts';
import { type Devices, openDevices } from '../device/devices.ts';
import type { Inventory } from '../device/inventory.ts';
import { redact } from '../lib/redact.ts';
import { createLog } from '../log.ts';
import { loadPlatforms } from '../platforms/load.ts';
import { systemClock } from './system-clock.ts';
import type { World } from './world.ts';

/** The devices for a verb that asks each of them once and ends, and only the platforms that they have. */
export async function openDevicesOnce(config: Config, inventory: Inventory, world: World): Promise<Devices> {
  return openDevices({
    inventory,
    platforms: await loadPlatforms(Object.values(inventory.devices).map(({ platform }) => platform)),
    credentials: config.credentials,
    limits: config.limits,
    log: createLog({ write: world.err, redact, clock: systemClock }),
    clock: systemClock,
    once: true,
  });
}
