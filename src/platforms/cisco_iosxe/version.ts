import type { VersionRecord } from '../../domain/diagnostics.ts';
import { spelledSeconds } from '../durations.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show version`; its last line is the configuration register. */
export const version: DiagnosticReader<'version'> = {
  commands: () => [{ line: 'show version' }],
  parse: ([output = '']) => parseForms<VersionRecord>(output, { rejected: rejectedByIosxe, text: versionIn }),
};

function versionIn(text: TextLines): Rows<VersionRecord> | null {
  const lines = [...text.lines, text.cut ?? ''].filter((line) => !isTooLong(line)).map((line) => line.trim());
  const value = (pattern: RegExp) => {
    for (const line of lines) {
      const found = pattern.exec(line)?.[1];
      if (found !== undefined) return found.trim();
    }
    return null;
  };
  const software =
    value(/^(?:Cisco )?IOS(?: \(tm\))? .{0,120}\bVersion ([\w.()-]{1,40}?)(?:,| [A-Z]+ )/) ??
    value(/^Cisco Internetwork Operating System Software.{0,80}Version ([\w.()-]{1,40}),/);
  const xe = value(/^Cisco IOS[ -]XE Software, Version ([\w.()-]{1,40})$/);
  const uptime = spelledSeconds(value(/^\S{1,64} uptime is (.{1,120})$/) ?? '');
  if ((software ?? xe) === null || lines.some((line) => /^Cisco (?:IOS XR|Nexus)/.test(line))) return null;
  if (!lines.some((line) => /^Configuration register (?:on \S+ )?is 0x[0-9A-Fa-f]{1,6}/.test(line)))
    return {
      records: [],
      unparsed: [],
      incomplete: 'the line of the configuration register is missing: the answer was cut off',
    };
  const record: VersionRecord = {
    hostname: value(/^(\S{1,64}) uptime is /),
    model:
      value(/^[Cc]isco (\S{2,40}) (?:\(.{1,80}\) |\(.{1,80}\)? )?(?:processor|with)\b/) ??
      value(/^Model [Nn]umber +: (\S{2,40})$/),
    osVersion: software ?? xe,
    serial: value(/^Processor board ID (\w{4,30})$/) ?? value(/^System [Ss]erial [Nn]umber +: (\w{4,30})$/),
    uptimeSeconds: uptime,
    lastRebootReason: value(/^Last reload reason: (\S.{0,160})$/) ?? value(/^System returned to ROM by (\S.{0,160})$/),
  };
  const unread = lines.find((line) => line.includes('uptime is')) ?? 'the line of the uptime is missing';
  return { records: [record], unparsed: uptime === null ? [unread] : [] };
}
