import type { VersionRecord } from '../../domain/device-records.ts';
import { type Json, readJson } from '../../lib/safe-json.ts';
import { withBentKeys } from '../bent-keys.ts';
import { agoSeconds } from '../durations.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader, Parsed } from '../platform.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { elements, junosAnswers, leaf, secondsOf } from './json-answer.ts';
import { rejectedByJunos } from './rejected.ts';

/** One record per routing engine. The second output says how long each of them is up; alone it gives that and no more. */
export const version: DiagnosticReader<'version'> = {
  commands: () => [
    { line: 'show version | display json | no-more' },
    { line: 'show system uptime | display json | no-more' },
  ],
  parse: ([output = '', uptimeOutput]) => {
    const parsed = parseForms<VersionRecord>(output, {
      rejected: rejectedByJunos,
      json: (documents) => fromJson(documents) ?? onlyUptimes(uptimesOfJson(documents)),
      text: (text) => fromText(text) ?? onlyUptimes(uptimesOfText(text.lines)),
    });
    return uptimeOutput === undefined ? parsed : withUptimes(parsed, uptimeOutput);
  },
};

const blank: VersionRecord = {
  hostname: null,
  model: null,
  osVersion: null,
  serial: null,
  uptimeSeconds: null,
  lastRebootReason: null,
};

function fromJson(documents: Json[]): Rows<VersionRecord> | null {
  const answers = junosAnswers(documents, 'software-information');
  if (!answers) return null;
  const records = answers.map((answer) => ({
    ...blank,
    hostname: leaf(answer, 'host-name'),
    model: leaf(answer, 'product-model'),
    osVersion:
      leaf(answer, 'junos-version') ??
      packageVersion(elements(answer, 'package-information').map((one) => leaf(one, 'comment') ?? '')),
  }));
  return { records, unparsed: [] };
}

/** `JUNOS EX  Software Suite [13.2X51-D35.3]`: older releases have the version in the packages only. */
function packageVersion(comments: readonly string[]): string | null {
  const versions = comments.flatMap(
    (comment) => /^JUNOS .{1,80}\[(\d{1,2}\.\d{1,2}[\w.-]{1,26})\]$/.exec(comment.trim())?.[1] ?? [],
  );
  return versions[0] ?? null;
}

/** `JUNOS libs [20201028.e1cef1d_builder_stable_11]`: its version stands in brackets. */
const packaged = /\[\S+\]$/;

/** What Junos OS Evolved and cRPD are made of, the programs of the long form, and what else says nothing that we read. */
const aside =
  /^(?:(?:KERNEL|[A-Z][\w.-]{1,30} release) \d{1,2}\.\d\S{1,30}(?: #\d{1,6})? built by \S{1,40} on \d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2} \S{1,10}|Junos(?: OS)? for [A-Z].*|Yocto: \d\S{0,30}|Linux Kernel: \d\S{0,80}|cRPD package version : \d\S{0,40} built by .{1,80})$/;

/** A line that is cut may be the serial number of the last engine, or the package that has its version: it goes. */
function fromText(given: TextLines): Rows<VersionRecord> | null {
  const text = withWholeTail(given, packaged);
  const { lines, cut } = text;
  const rows: Rows<VersionRecord> = { records: [], unparsed: [] };
  // The first releases of Evolved leave their hostname out.
  let current: VersionRecord | null = lines.some((line) => /^\s{0,40}Junos Package: \S/.test(line))
    ? { ...blank }
    : null;
  for (const line of lines) {
    if (isTooLong(line)) rows.unparsed.push(line);
    if (isTooLong(line) || isNoise(line)) continue;
    const [, label = '', value = ''] =
      /^(Hostname|Model|Junos|Junos Package|Family|Serial Number|QFabric System ID): (\S.{0,120})$/.exec(line.trim()) ??
      [];
    const inPackage = packageVersion([line]);
    if (label === 'Hostname') {
      if (current?.osVersion) rows.records.push(current);
      current = { ...blank, hostname: value };
    } else if (current && label === 'Model') current.model = value;
    else if (current && label === 'Junos') current.osVersion = value;
    else if (current && label === 'Serial Number') current.serial = value;
    else if (current && inPackage !== null) current.osVersion ??= inPackage;
    else if (!current) return null;
    else if (
      !['Junos Package', 'Family', 'QFabric System ID'].includes(label) &&
      !packaged.test(line) &&
      !aside.test(line.trim())
    )
      rows.unparsed.push(line);
  }
  if (!current) return null;
  if (current.osVersion && cut !== null) return withCut(rows, text);
  if (current.osVersion) return { ...rows, records: [...rows.records, current] };
  return {
    ...rows,
    incomplete: `the version of ${current.hostname ?? 'the device'} is missing${cut === null ? '' : ' and the last line is cut'}: the answer was cut off`,
  };
}

function onlyUptimes(uptimes: number[]): Rows<VersionRecord> | null {
  return uptimes.length === 0
    ? null
    : { records: uptimes.map((uptimeSeconds) => ({ ...blank, uptimeSeconds })), unparsed: [] };
}

/** Both outputs list the routing engines in the same order; with another number of them nobody knows which is which. */
function withUptimes(parsed: Parsed<VersionRecord>, output: string): Parsed<VersionRecord> {
  if (parsed.outcome !== 'ok') return parsed;
  const reading = readJson(output);
  const uptimes = reading.kind === 'documents' ? wholeUptimes(reading.documents) : uptimesOfText(output.split('\n'));
  if (uptimes.length === parsed.records.length)
    return {
      ...parsed,
      records: parsed.records.map((record, index) => ({ ...record, uptimeSeconds: uptimes[index] ?? null })),
    };
  const said = output.split('\n').find((line) => !isNoise(line)) ?? '';
  return {
    ...parsed,
    outcome: 'partial',
    unparsed: [said.slice(0, 200)],
    error: 'the answer to "show system uptime" was not understood',
  };
}

/** None where a key of the answer was damaged. */
function wholeUptimes(documents: Json[]): number[] {
  const rows = withBentKeys(documents, (all) => ({ records: uptimesOfJson(all), unparsed: [] }));
  return rows?.unparsed.length === 0 ? rows.records : [];
}

function uptimesOfJson(documents: Json[]): number[] {
  const answers = junosAnswers(documents, 'system-uptime-information') ?? [];
  return answers.flatMap((answer) => {
    const [booted] = elements(answer, 'system-booted-time');
    return secondsOf(booted, 'time-length') ?? agoSeconds(leaf(booted, 'time-length') ?? '') ?? [];
  });
}

function uptimesOfText(lines: readonly string[]): number[] {
  return lines.flatMap((line) => {
    const ago = isTooLong(line) ? null : /^System booted: .{1,60}\(([^)]{1,30}) ago\)$/.exec(line.trim());
    return (ago && agoSeconds(ago[1] ?? '')) ?? [];
  });
}
