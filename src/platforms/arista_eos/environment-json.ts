import type { EnvironmentRecord } from '../../domain/device-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import type { Rows } from '../parsed.ts';
import { amountOf, textOf } from '../values.ts';
import { eosStatus } from './environment-words.ts';
import { eosRows } from './json-answer.ts';

/**
 * `show system environment temperature`, `cooling` and `power`, told apart by their keys. Fans and sensors of a power
 * supply stand in the answers about cooling and temperature. Null for another document.
 */
export function eosEnvironment(documents: Json[]): Rows<EnvironmentRecord> | null {
  return eosRows(documents, (object, rows: Rows<EnvironmentRecord>) => {
    const { powerSupplies, fanTraySlots, tempSensors } = object;
    if (isJsonObject(powerSupplies)) readPower(powerSupplies, rows);
    else if (Array.isArray(fanTraySlots)) readFans([...fanTraySlots, ...listOf(object['powerSupplySlots'])], rows);
    else if (Array.isArray(tempSensors)) {
      const slots = [...listOf(object['cardSlots']), ...listOf(object['powerSupplySlots'])].filter(isJsonObject);
      readSensors([...tempSensors, ...slots.flatMap((slot) => listOf(slot['tempSensors']))], rows);
    } else return false;
    return true;
  });
}

function readPower(supplies: JsonObject, rows: Rows<EnvironmentRecord>): void {
  for (const [number, supply] of Object.entries(supplies)) {
    const status = isJsonObject(supply) ? eosStatus(textOf(supply['state'])) : undefined;
    if (!isJsonObject(supply) || status === undefined) {
      rows.unparsed.push(`power supply ${number}`);
      continue;
    }
    const reading = amountOf(supply['outputPower']);
    const name = `PowerSupply${number}`;
    rows.records.push({ component: 'psu', name, status, reading, unit: reading === null ? null : 'watts' });
  }
}

/** A slot without a fan is a record of its own. */
function readFans(slots: readonly Json[], rows: Rows<EnvironmentRecord>): void {
  for (const slot of slots) {
    const fans = isJsonObject(slot) ? listOf(slot['fans']) : [];
    for (const fan of fans.length > 0 ? fans : [slot]) {
      const body = isJsonObject(fan) ? fan : {};
      const name = textOf(body['label']);
      const status = eosStatus(textOf(body['status']));
      if (name === null || status === undefined) {
        rows.unparsed.push(`fan ${name ?? '?'}`);
        continue;
      }
      const reading = amountOf(body['actualSpeed']);
      rows.records.push({ component: 'fan', name, status, reading, unit: reading === null ? null : 'percent' });
    }
  }
}

function readSensors(sensors: readonly Json[], rows: Rows<EnvironmentRecord>): void {
  for (const sensor of sensors) {
    const body = isJsonObject(sensor) ? sensor : {};
    const name = textOf(body['name']);
    const status = eosStatus(textOf(body['hwStatus']) ?? textOf(body['status']));
    const { inAlertState = false } = body;
    if (name === null || status === undefined || typeof inAlertState !== 'boolean') {
      rows.unparsed.push(`sensor ${name ?? '?'}`);
      continue;
    }
    const words = textOf(body['description']);
    const reading = numberOf(body['currentTemperature']);
    rows.records.push({
      component: 'temperature',
      name: words === null ? name : `${name} (${words})`,
      status: status === 'ok' && inAlertState ? 'warning' : status,
      reading,
      unit: reading === null ? null : 'celsius',
    });
  }
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

function numberOf(value: Json | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
