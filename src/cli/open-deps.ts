import { randomBytes } from 'node:crypto';
import { loadConfig } from '../config.ts';
import { openDevices } from '../device/devices.ts';
import { loadInventory } from '../device/inventory.ts';
import type { Ids } from '../lib/ids.ts';
import { redact } from '../lib/redact.ts';
import { createLog } from '../log.ts';
import { loadPlaybooks } from '../ops/load-playbooks.ts';
import { platforms } from '../platforms/index.ts';
import { openDatabase } from '../store/database.ts';
import type { StoreLock } from '../store/lock.ts';
import { systemClock } from './system-clock.ts';
import type { World } from './world.ts';

const randomIds: Ids = { next: () => randomBytes(16).toString('hex') };

/** Opens what a verb with a store and devices needs, in the order of security rule R99: config, lock, store. */
export async function openDeps(
  configFile: string,
  world: World,
  options: { lock?: (storePath: string) => StoreLock } = {},
) {
  const log = createLog({ write: world.err, redact, clock: systemClock });
  const config = loadConfig(configFile, world.env);
  const inventory = loadInventory(config.inventory);
  const playbooks = loadPlaybooks(config.playbooks);
  const lock = options.lock?.(config.store) ?? null;
  const database = await openDatabase(config.store);
  const devices = openDevices({
    inventory,
    platforms,
    credentials: config.credentials,
    limits: config.limits,
    log,
    clock: systemClock,
    besidePeople: true,
  });
  return { config, log, database, devices, playbooks, lock, clock: systemClock, ids: randomIds };
}
