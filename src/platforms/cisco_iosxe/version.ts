import type { VersionRecord } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import { spelledSeconds } from '../durations.ts';
import { nearLabels } from '../near-labels.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show version`; the configuration register stands at its end, on the large switches the serial number of each. */
export const version: DiagnosticReader<'version'> = {
  commands: () => [{ line: 'show version' }],
  parse: ([output = '']) => parseForms<VersionRecord>(output, { rejected: rejectedByIosxe, text: versionIn }),
};

/** The line behind which nothing is read. */
const last = /^(?:Configuration register (?:on \S+ )?is 0x[0-9A-Fa-f]{1,6}|System [Ss]erial [Nn]umber +: \S)/;

/** The reason of the last restart by some of its words, in a form that is not known. */
const isBentReason = nearLabels(['Last reload reason: #', 'System returned to ROM by #', 'System restarted by #']);

/** The model and the serial number of the whole device, of which a list of switches below has others. */
const bentBoard =
  /^(?!(?:cisco|Allen-Bradley) |Linux Unix \().* processor (?:\(revision .{1,40}\) )?with \d\S* bytes of memory|^(?!Processor board ID).*(?:\bboard ID\b|^Processor board \S+ +\w+$|^Processor \S+ ID +\w+$)/i;

function versionIn(text: TextLines): Rows<VersionRecord> | null {
  const lines = [...text.lines, text.cut ?? ''].filter((line) => !isTooLong(line)).map((line) => line.trim());
  const unparsed: string[] = [];
  const value = (...patterns: RegExp[]) => {
    for (const pattern of patterns)
      for (const line of lines) {
        const found = pattern.exec(line)?.[1];
        if (found !== undefined) return found.trim();
      }
    return null;
  };
  /** The same of a line that is known by its first words: in another form it is handed back. */
  const known = (label: RegExp, ...patterns: RegExp[]) => {
    const found = value(...patterns);
    if (found === null) append(unparsed, lines.filter((line) => label.test(line)).slice(0, 1));
    return found;
  };
  const software = value(
    /^(?:Cisco )?IOS(?: \(tm\))? .{0,120}\bVersion ([\w.():-]{1,40}?)(?:,| \[| [A-Z]+ )/,
    /^Cisco Internetwork Operating System Software.{0,80}Version ([\w.()-]{1,40}),/,
    /^Cisco IOS[ -]XE Software, Version ([\w.()-]{1,40})$/,
  );
  if (software === null || lines.some((line) => /^Cisco (?:IOS XR|Nexus)/.test(line))) return null;
  if (!text.lines.some((line) => last.test(line.trim())) && !last.test(text.cut?.trim() ?? ''))
    return {
      records: [],
      unparsed,
      incomplete: 'the line of the configuration register is missing: the answer was cut off',
    };
  const uptime = spelledSeconds(value(/^\S{1,64} uptime is (.{1,120})$/) ?? '');
  if (uptime === null)
    unparsed.push(lines.find((line) => line.includes('uptime is')) ?? 'the line of the uptime is missing');
  append(
    unparsed,
    lines.filter((line) => isBentReason(line) || bentBoard.test(line)),
  );
  const record: VersionRecord = {
    hostname: value(/^(\S{1,64}) uptime is /),
    model: known(
      / bytes of memory/,
      /^(?:[Cc]isco|Allen-Bradley) (\S{2,40}|Catalyst \d{4}) +(?:\(.{1,80}\) |\(.{1,80}\)? )?(?:processor|with)\b/,
      // What runs as a process of a host has no other hardware.
      /^(Linux Unix) \([\w-]{2,20}\) processor with \d/,
      /^Model [Nn]umber +: (\S{2,40})$/,
    ),
    osVersion: software,
    serial: known(
      /^Processor (?:board|\w+ ID)\b|\bboard ID\b|^System serial number/i,
      /^Processor board ID +(\w{4,30})(?:,| \(\d{1,12}\)|$)/,
      /^System [Ss]erial [Nn]umber +: (\w{4,30})$/,
    ),
    uptimeSeconds: uptime,
    lastRebootReason: value(
      /^Last reload reason: (\S.{0,160})$/,
      /^System (?:returned to ROM|restarted) by +(\S.{0,160})$/,
    ),
  };
  return { records: [record], unparsed };
}
