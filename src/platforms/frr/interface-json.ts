import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import { blankInterface } from '../records.ts';
import { countOf, textOf } from '../values.ts';
import { isInterfaceAddress } from './interface-address.ts';
import { briefInterface } from './interface-tables.ts';
import { frrObjects } from './json-answer.ts';

/** `show interface [X] json`: each key is an interface. Null when a value is not one. */
export function frrInterfaceRows<R>(
  documents: Json[],
  read: (record: InterfaceRecord, body: JsonObject) => R,
): Rows<R> | null {
  const answer = frrObjects(documents);
  if (!answer) return null;
  const rows: Rows<R> = { records: [], unparsed: [] };
  if ('rejected' in answer) return { ...rows, rejected: answer.rejected };
  for (const object of answer.objects) {
    for (const [name, body] of Object.entries(object)) {
      if (!isJsonObject(body) || textOf(body['administrativeStatus']) === null) return null;
      const record = frrInterface(name, body);
      if (record) rows.records.push(read(record, body));
      else rows.unparsed.push(`interface ${name}`);
    }
  }
  return rows;
}

/** `show interface brief json`. Null when a value is no interface of that form. */
export function frrInterfaceBrief(documents: Json[]): Rows<InterfaceRecord> | null {
  const answer = frrObjects(documents);
  if (!answer) return null;
  const rows: Rows<InterfaceRecord> = { records: [], unparsed: [] };
  if ('rejected' in answer) return { ...rows, rejected: answer.rejected };
  for (const object of answer.objects) {
    for (const [name, body] of Object.entries(object)) {
      if (!isJsonObject(body) || textOf(body['status']) === null || !Array.isArray(body['addresses'])) return null;
      // What is no text is no address: the interface is handed back.
      const addresses = body['addresses'].map((one) => textOf(one) ?? '');
      const record = briefInterface(name, textOf(body['status']) ?? '', textOf(body['vrfName']), addresses);
      if (record) rows.records.push(record);
      else rows.unparsed.push(`interface ${name}`);
    }
  }
  return rows;
}

/**
 * An interface that is switched off has no operational state of its own in this output: it is down. Nor has one of which
 * zebra does not look at the carrier.
 */
function frrInterface(name: string, body: JsonObject): InterfaceRecord | null {
  const admin = textOf(body['administrativeStatus']);
  const unwatched = body['linkDetection'] === false ? 'unknown' : null;
  const oper = textOf(body['operationalStatus']) ?? (admin === 'down' ? 'down' : unwatched);
  const ipAddresses = addressesOf(body['ipAddresses']);
  if ((admin !== 'up' && admin !== 'down') || (oper !== 'up' && oper !== 'down' && oper !== 'unknown') || !ipAddresses)
    return null;
  const megabits = countOf(body['speed']);
  const mtuBytes = countOf(body['mtu']);
  return {
    ...blankInterface(name),
    description: textOf(body['description']),
    adminStatus: admin,
    operStatus: oper,
    reason: admin === 'down' ? 'admin' : null,
    speedBitsPerSecond: speedOf(megabits),
    mtuBytes,
    mtuLayer: mtuBytes === null ? null : 'ip',
    vrf: textOf(body['vrfName']),
    ipAddresses,
  };
}

/** zebra prints 0, and 4294967295 on some drivers, for an interface whose speed it does not know. */
export function speedOf(megabits: number | null): number | null {
  return megabits === null || megabits === 0 || megabits >= 4_294_967_295 ? null : megabits * 1e6;
}

/** Null where one of them is none: the list is not shortened. */
function addressesOf(list: Json | undefined): string[] | null {
  if (list === undefined) return [];
  if (!Array.isArray(list)) return null;
  const addresses = list.map((entry) => (isJsonObject(entry) ? (textOf(entry['address']) ?? '') : ''));
  return addresses.every(isInterfaceAddress) ? addresses : null;
}
