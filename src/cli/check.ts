import { loadConfig } from '../config.ts';
import { loadInventory } from '../device/inventory.ts';
import { checkTemplates } from '../ops/check-templates.ts';
import { loadPlaybooks } from '../ops/load-playbooks.ts';
import { openDevicesOnce } from './devices-once.ts';
import { configOption, configPath, readOptions, showUsage } from './options.ts';
import type { Verb } from './world.ts';

const usage = 'check [--connect] [--json] [--config FILE]';

/** Validates config, inventory, playbooks and templates; with --connect logs into every device read-only. Changes nothing. */
export const check: Verb = async (args, world) => {
  const { values } = readOptions(
    args,
    { ...configOption, connect: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    usage,
  );
  if (values.help) return showUsage(world, usage);
  const config = loadConfig(configPath(world, values), world.env);
  const inventory = loadInventory(config.inventory);
  const playbooks = loadPlaybooks(config.playbooks);
  checkTemplates(config.postmortem);
  const names = Object.keys(inventory.devices);
  if (!values.connect) {
    const summary = { people: Object.keys(config.people).length, devices: names.length, playbooks: playbooks.size };
    world.out(
      values.json
        ? `${JSON.stringify(summary)}\n`
        : `Config, inventory and playbooks are fine: ${summary.people} people, ${summary.devices} devices, ${summary.playbooks} playbooks.\n`,
    );
    return 0;
  }
  const devices = await openDevicesOnce(config, inventory, world);
  try {
    const readings = await devices.fanOut(
      names,
      { diagnostic: 'version', args: {} },
      {
        onResult: ({ result }) =>
          values.json ||
          world.out(`${result.device}: ${result.outcome}${result.error === null ? '' : `: ${result.error}`}\n`),
      },
    );
    const results = readings.map(({ result }) => ({
      device: result.device,
      outcome: result.outcome,
      error: result.error,
    }));
    if (values.json) world.out(`${JSON.stringify(results, null, 2)}\n`);
    return results.every(({ outcome }) => outcome === 'ok') ? 0 : 1;
  } finally {
    await devices.close();
  }
};
