import type { ConfigHistoryRecord } from '../../domain/device-records.ts';
import { isoTime } from '../../lib/clock.ts';
import { isJsonObject, type Json } from '../../lib/safe-json.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import type { TextLines } from '../text-lines.ts';
import { textOf } from '../values.ts';
import { eosTable } from './eos-table.ts';
import { eosRows, objectOf } from './json-answer.ts';
import { rejectedByEos } from './rejected.ts';

/**
 * The checkpoints that EOS makes at each commit, and the sessions that were committed and are still kept (one, unless it
 * is set higher). The text form of the sessions holds no time and is handed back as not understood.
 */
export const configHistory: DiagnosticReader<'config-history'> = {
  commands: () => [
    { line: 'show configuration checkpoints | json', optional: true },
    { line: 'show configuration sessions detail | json' },
  ],
  parse: (outputs) =>
    several(
      (outputs.length > 0 ? outputs : ['']).map((output) =>
        parseForms<ConfigHistoryRecord>(output, { rejected: rejectedByEos, json: fromJson, text: checkpoints }),
      ),
    ),
};

function fromJson(documents: Json[]): Rows<ConfigHistoryRecord> | null {
  return eosRows(documents, (object, rows: Rows<ConfigHistoryRecord>) => {
    const saved = object['checkpoints'];
    const { sessions } = object;
    const list = isJsonObject(saved) ? saved : isJsonObject(sessions) ? sessions : null;
    if (!list) return false;
    for (const [id, entry] of Object.entries(list)) {
      const body = objectOf(entry);
      const state = textOf(body['state']);
      if (list === sessions && state !== null && unfinished.has(state)) continue;
      const when = instantOf(body['fileDate'] ?? body['completedTime']);
      if (!when || (list === sessions && (state ?? 'completed') !== 'completed')) {
        rows.unparsed.push(`${id}: ${state ?? 'no date'}`);
        continue;
      }
      rows.records.push({
        id,
        ...when,
        user: textOf(body['fileUser']) ?? textOf(body['commitUser']),
        client: null,
        comment: textOf(body['description']),
      });
    }
    return true;
  });
}

/** The states of a session that has not changed the configuration for good. */
const unfinished = new Set(['pending', 'pendingCommitTimer', 'aborted']);

/** Seconds since 1970, or a date without a zone. */
function instantOf(value: Json | undefined): Pick<ConfigHistoryRecord, 'at' | 'atText'> | null {
  if (typeof value === 'number' && value > 0 && value < 1e11)
    return { at: isoTime(Math.round(value * 1000)), atText: String(value) };
  const text = textOf(value);
  return text === null ? null : { at: null, atText: text };
}

function checkpoints(text: TextLines): Rows<ConfigHistoryRecord> | null {
  return eosTable<ConfigHistoryRecord>(text, {
    header: /^Filename +Date +User$/,
    skip: /^Maximum number of checkpoints: \d{1,5}$/,
    row: (line) => {
      const match = /^(\S{1,128}) +(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?: +(\S{1,64}))?$/.exec(line);
      if (!match) return null;
      return {
        id: match[1] ?? '',
        at: null,
        atText: match[2] ?? '',
        user: match[3] ?? null,
        client: null,
        comment: null,
      };
    },
  });
}
