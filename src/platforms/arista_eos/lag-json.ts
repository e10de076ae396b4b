import type { LagMember, LagRecord } from '../../domain/device-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import { countOf, textOf } from '../values.ts';
import { eosInterfaceName, eosPrintedInterface } from './interface-names.ts';
import { eosRows, objectOf } from './json-answer.ts';

/** `portChannels.P` with `activePorts` and `inactivePorts`. Null for another document. */
export function eosLags(documents: Json[]): Rows<LagRecord> | null {
  return eosRows(documents, ({ portChannels }, rows: Rows<LagRecord>) => {
    if (!isJsonObject(portChannels)) return false;
    for (const [name, body] of Object.entries(portChannels)) {
      const lag = eosInterfaceName(name);
      if (lag === null || !isJsonObject(body) || !isJsonObject(body['activePorts'])) return false;
      const record = inJson(lag, body);
      if (record) rows.records.push(record);
      else rows.unparsed.push(`minimum of links or state of ${lag}`);
    }
    return true;
  });
}

/** Null when what its state hangs on is of another type. */
function inJson(lag: string, body: JsonObject): LagRecord | null {
  const active = Object.entries(objectOf(body['activePorts']));
  const inactive = Object.entries(objectOf(body['inactivePorts']));
  const { inactiveLag = false } = body;
  const minLinks = countOf(body['minLinks']);
  if (typeof inactiveLag !== 'boolean' || (minLinks === null && (body['minLinks'] ?? null) !== null)) return null;
  const isUp = !inactiveLag && active.length >= Math.max(1, minLinks ?? 1);
  return {
    lag,
    status: isUp ? 'up' : 'down',
    protocol: protocolOf([...active, ...inactive].map(([, port]) => textOf(objectOf(port)['protocol']))),
    minLinks,
    members: [
      ...active.map(([port]) => memberOf(port, 'bundled', null)),
      ...inactive.map(([port, why]) => memberOf(port, 'inactive', textOf(objectOf(why)['reasonUnconfigured']))),
    ],
  };
}

function memberOf(port: string, state: string, reason: string | null): LagMember {
  return { interface: eosPrintedInterface(port) ?? port, state, reason };
}

function protocolOf(words: readonly (string | null)[]): LagRecord['protocol'] {
  if (words.includes('lacp')) return 'lacp';
  return words.includes('static') ? 'static' : null;
}
