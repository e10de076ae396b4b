import { loadConfig } from '../config.ts';
import { loadInventory } from '../device/inventory.ts';
import { legacyWords } from '../device/legacy-words.ts';
import type { Reading } from '../device/read.ts';
import { agreementText } from '../domain/agreement.ts';
import { argumentLabel, diagnosticNames, diagnostics } from '../domain/diagnostics.ts';
import { list } from '../domain/verdict-words.ts';
import type { Since } from '../ops/since-last-good.ts';
import { readQuestion } from '../question.ts';
import { openDevicesOnce } from './devices-once.ts';
import { configPath, readOptions, showUsage } from './options.ts';
import { resultText, wrap } from './result-text.ts';
import type { Verb, World } from './world.ts';

const usage = [
  'net <diagnostic> <devices> [arguments] [--vrf V] [--source S] [--json] [--raw] [--changes] [--config FILE]',
  '',
  '  --changes   what is not as in the last good answer; keeps this one in the store to compare with',
  '  --raw       what the devices printed',
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
      changes: { type: 'boolean', default: false },
      vrf: { type: 'string' },
      source: { type: 'string' },
    },
    usage,
  );
  if (values.help) return showUsage(world, usage);
  const config = loadConfig(configPath(world, values), world.env);
  const devices = await openDevicesOnce(config, loadInventory(config.inventory), world);
  try {
    const flags = [
      ...(values.vrf === undefined ? [] : ['--vrf', values.vrf]),
      ...(values.source === undefined ? [] : ['--source', values.source]),
    ];
    const question = readQuestion({ config, devices }, [...positionals, ...flags].join(' '));
    const isTable = !values.json && !values.raw;
    const legacy = legacyWords(devices.inventory, question.devices);
    // What a program reads stays as it is.
    if (legacy !== null) (isTable ? world.out : world.err)(`${wrap(legacy, world.columns, '    ').join('\n')}\n`);
    const progress = showProgress(world, question.devices);
    const readings = await devices
      .fanOut(
        question.devices,
        { diagnostic: question.diagnostic, args: question.args },
        {
          onResult: (reading) => {
            progress.answered(reading.result.device ?? '');
            if (isTable) world.out(resultText(reading.result, world.columns));
          },
        },
      )
      .finally(progress.end);
    const since = values.changes
      ? // The store is loaded only when it is asked.
        await (await import('./net-changes.ts')).changesOf(config.store, readings, question.args)
      : new Map<string, Since>();
    const together = isTable ? agreementText(readings.map(({ result }) => result)) : null;
    if (together !== null) world.out(`${wrap(together, world.columns, '    ').join('\n')}\n`);
    if (isTable) for (const [device, one] of since) world.out(changesText(device, one, world.columns));
    if (values.raw) world.out(rawText(readings));
    if (values.json) world.out(`${JSON.stringify(jsonOf(readings, since), null, 2)}\n`);
    return readings.every(({ result }) => result.outcome === 'ok' || result.outcome === 'empty') ? 0 : 1;
  } finally {
    await devices.close();
  }
};

/** One device: its object; several: an array in the order they were named. */
function jsonOf(readings: readonly Reading[], since: ReadonlyMap<string, Since>): unknown {
  const results = readings.map(({ result }) => {
    const one = since.get(result.device ?? '');
    return one ? { ...result, since: one } : result;
  });
  return results.length === 1 ? results[0] : results;
}

function changesText(device: string, { at, isHealthy, changes: found }: Since, width: number): string {
  const when = `${at.slice(0, 16).replace('T', ' ')} UTC (${isHealthy ? 'last good' : 'first reading, not healthy itself'})`;
  const head = found.length === 0 ? `${device}: nothing changed since ${when}` : `${device}: since ${when}`;
  const lines = found.flatMap(({ words, isWorse }) => wrap(`  ${isWorse ? '!' : ' '} ${words}`, width, '      '));
  return [...wrap(head, width, '    '), ...lines, ''].join('\n');
}

const progressEveryMs = 2_000;

/** Says on stderr, from time to time, who is still waited for. */
function showProgress(world: World, devices: readonly string[]) {
  const waiting = new Set(devices);
  const startedMs = performance.now();
  const timer = setInterval(() => {
    const seconds = Math.round((performance.now() - startedMs) / 1000);
    const answered = devices.length - waiting.size;
    world.err(
      `… ${answered} of ${devices.length} devices answered after ${seconds} s; waiting for ${list([...waiting])}\n`,
    );
  }, progressEveryMs);
  return { answered: (device: string) => void waiting.delete(device), end: () => clearInterval(timer) };
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
