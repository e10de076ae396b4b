import type { VersionRecord } from '../../domain/diagnostics.ts';
import { refusal } from '../parsed.ts';
import type { DiagnosticReader, Parsed } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { fieldsOf, given } from './pairs.ts';
import { rejectedBySros } from './rejected.ts';
import { readSections } from './screen.ts';
import { secondsOf } from './words.ts';

/** `show system information`, and the serial number from `show chassis`. The one line of `show version` is read as well. */
export const version: DiagnosticReader<'version'> = {
  commands: () => [{ line: '/show system information' }, { line: '/show chassis', optional: true }],
  parse: (outputs) => {
    const parts = outputs.map((output) => readVersion(output));
    if (parts.length < 2) return several(parts);
    const chassis = outputs.map((output) => readChassis(output)).find((found) => found !== null);
    const system = parts.filter((part) => part.records.length > 0);
    const whole = system.length > 0 ? several(system) : several(parts);
    return {
      ...whole,
      records: whole.records.map((record) => ({
        ...record,
        model: record.model ?? chassis?.model ?? null,
        serial: record.serial ?? chassis?.serial ?? null,
      })),
    };
  },
};

function readVersion(output: string): Parsed<VersionRecord> {
  const banner = /^TiMOS-(\S{1,40}) \S{1,40} (?:Nokia|ALCATEL|Alcatel-Lucent) (.{1,60}?) ?Copyright/m.exec(
    output.slice(0, 2_000),
  );
  if (banner && refusal(output, rejectedBySros) === null) {
    const record = { ...blank, model: banner[2]?.trim() ?? null, osVersion: banner[1] ?? null };
    return { outcome: 'ok', records: [record], unparsed: [], error: null };
  }
  return readSections(output, /^System Information$/, (sections) => {
    const fields = fieldsOf(sections.flatMap((section) => section.lines));
    const osVersion = given(fields, 'System Version');
    if (osVersion === null || !sections.every(({ closed }) => closed))
      return { records: [], unparsed: sections.flatMap(({ lines }) => lines.slice(0, 3)) };
    const record = {
      ...blank,
      hostname: given(fields, 'System Name'),
      model: given(fields, 'System Type'),
      osVersion,
      uptimeSeconds: secondsOf(given(fields, 'System Up Time')),
      lastRebootReason: given(fields, 'Last Reboot Reason', 'Last Boot Reason'),
    };
    return { records: [record], unparsed: [] };
  });
}

const blank: VersionRecord = {
  hostname: null,
  model: null,
  osVersion: null,
  serial: null,
  uptimeSeconds: null,
  lastRebootReason: null,
};

function readChassis(output: string): { model: string | null; serial: string | null } | null {
  const found = readSections(output, /^(?:System|Chassis) Information$/, (sections) => {
    const fields = fieldsOf(sections.flatMap((section) => section.lines));
    return {
      records: [{ model: given(fields, 'Type'), serial: given(fields, 'Serial number', 'Serial Number') }],
      unparsed: [],
    };
  });
  return found.outcome === 'ok' && /^ *(?:Serial number|Number of slots)/im.test(output)
    ? (found.records[0] ?? null)
    : null;
}
