import type { VersionRecord } from '../../domain/device-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import { nearLabels } from '../near-labels.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { countOf, textOf } from '../values.ts';
import { nxosAge } from './ages.ts';
import { inEnvelope } from './nxapi-envelope.ts';
import { rejectedByNxos } from './rejected.ts';

export const version: DiagnosticReader<'version'> = {
  commands: () => [{ line: 'show version | json' }],
  parse: ([output = '']) =>
    parseForms<VersionRecord>(output, { rejected: rejectedByNxos, json: inEnvelope(inJson), text: versionIn }),
};

function inJson(documents: Json[]): Rows<VersionRecord> | null {
  const body = documents.find((document): document is JsonObject => isJsonObject(document));
  const chassis = textOf(body?.['chassis_id']);
  const software =
    textOf(body?.['nxos_ver_str']) ?? textOf(body?.['sys_ver_str']) ?? textOf(body?.['kickstart_ver_str']);
  if (!body || chassis === null || software === null) return null;
  const [days, hours, minutes, seconds] = ['days', 'hrs', 'mins', 'secs'].map((unit) =>
    countOf(body[`kern_uptm_${unit}`]),
  );
  const known = [days, hours, minutes, seconds].every((value) => typeof value === 'number');
  const record: VersionRecord = {
    hostname: textOf(body['host_name']),
    model: modelOf(chassis),
    osVersion: withoutBuild(software),
    serial: textOf(body['proc_board_id']),
    uptimeSeconds: known ? (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0) : null,
    lastRebootReason: textOf(body['rr_reason']),
  };
  return { records: [record], unparsed: [] };
}

/** `show version` in text. What is read ends with the reason of the last reset; the line behind it shows that it is whole. */
function versionIn(text: TextLines): Rows<VersionRecord> | null {
  const lines = text.lines.filter((line) => !isTooLong(line)).map((line) => line.trim());
  const value = (pattern: RegExp) => {
    for (const line of lines) {
      const found = pattern.exec(line)?.[1]?.trim();
      if (found !== undefined && found !== '') return found;
    }
    return null;
  };
  // Of a text without its first line these show that NX-OS printed it.
  if (
    !lines.some((line) =>
      /^(?:Cisco Nexus Operating System \(NX-OS\) Software$|(?:NXOS|kickstart): +version )/.test(line),
    )
  )
    return null;
  const software = value(/^(?:NXOS|system): +version (\S.{0,80})$/);
  const chassis = value(/^cisco (\S.{0,100})$/);
  const isWhole = lines.some((line) => /^(?:System version:|Service:|plugin$|Core Plugin\b)/.test(line));
  if (!isWhole || software === null)
    return {
      records: [],
      unparsed: [],
      incomplete: 'the lines about the last reset are missing: the answer was cut off',
    };
  const [hostname, serial, uptime] = [named, board, running].map(value);
  const record: VersionRecord = {
    hostname: hostname ?? null,
    model: chassis === null ? null : modelOf(chassis),
    osVersion: withoutBuild(software),
    serial: serial ?? null,
    uptimeSeconds: nxosAge(uptime ?? ''),
    lastRebootReason: value(/^Reason: (.{1,160})$/),
  };
  const unparsed = lines.filter(isBent);
  if (chassis === null)
    unparsed.push(lines.find((line) => / chassis\b/i.test(line)) ?? 'the line of the chassis is missing');
  return { records: [record], unparsed };
}

const named = /^Device name: (\S{1,64})$/;
const board = /^Processor [Bb]oard ID (\S{4,30})$/;
const running = /^Kernel uptime is (\d{1,5} day\(s\), \d{1,2} hour\(s\), \d{1,2} minute\(s\), \d{1,2} second\(s\))$/;

const isNear = nearLabels([
  'Device name: #',
  'Processor Board ID #',
  'Processor board ID #',
  'Kernel uptime is #',
  'Reason:',
]);

/** One of these lines in another form. */
function isBent(line: string): boolean {
  return (
    (line.startsWith('Device name:') && !named.test(line)) ||
    (/^Processor board/i.test(line) && !board.test(line)) ||
    (line.startsWith('Kernel uptime') && !running.test(line)) ||
    isNear(line)
  );
}

/** `Nexus7000 C7009 (9 Slot) Chassis ("Supervisor Module-1X")` is a Nexus7000 C7009. */
function modelOf(chassis: string): string | null {
  return (
    chassis
      .replace(/ *\(.*$/, '')
      .replace(/ +chassis$/i, '')
      .trim() || null
  );
}

/** `14.0(1h) [build 14.0(1h)]`, `10.2(3) [Feature Release]`. */
function withoutBuild(software: string): string {
  return software.replace(/ +\[.*$/, '').trim();
}
