import type { OpticsRecord } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import { blankOptics } from '../records.ts';
import { textOf } from '../values.ts';
import { eosPrintedInterface } from './interface-names.ts';
import { eosRows, objectOf } from './json-answer.ts';
import { type Level, noLightOf, quantities, thresholdsOf } from './optics-values.ts';

/**
 * `show interfaces transceiver [detail] | json`, and the `parameters` of `show interfaces transceiver dom`, which count
 * their channels. A port without a module is `{}` and no record. Null for another document.
 */
export function eosOptics(documents: Json[]): Rows<OpticsRecord> | null {
  return eosRows(documents, ({ interfaces }, rows: Rows<OpticsRecord>) => {
    if (!isJsonObject(interfaces)) return false;
    for (const [name, body] of Object.entries(interfaces)) {
      const port = eosPrintedInterface(name);
      if (port === null || !isJsonObject(body)) return false;
      if (Object.keys(body).length === 0) continue;
      if (!known.some((key) => body[key] !== undefined)) return false;
      append(rows.records, inJson(port, body));
    }
    return true;
  });
}

const known = ['rxPower', 'txPower', 'txBias', 'temperature', 'voltage', 'vendorSn', 'narrowBand', 'parameters'];

function inJson(port: string, body: JsonObject): OpticsRecord[] {
  const base = { ...blankOptics(port), type: textOf(body['mediaType']), serial: textOf(body['vendorSn']) };
  const { parameters } = body;
  if (isJsonObject(parameters)) return channelsOf(base, parameters);
  const record = { ...base };
  for (const quantity of quantities) {
    record[quantity.value] = numberOf(body[quantity.key]);
    Object.assign(record.thresholds, thresholdsOf(quantity, levelsOf(objectOf(body['details'])[quantity.key])));
  }
  return [{ ...record, noLight: noLightOf(record.rxPowerDbm) }];
}

/** `-` is the whole module; with channels of their own its values belong to each of them. */
function channelsOf(base: OpticsRecord, parameters: JsonObject): OpticsRecord[] {
  const channels = quantities.map(({ key }) => objectOf(objectOf(parameters[key])['channels']));
  const lanes = [...new Set(channels.flatMap((one) => Object.keys(one)))].filter((lane) => /^\d{1,2}$/.test(lane));
  const order = lanes.map(Number).sort((one, other) => one - other);
  return (order.length > 0 ? order : [null]).map((lane) => {
    const record = { ...base, lane, thresholds: {} };
    for (const [index, quantity] of quantities.entries()) {
      const values = channels[index] ?? {};
      record[quantity.value] = numberOf(values[String(lane ?? '-')] ?? values['-']);
      Object.assign(
        record.thresholds,
        thresholdsOf(quantity, levelsOf(objectOf(parameters[quantity.key])['threshold'])),
      );
    }
    return { ...record, noLight: noLightOf(record.rxPowerDbm) };
  });
}

const levelKeys: readonly [string, Level][] = [
  ['highAlarm', 'HighAlarm'],
  ['highWarn', 'HighWarning'],
  ['lowWarn', 'LowWarning'],
  ['lowAlarm', 'LowAlarm'],
];

function levelsOf(value: Json | undefined): Partial<Record<Level, number>> {
  const body = objectOf(value);
  return Object.fromEntries(
    levelKeys.flatMap(([key, level]) => {
      const number = numberOf(body[key]);
      return number === null ? [] : [[level, number]];
    }),
  );
}

function numberOf(value: Json | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
