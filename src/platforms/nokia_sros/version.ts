import type { VersionRecord } from '../../domain/device-records.ts';
import { refusal } from '../parsed.ts';
import type { DiagnosticReader, Parsed } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { fieldsOf } from './pairs.ts';
import { rejectedBySros } from './rejected.ts';
import { isAround, readSections, type Section } from './screen.ts';
import { secondsOf } from './words.ts';

/**
 * `show system information`, and the serial number from `show chassis`, of newer releases from `show chassis detail`. The
 * one line of `show version` is read as well.
 */
export const version: DiagnosticReader<'version'> = {
  commands: () => [
    { line: '/show system information' },
    { line: '/show chassis', optional: true },
    { line: '/show chassis detail', optional: true },
  ],
  parse: (outputs) => {
    const parts = outputs.map((output) => readVersion(output));
    if (parts.length < 2) return several(parts);
    const chassis = outputs.flatMap((output) => readChassis(output) ?? []);
    const system = parts.filter((part) => part.records.length > 0);
    const whole = system.length > 0 ? several(system) : several(parts);
    return {
      ...whole,
      records: whole.records.map((record) => ({
        ...record,
        model: record.model ?? chassis.find(({ model }) => model !== null)?.model ?? null,
        serial: record.serial ?? chassis.find(({ serial }) => serial !== null)?.serial ?? null,
      })),
    };
  },
};

const banners =
  /^TiMOS-(\S{1,40}) \S{1,40} (?:Nokia|ALCATEL-LUCENT|ALCATEL|Alcatel-Lucent|NOKIA) (.{1,60}?) ?Copyright/m;

function readVersion(output: string): Parsed<VersionRecord> {
  const start = output.slice(0, 2_000);
  // A page may show the whole screen further to the right; anywhere else a line that is indented is a part of something.
  const first = start.split('\n').find((line) => !isAround(line));
  const banner = banners.exec(start) ?? banners.exec(first?.trim() ?? '');
  if (banner && refusal(output, rejectedBySros) === null) {
    const record = { ...blank, model: banner[2]?.trim() ?? null, osVersion: banner[1] ?? null };
    return { outcome: 'ok', records: [record], unparsed: [], error: null };
  }
  return readSections(output, /^System Information$/, (sections) => {
    const unparsed: string[] = [];
    const fields = fieldsOf(
      sections.flatMap((section) => section.lines),
      unparsed,
    );
    const osVersion = fields.words('System Version');
    if (osVersion === null || !sections.every(({ closed }) => closed))
      return { records: [], unparsed: sections.flatMap(({ lines }) => lines.slice(0, 3)) };
    const record = {
      ...blank,
      hostname: fields.words('System Name'),
      model: fields.words('System Type'),
      osVersion,
      uptimeSeconds: fields.value(upTimeOf, 'System Up Time'),
      lastRebootReason: fields.words('Last Reboot Reason', 'Last Boot Reason'),
    };
    return { records: [record], unparsed };
  });
}

/** `4 days, 02:03:04.50 (hr:min:sec)`: days are printed even when there are none. */
function upTimeOf(words: string): number | null {
  const [, days, time] = /^(\d{1,5}) ?days?, ?(\d{2}:\d{2}:\d{2})\.\d{1,2} ?\(hr:min:sec\)$/.exec(words) ?? [];
  return days === undefined || time === undefined ? null : secondsOf(`${days}d ${time}`);
}

const blank: VersionRecord = {
  hostname: null,
  model: null,
  osVersion: null,
  serial: null,
  uptimeSeconds: null,
  lastRebootReason: null,
};

interface Chassis {
  model: string | null;
  serial: string | null;
}

/** Newer releases print the serial number in the part of the first chassis alone, and there with `detail` alone. */
function readChassis(output: string): Chassis | null {
  const found = readSections(output, /^(?:(?:System|Chassis) Information|Chassis \d{1,2}(?: Detail)?)$/, (sections) => {
    const unparsed: string[] = [];
    const first = sections.find(({ title }) => /^Chassis \d/.test(title));
    const common = identityOf(
      sections.filter(({ title }) => /Information$/.test(title)),
      unparsed,
    );
    const own = identityOf(first ? [first] : [], unparsed);
    return { records: [{ model: common.model, serial: common.serial ?? own.serial }], unparsed };
  });
  return found.outcome === 'ok' && /^[ \t]*(?:Serial number|Number of slots)/im.test(output)
    ? (found.records[0] ?? null)
    : null;
}

function identityOf(sections: readonly Section[], unparsed: string[]): Chassis {
  const lines = sections.flatMap((section) => section.lines);
  // Below come fans and power supplies with serial numbers of their own.
  const parts = lines.findIndex((line) => /^ *(?:Environment|Fan|Power Supply) Information$/.test(line));
  const fields = fieldsOf(lines.slice(0, parts === -1 ? undefined : parts), unparsed);
  return { model: fields.words('Type'), serial: fields.words('Serial number') };
}
