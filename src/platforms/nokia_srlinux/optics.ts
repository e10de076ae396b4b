import type { OpticsRecord, OpticThreshold } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import type { Json } from '../../lib/safe-json.ts';
import { isDamaged } from '../damaged-label.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { textOf } from '../values.ts';
import { belowInterface } from './asked-interface.ts';
import { isAbsent } from './leaves.ts';
import { opticsReport } from './optics-report.ts';
import { at, type Branch, listOf, readTree, wordOf } from './state-tree.ts';

/** Every port with a transceiver in it, one record for each lane. */
export const optics: DiagnosticReader<'optics'> = {
  commands: ({ interface: name }) => [{ line: `info from state interface ${name ?? '*'} transceiver | as json` }],
  parse: (outputs, { args }) =>
    several(
      outputs.map((output) =>
        readTree(output, (tree) => modulesOf(belowInterface(tree, args.interface, 'transceiver')), opticsReport),
      ),
    ),
};

function modulesOf(tree: Branch): Rows<OpticsRecord> | null {
  const interfaces = listOf(tree, 'interface').filter((one) => at(one, 'transceiver'));
  if (interfaces.length === 0) return null;
  const rows: Rows<OpticsRecord> = { records: [], unparsed: [] };
  for (const one of interfaces) {
    const module = at(one, 'transceiver');
    const name = wordOf(one['name']);
    const unclear = hasUnclearFault(module) || [module, ...listOf(module, 'channel')].some(hasUnclearAlarm);
    if (name === null || unclear)
      rows.unparsed.push(`the transceiver of ${name ?? '?'} has an alarm without a truth value`);
    else append(rows.records, lanesOf(one));
  }
  return rows;
}

const conditions = new Set(['high', 'low'].flatMap((side) => [`${side}-alarm-condition`, `${side}-warning-condition`]));

function hasUnclearAlarm(branch: Branch | null): boolean {
  return measured.some((key) =>
    Object.entries(at(branch ?? {}, key) ?? {}).some(
      ([leaf, value]) =>
        isDamaged(leaf, conditions) || (leaf.endsWith('-condition') && typeof value !== 'boolean' && value !== null),
    ),
  );
}

function hasUnclearFault(module: Branch | null): boolean {
  const fault = module?.['fault-condition'];
  return !isAbsent(fault) && typeof fault !== 'boolean';
}

function lanesOf(branch: Branch): OpticsRecord[] {
  const name = wordOf(branch['name']);
  const module = at(branch, 'transceiver');
  if (name === null || !module || wordOf(module['oper-down-reason']) === 'not-present') return [];
  const channels = listOf(module, 'channel');
  const shared = {
    interface: name,
    type: wordOf(module['ethernet-pmd']) ?? wordOf(module['form-factor']),
    vendor: textOf(module['vendor']),
    partNumber: textOf(module['vendor-part-number']),
    serial: textOf(module['serial-number']),
    temperatureCelsius: decimalOf(at(module, 'temperature')?.['latest-value']),
    voltageVolts: decimalOf(at(module, 'voltage')?.['latest-value']),
  };
  const common = {
    ...thresholdsOf(at(module, 'temperature'), 'temperature', 'Celsius'),
    ...thresholdsOf(at(module, 'voltage'), 'voltage', 'Volts'),
  };
  const fault = module['fault-condition'] === true ? ['fault-condition'] : [];
  // A module without lanes of its own has the levels in itself.
  const lanes = channels.length === 0 ? [module] : channels;
  const all = lanes.map((channel) => {
    const [input, output, bias] = [
      at(channel, 'input-power'),
      at(channel, 'output-power'),
      at(channel, 'laser-bias-current'),
    ];
    const rxPowerDbm = decimalOf(input?.['latest-value']);
    return {
      ...shared,
      lane: channels.length < 2 ? null : decimalOf(channel['index']),
      rxPowerDbm,
      txPowerDbm: decimalOf(output?.['latest-value']),
      noLight: input?.['latest-value'] === '-inf' ? true : rxPowerDbm === null ? null : false,
      biasMilliamps: decimalOf(bias?.['latest-value']),
      thresholds: {
        ...common,
        ...thresholdsOf(input, 'rxPower', 'Dbm'),
        ...thresholdsOf(output, 'txPower', 'Dbm'),
        ...thresholdsOf(bias, 'bias', 'Milliamps'),
      },
      alarms: [...fault, ...alarmsOf(module), ...(channel === module ? [] : alarmsOf(channel))],
    };
  });
  return channels.length === 0 ? all.filter(saysSomething) : all;
}

/** False for an empty cage, of which older releases have the branch all the same. */
function saysSomething({ type, vendor, serial, temperatureCelsius, rxPowerDbm, txPowerDbm }: OpticsRecord): boolean {
  return [type, vendor, serial, temperatureCelsius, rxPowerDbm, txPowerDbm].some((value) => value !== null);
}

const levels = [
  ['high-alarm-threshold', 'HighAlarm'],
  ['high-warning-threshold', 'HighWarning'],
  ['low-warning-threshold', 'LowWarning'],
  ['low-alarm-threshold', 'LowAlarm'],
] as const;

/** Only those that mean something: a module without thresholds shows zero for each. */
function thresholdsOf(branch: Branch | null, key: string, unit: string): Partial<Record<OpticThreshold, number>> {
  const found: Partial<Record<OpticThreshold, number>> = {};
  const values = levels.map(([leaf]) => decimalOf(branch?.[leaf]));
  if (values.every((value) => value === null || value === 0)) return found;
  for (const [index, [, level]] of levels.entries()) {
    const value = values[index];
    if (value !== null && value !== undefined) found[`${key}${level}${unit}` as OpticThreshold] = value;
  }
  return found;
}

const measured = ['temperature', 'voltage', 'input-power', 'output-power', 'laser-bias-current'];

/** Conditions that the device marks as true: `input-power: low-alarm-condition`. */
function alarmsOf(branch: Branch): string[] {
  return measured.flatMap((key) =>
    Object.entries(at(branch, key) ?? {}).flatMap(([leaf, value]) =>
      leaf.endsWith('-condition') && value === true ? [`${key}: ${leaf}`] : [],
    ),
  );
}

function decimalOf(value: Json | undefined): number | null {
  if (typeof value === 'string') return /^-?\d{1,9}(?:\.\d{1,6})?$/.test(value.trim()) ? Number(value) : null;
  return typeof value === 'number' ? value : null;
}
