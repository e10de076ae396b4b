import type { VersionRecord } from '../../domain/device-records.ts';
import type { Json } from '../../lib/safe-json.ts';
import { spelledSeconds } from '../durations.ts';
import { nearLabels } from '../near-labels.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { type TextLines, withWholeTail } from '../text-lines.ts';
import { ageOfEpoch, amountOf, textOf } from '../values.ts';
import { eosObject } from './json-answer.ts';
import { rejectedByEos } from './rejected.ts';

/** `show version | json`; EOS does not print its host name here. */
export const version: DiagnosticReader<'version'> = {
  commands: () => [{ line: 'show version | json' }],
  parse: ([output = ''], { nowMs }) =>
    parseForms<VersionRecord>(output, {
      rejected: rejectedByEos,
      json: (documents) => fromJson(documents, nowMs),
      text: fromText,
    }),
};

function fromJson(documents: Json[], nowMs: number | null): Rows<VersionRecord> | null {
  const answer = eosObject(documents);
  if (!answer) return null;
  if ('rejected' in answer) return { records: [], unparsed: [], rejected: answer.rejected };
  const { modelName, version: osVersion, serialNumber, uptime, bootupTimestamp, internalVersion } = answer.object;
  // Other platforms' documents have a "version" as well; only EOS' has an internal one.
  if (textOf(osVersion) === null || textOf(modelName) === null || textOf(internalVersion) === null) return null;
  const seconds = amountOf(uptime);
  const isOther = uptime !== undefined && uptime !== null && seconds === null;
  const record: VersionRecord = {
    hostname: null,
    model: textOf(modelName),
    osVersion: textOf(osVersion),
    serial: textOf(serialNumber),
    uptimeSeconds: isOther ? null : seconds === null ? ageOfEpoch(bootupTimestamp, nowMs) : Math.floor(seconds),
    lastRebootReason: null,
  };
  return { records: [record], unparsed: isOther ? [`uptime: ${JSON.stringify(uptime)}`] : [] };
}

/** A virtual EOS of older releases does not name its maker, or leaves a blank in his place. */
const firstLine = /^(?:Arista (\S[\w -]{1,60})| ?([vc]EOS(?:\w{1,16}|-lab)?))$/;

const isNear = nearLabels(['Serial number:', 'Uptime:']);

function fromText(text: TextLines): Rows<VersionRecord> | null {
  const lines = withWholeTail(text, /^\s*Free memory: +\d{1,12} kB$/).lines.map((line) => line.trim());
  const model = lines.map((line) => firstLine.exec(line)?.slice(1).join('')).find((found) => found !== undefined);
  const labelled = (label: string) => lines.find((one) => one.startsWith(`${label}:`));
  const value = (label: string) => textOf(labelled(label)?.slice(label.length + 1));
  if (model === undefined) return null;
  const osVersion = value('Software image version');
  const memory = value('Free memory');
  const uptime = labelled('Uptime');
  const uptimeSeconds = spelledSeconds(value('Uptime') ?? '');
  const record: VersionRecord = {
    hostname: null,
    model,
    osVersion,
    serial: value('Serial number'),
    uptimeSeconds,
    lastRebootReason: null,
  };
  const unparsed = lines.filter(isNear);
  if (uptime !== undefined && uptimeSeconds === null) unparsed.push(uptime);
  if (osVersion !== null && memory !== null) return { records: [record], unparsed };
  return { records: [], unparsed: [], incomplete: 'the answer ends before the memory figures: it was cut off' };
}
