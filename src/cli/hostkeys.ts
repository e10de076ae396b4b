import { loadConfig } from '../config.ts';
import { setHostKeys } from '../device/host-key-file.ts';
import { loadInventory, select } from '../device/inventory.ts';
import { UserError } from '../lib/errors.ts';
import { openDevicesOnce } from './devices-once.ts';
import { configOption, configPath, readOptions, showUsage } from './options.ts';
import type { Verb } from './world.ts';

const usage = 'hostkeys enroll <devices> [--yes] [--config FILE]';

/** Shows the host keys that the devices present now and, when agreed to, pins them in the inventory file. */
export const hostkeys: Verb = async (args, world) => {
  const { values, positionals } = readOptions(
    args,
    { ...configOption, yes: { type: 'boolean', default: false } },
    usage,
  );
  if (values.help) return showUsage(world, usage);
  const [word, ...selectors] = positionals;
  if (word !== 'enroll' || selectors.length === 0) throw new UserError('usage', `usage: ringdown ${usage}`);
  const config = loadConfig(configPath(world, values), world.env);
  const inventory = loadInventory(config.inventory);
  const selected = select(inventory, selectors.join(' '));
  if (!selected.ok) throw new UserError('usage', selected.problem);
  const devices = await openDevicesOnce(config, inventory, world);
  try {
    const seen = await Promise.all(
      selected.devices.map(async (device) => ({ device, key: await devices.seeHostKey(device.name) })),
    );
    for (const { device, key } of seen)
      world.out(`${device.name} (${device.address}:${device.port}): ${describe(key, device.hostKey)}\n`);
    const failed = seen.some(({ key }) => !key.ok);
    const fresh = seen.flatMap(({ device, key }) =>
      key.ok && key.fingerprint !== device.hostKey ? [[device.name, key.fingerprint] as const] : [],
    );
    if (fresh.length === 0) return failed ? 1 : 0;
    const answer = values.yes
      ? 'yes'
      : await world.ask('Compare them with the devices themselves. Pin these keys? Type yes: ');
    if (answer.trim() !== 'yes') {
      world.err('Nothing was changed.\n');
      return 1;
    }
    await setHostKeys(config.inventory, Object.fromEntries(fresh));
    world.out(`Pinned ${fresh.length} ${fresh.length === 1 ? 'key' : 'keys'} in ${config.inventory}.\n`);
    return failed ? 1 : 0;
  } finally {
    await devices.close();
  }
};

function describe(
  key: { ok: true; fingerprint: string; type: string } | { ok: false; error: string },
  pinned: string | null | undefined,
): string {
  if (!key.ok) return key.error;
  if (!pinned) return `${key.type} ${key.fingerprint}, not pinned yet`;
  return key.fingerprint === pinned
    ? `${key.type} ${key.fingerprint}, as pinned`
    : `${key.type} ${key.fingerprint}, CHANGED (pinned is ${pinned})`;
}
