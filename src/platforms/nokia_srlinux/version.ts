import type { VersionRecord } from '../../domain/device-records.ts';
import { isDamaged } from '../damaged-label.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { ageOf, instantMs } from './instants.ts';
import { isIdentity } from './leaves.ts';
import { fieldOf } from './show-fields.ts';
import { at, type Branch, readTree, wordOf } from './state-tree.ts';

/** System information, host name and chassis; `show version` as text is read as well. */
export const version: DiagnosticReader<'version'> = {
  commands: () => [
    { line: 'info from state system information | as json' },
    { line: 'info from state system name | as json', optional: true },
    { line: 'info from state platform chassis | as json', optional: true },
  ],
  parse: (outputs, { nowMs }) => {
    const single = outputs.length === 1;
    const whole = several(
      outputs.map((output) =>
        readTree(
          output,
          (tree) => {
            const record = partOf(tree, nowMs, single);
            return record && { records: [record], unparsed: [] };
          },
          (text) => {
            const osVersion = fieldOf(text.lines, 'Software Version');
            const booted = fieldOf(text.lines, 'Last Booted');
            if (osVersion === null || text.cut !== null) return null;
            // The start stands below what else is read.
            if (!text.lines.some((line) => /^ *Last ?Booted/.test(line)))
              return {
                records: [],
                unparsed: [],
                incomplete: 'the line of the start is missing: the answer was cut off',
              };
            const record = shownOf((label) => fieldOf(text.lines, label), nowMs);
            const unparsed = text.lines.filter(
              (line) => bootLine.test(line) && instantMs(booted ?? undefined) === null,
            );
            return { records: [record], unparsed: [...unparsed, ...text.lines.filter(hasBentLabel)] };
          },
        ),
      ),
    );
    const [first, ...more] = whole.records;
    return first && more.length > 0 ? { ...whole, records: [more.reduce(joined, first)] } : whole;
  },
};

/** What `show version` prints, as text and as JSON. */
function shownOf(told: (label: string) => string | null, nowMs: number | null): VersionRecord {
  return {
    ...blank,
    hostname: told('Hostname'),
    model: told('Chassis Type'),
    serial: told('Serial Number'),
    osVersion: told('Software Version'),
    uptimeSeconds: ageOf(told('Last Booted') ?? undefined, nowMs),
  };
}

const labels = new Set(['Hostname', 'Chassis Type', 'Serial Number']);

function hasBentLabel(line: string): boolean {
  return isDamaged(line.slice(0, Math.max(0, line.indexOf(':'))).trim(), labels);
}

/** The device puts a dash, or `<Unknown>`, in the place of what it does not know. */
const bootLine = /^ *Last ?Booted(?! *: (?:-|<Unknown>)$)/;

const blank: VersionRecord = {
  hostname: null,
  model: null,
  osVersion: null,
  serial: null,
  uptimeSeconds: null,
  lastRebootReason: null,
};

function joined(one: VersionRecord, other: VersionRecord): VersionRecord {
  return {
    hostname: one.hostname ?? other.hostname,
    model: one.model ?? other.model,
    osVersion: one.osVersion ?? other.osVersion,
    serial: one.serial ?? other.serial,
    uptimeSeconds: one.uptimeSeconds ?? other.uptimeSeconds,
    lastRebootReason: one.lastRebootReason ?? other.lastRebootReason,
  };
}

function secondsBetween(fromMs: number | null, toMs: number | null): number | null {
  return fromMs === null || toMs === null ? null : Math.floor((toMs - fromMs) / 1000);
}

function partOf(tree: Branch, nowMs: number | null, single: boolean): VersionRecord | null {
  const information =
    at(tree, 'system', 'information') ??
    at(tree, 'information') ??
    (tree['version'] !== undefined && tree['last-booted'] !== undefined ? tree : null);
  const shown = at(tree, 'basic system info');
  if (shown)
    return typeof shown['Software Version'] === 'string' ? shownOf((label) => wordOf(shown[label]), nowMs) : null;
  const osVersion = wordOf(information?.['version']);
  const name = wordOf((at(tree, 'system', 'name') ?? at(tree, 'name') ?? tree)['host-name']);
  if (information && osVersion !== null) {
    // Older releases call the time of the start `uptime`.
    const start = information['last-booted'] ?? information['uptime'];
    const [now, booted] = [instantMs(information['current-datetime']), instantMs(start)];
    return {
      ...blank,
      hostname: name,
      model: wordOf(at(tree, 'platform', 'chassis')?.['type']),
      serial: wordOf(at(tree, 'platform', 'chassis')?.['serial-number']),
      lastRebootReason: rebootReasonOf(at(tree, 'platform', 'chassis')),
      osVersion,
      uptimeSeconds: information['current-datetime'] === undefined ? ageOf(start, nowMs) : secondsBetween(booted, now),
    };
  }
  if (name !== null) return { ...blank, hostname: name };
  const bare = tree['serial-number'] !== undefined && tree['hw-mac-address'] !== undefined;
  const chassis = (single ? null : at(tree, 'platform', 'chassis')) ?? (bare ? tree : null);
  if (!chassis) return null;
  return {
    ...blank,
    model: wordOf(chassis['type']),
    serial: wordOf(chassis['serial-number']),
    lastRebootReason: rebootReasonOf(chassis),
  };
}

/** One of the identities `booted-reason` of srl_nokia-platform; releases before 23 do not say it. */
function rebootReasonOf(chassis: Branch | null): string | null {
  const word = wordOf(chassis?.['last-booted-reason']);
  return word !== null && isIdentity(word) ? word : null;
}
