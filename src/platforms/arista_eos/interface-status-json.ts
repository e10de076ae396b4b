import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import { blankInterface } from '../records.ts';
import { countOf, textOf } from '../values.ts';
import { eosInterfaceName } from './interface-names.ts';
import { adminOf, duplexOf, operOf, reasonOf } from './interface-words.ts';
import { eosRows, objectOf } from './json-answer.ts';

/** `interfaceStatuses` of `show interfaces status`, `interfaceDescriptions` of `show interfaces description`. Null for another document. */
export function eosInterfaceStates(documents: Json[]): Rows<InterfaceRecord> | null {
  return eosRows(documents, ({ interfaceStatuses, interfaceDescriptions }, rows: Rows<InterfaceRecord>) => {
    const read = isJsonObject(interfaceStatuses) ? statusOf : descriptionOf;
    const list = interfaceStatuses ?? interfaceDescriptions;
    if (!isJsonObject(list)) return false;
    for (const [key, body] of Object.entries(list)) {
      const name = eosInterfaceName(key);
      const record = name !== null && isJsonObject(body) ? read(name, body) : null;
      if (record) rows.records.push(record);
      else rows.unparsed.push(`interface ${key}`);
    }
    return true;
  });
}

function statusOf(name: string, body: JsonObject): InterfaceRecord | null {
  const status = textOf(body['linkStatus']);
  const operStatus = operOf(textOf(body['lineProtocolStatus']));
  const membership = textOf(objectOf(body['vlanInformation'])['vlanExplanation']) ?? '';
  const lag = /^in Po(\d{1,4})$/.exec(membership)?.[1] ?? null;
  if (status === null || operStatus === null || (lag === null && membership.startsWith('in P'))) return null;
  const bandwidth = countOf(body['bandwidth']);
  const mediaType = textOf(body['interfaceType']);
  return {
    ...blankInterface(name),
    description: textOf(body['description']),
    adminStatus: adminOf(status),
    operStatus,
    reason: operStatus === 'up' ? null : reasonOf(status),
    speedBitsPerSecond: bandwidth === 0 ? null : bandwidth,
    duplex: duplexOf(textOf(body['duplex'])),
    mediaType: mediaType === 'N/A' ? null : mediaType,
    lag: lag === null ? null : `Port-Channel${lag}`,
  };
}

function descriptionOf(name: string, body: JsonObject): InterfaceRecord | null {
  const status = textOf(body['interfaceStatus']);
  const operStatus = operOf(textOf(body['lineProtocolStatus']));
  if (status === null || operStatus === null) return null;
  const adminDown = status === 'adminDown';
  return {
    ...blankInterface(name),
    description: textOf(body['description']),
    // A port that is merely down is not shut.
    adminStatus: adminDown ? 'down' : ['up', 'down'].includes(status) ? 'up' : null,
    operStatus,
    reason: adminDown ? 'admin' : null,
  };
}
