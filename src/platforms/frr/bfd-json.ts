import { canonicalIp } from '../../domain/ip.ts';
import type { BfdSessionRecord } from '../../domain/routing-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import { countOf, textOf } from '../values.ts';
import { bfdState, isBfdDiagnostic } from './bfd-words.ts';
import { frrObjects } from './json-answer.ts';

/** `show bfd [vrf V] peers json`: a list of sessions. Null when the documents hold anything else. */
export function frrBfdSessions(documents: Json[]): Rows<BfdSessionRecord> | null {
  const rows: Rows<BfdSessionRecord> = { records: [], unparsed: [] };
  for (const one of documents) {
    // `show bfd peer X json` gives the one session itself.
    const document = isJsonObject(one) && one['peer'] !== undefined ? [one] : one;
    if (!Array.isArray(document)) {
      const answer = frrObjects([document]);
      if (!answer || !('rejected' in answer)) return null;
      return { ...rows, rejected: answer.rejected };
    }
    for (const session of document) {
      const peer = isJsonObject(session) ? textOf(session['peer']) : null;
      const status = isJsonObject(session) ? textOf(session['status']) : null;
      if (!isJsonObject(session) || peer === null || status === null) return null;
      const record = readSession(session, peer, status);
      if (record) rows.records.push(record);
      else rows.unparsed.push(`session to ${peer} with status ${status}`);
    }
  }
  return rows;
}

/** The intervals are those that this router asks for; a session that is not up prints `downtime` instead of `uptime`. */
function readSession(session: JsonObject, peer: string, status: string): BfdSessionRecord | null {
  const state = bfdState(status);
  const address = canonicalIp(peer);
  const diagnosticCode = textOf(session['diagnostic']);
  if (state === null || address === null || (diagnosticCode !== null && !isBfdDiagnostic(diagnosticCode))) return null;
  return {
    vrf: textOf(session['vrf']),
    peer: address,
    interface: textOf(session['interface']),
    state,
    diagnosticCode,
    transmitMs: countOf(session['transmit-interval']),
    receiveMs: countOf(session['receive-interval']),
    multiplier: countOf(session['detect-multiplier']),
    upSeconds: state === 'up' ? countOf(session['uptime']) : null,
  };
}
