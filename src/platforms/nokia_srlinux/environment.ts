import type { EnvironmentRecord } from '../../domain/device-records.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { componentStatuses } from './component-statuses.ts';
import { environmentReport, environmentReportJson } from './environment-report.ts';
import { hasKnownStates, isAbsent } from './leaves.ts';
import { at, type Branch, listOf, readTree, wordOf } from './state-tree.ts';

export const environment: DiagnosticReader<'environment'> = {
  commands: () => [{ line: 'info from state platform | as json' }],
  parse: (outputs) =>
    several(outputs.map((output) => readTree(output, partsOf, environmentReport, environmentReportJson))),
};

const lists = ['fan-tray', 'power-supply', 'control', 'linecard', 'fabric'];

function partsOf(tree: Branch): Rows<EnvironmentRecord> | null {
  const platform = at(tree, 'platform') ?? tree;
  if (!lists.some((key) => Array.isArray(platform[key]))) return null;
  const records: EnvironmentRecord[] = [];
  const unparsed: string[] = [];
  for (const fan of listOf(platform, 'fan-tray')) {
    if (!hasKnownStates(fan)) {
      unparsed.push(`fan tray ${idOf(fan)} has no known state`);
      continue;
    }
    const speed = numberOf(fan['speed']);
    records.push({
      component: 'fan',
      name: `fan tray ${idOf(fan)}`,
      status: componentStatuses[wordOf(fan['oper-state']) ?? ''] ?? null,
      reading: speed,
      unit: speed === null ? null : 'percent',
    });
  }
  for (const supply of listOf(platform, 'power-supply')) {
    if (!hasKnownStates(supply)) {
      unparsed.push(`power supply ${idOf(supply)} has no known state`);
      continue;
    }
    const power = numberOf(at(supply, 'input')?.['power']);
    records.push({
      component: 'psu',
      name: `power supply ${idOf(supply)}`,
      status: componentStatuses[wordOf(supply['oper-state']) ?? ''] ?? null,
      reading: power,
      unit: power === null ? null : 'watts',
    });
    addTemperature(supply, `power supply ${idOf(supply)}`, records, unparsed);
  }
  for (const [key, label] of [
    ['control', 'control'],
    ['linecard', 'linecard'],
    ['fabric', 'fabric'],
  ] as const)
    for (const card of listOf(platform, key)) addTemperature(card, `${label} ${idOf(card)}`, records, unparsed);
  const known = Array.isArray(platform['fan-tray']) || Array.isArray(platform['power-supply']) || records.length > 0;
  return known || unparsed.length > 0 ? { records, unparsed } : null;
}

/** The hottest sensor of a card or a power supply. */
function addTemperature(part: Branch, name: string, records: EnvironmentRecord[], unparsed: string[]): void {
  const temperature = at(part, 'temperature');
  const reading = numberOf(temperature?.['instant']);
  if (temperature && reading !== null)
    records.push({
      component: 'temperature',
      name,
      status: temperature['alarm-status'] === true ? 'warning' : temperature['alarm-status'] === false ? 'ok' : null,
      reading,
      unit: 'celsius',
    });
  else if (!isAbsent(temperature?.['instant'])) unparsed.push(`${name} has a temperature that is no number`);
}

function idOf(branch: Branch): string {
  return String(branch['id'] ?? branch['slot'] ?? '?');
}

function numberOf(value: unknown): number | null {
  if (typeof value === 'string') return /^-?\d{1,9}(?:\.\d{1,6})?$/.test(value) ? Number(value) : null;
  return typeof value === 'number' ? value : null;
}
