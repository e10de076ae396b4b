import { loadConfig } from '../config.ts';
import { openDevices } from '../device/devices.ts';
import { loadInventory } from '../device/inventory.ts';
import type { Reading } from '../device/read.ts';
import { argumentLabel, diagnosticNames, diagnostics } from '../domain/diagnostics.ts';
import { redact } from '../lib/redact.ts';
import { createLog } from '../log.ts';
import { readQuestion } from '../question.ts';
import { systemClock } from './open-deps.ts';
import { configPath, readOptions, showUsage } from './options.ts';
import { resultText } from './result-text.ts';
import type { Verb } from './world.ts';

const usage = [
  'net <diagnostic> <devices> [arguments] [--vrf V] [--source S] [--json] [--raw] [--config FILE]',
  '',
  ...diagnosticNames.map((name) => {
    const args = diagnostics[name].arguments
      .map((a) => (a.required ? `<${argumentLabel(a)}>` : `[${argumentLabel(a)}]`))
      .join(' ');
    return `  ${`${name} <devices> ${args}`.trim().padEnd(44)} ${diagnostics[name].summary}`;
  }),
].join('\n');

/** The same diagnostics as in Slack, without Slack and without the store. Exit 0 when every outcome is ok or empty. */
export const net: Verb = async (args, world) => {
  const { values, positionals } = readOptions(
    args,
    {
      config: { type: 'string', default: 'ringdown.yaml' },
      json: { type: 'boolean', default: false },
      raw: { type: 'boolean', default: false },
      vrf: { type: 'string' },
      source: { type: 'string' },
    },
    usage,
  );
  if (values.help) return showUsage(world, usage);
  const config = loadConfig(configPath(world, values), world.env);
  const devices = openDevices({
    inventory: loadInventory(config.inventory),
    credentials: config.credentials,
    limits: config.limits,
    log: createLog({ write: world.err, redact, clock: systemClock }),
    clock: systemClock,
  });
  try {
    const flags = [
      ...(values.vrf === undefined ? [] : ['--vrf', values.vrf]),
      ...(values.source === undefined ? [] : ['--source', values.source]),
    ];
    const question = readQuestion({ config, devices }, [...positionals, ...flags].join(' '));
    const isTable = !values.json && !values.raw;
    const readings = await devices.fanOut(
      question.devices,
      { diagnostic: question.diagnostic, args: question.args },
      { onResult: (reading) => isTable && world.out(resultText(reading.result, world.columns)) },
    );
    if (values.raw) world.out(rawText(readings));
    if (values.json) world.out(`${JSON.stringify(jsonOf(readings), null, 2)}\n`);
    return readings.every(({ result }) => result.outcome === 'ok' || result.outcome === 'empty') ? 0 : 1;
  } finally {
    await devices.close();
  }
};

/** One device: its object; several: an array in the order they were named. */
function jsonOf(readings: readonly Reading[]): unknown {
  const results = readings.map(({ result }) => result);
  return results.length === 1 ? results[0] : results;
}

function rawText(readings: readonly Reading[]): string {
  return readings
    .flatMap(({ result, artifacts }) =>
      artifacts.length === 0
        ? [`# ${result.device}: ${result.error ?? result.outcome}\n`]
        : artifacts.map(({ text }) => `${text}\n`),
    )
    .join('');
}
