import type { NtpRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import { ntpqTable } from '../ntpq-table.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader, Parsed } from '../platform.ts';
import type { TextLines } from '../text-lines.ts';
import { countOf, textOf } from '../values.ts';
import { eosRows } from './json-answer.ts';
import { rejectedByEos } from './rejected.ts';

/** Older releases do not convert the command; its text then has the answer. Where both came, the JSON counts: its names are whole. */
export const ntp: DiagnosticReader<'ntp'> = {
  commands: () => [{ line: 'show ntp associations | json', optional: true }, { line: 'show ntp associations' }],
  parse: ([output = '', text]) => {
    const first = readOne(output);
    return text === undefined || first.outcome === 'ok' || first.outcome === 'empty' ? first : readOne(text);
  },
};

function readOne(output: string): Parsed<NtpRecord> {
  return parseForms<NtpRecord>(output, { rejected: rejectedByEos, json: fromJson, text: fromText });
}

const disabled = /^NTP is disabled\.?$/;

function fromText(text: TextLines): Rows<NtpRecord> | null {
  const said = [...text.lines, text.cut ?? ''].map((line) => line.trim()).filter((line) => line !== '');
  return said.some((line) => disabled.test(line)) ? { records: [], unparsed: [] } : ntpqTable(text);
}

function fromJson(documents: Json[]): Rows<NtpRecord> | null {
  return eosRows(documents, ({ peers }, rows: Rows<NtpRecord>) => {
    if (!isJsonObject(peers)) return false;
    for (const [name, peer] of Object.entries(peers)) {
      // The answer about BGP has peers as well.
      if (!isJsonObject(peer) || textOf(peer['condition']) === null) return false;
      const record = inJson(name, peer);
      if (record) rows.records.push(record);
      else rows.unparsed.push(`${name}: ${textOf(peer['condition'])}`);
    }
    return true;
  });
}

/** The words of ntpq's tally codes. */
const conditions: Record<string, NtpRecord['state']> = {
  'sys.peer': 'synced',
  'pps.peer': 'synced',
  candidate: 'candidate',
  backup: 'candidate',
  outlier: 'outlier',
  outlyer: 'outlier',
  excess: 'outlier',
  falsetick: 'falseticker',
  reject: 'unknown',
};

function inJson(name: string, peer: JsonObject): NtpRecord | null {
  const condition = textOf(peer['condition']) ?? '';
  const state = Object.hasOwn(conditions, condition) ? conditions[condition] : undefined;
  if (state === undefined) return null;
  const printed = textOf(peer['peerIpAddr']);
  const address = canonicalIp(printed ?? '');
  const history = peer['reachabilityHistory'] ?? [];
  if (printed !== null && address === null) return null;
  if (!Array.isArray(history) || !history.every((bit) => typeof bit === 'boolean')) return null;
  const reach = reachOf(history);
  return {
    peer: address ?? name,
    state: state === 'unknown' && reach === 0 ? 'unreachable' : state,
    stratum: countOf(peer['stratumLevel']),
    offsetMs: numberOf(peer['offset']),
    delayMs: numberOf(peer['delay']),
    reach,
  };
}

function numberOf(value: Json | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/**
 * The bits of the reach register without those in front of the first poll. EOS does not say at which end the newest one
 * is, so that only a list of equal ones is a number.
 */
function reachOf(history: readonly boolean[]): number | null {
  if (history.length === 0 || history.length > 8) return null;
  if (history.every((bit) => !bit)) return 0;
  return history.every((bit) => bit) ? 2 ** history.length - 1 : null;
}
