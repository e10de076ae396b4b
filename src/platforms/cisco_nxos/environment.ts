import type { EnvironmentRecord } from '../../domain/device-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { textOf } from '../values.ts';
import { environmentTables } from './environment-tables.ts';
import { fan, sensor, supply } from './environment-words.ts';
import { numberIn, rowsOf } from './json-tables.ts';
import { inEnvelope } from './nxapi-envelope.ts';
import { rejectedByNxos } from './rejected.ts';

/** Fans, power supplies with what they give, and sensors. What each module draws is left out. */
export const environment: DiagnosticReader<'environment'> = {
  commands: () => [{ line: 'show environment | json' }],
  parse: ([output = '']) =>
    parseForms<EnvironmentRecord>(output, {
      rejected: rejectedByNxos,
      json: inEnvelope(inJson),
      text: environmentTables,
    }),
};

/** The tables stand at the top or below an object of their own, whose name and endings differ between models. */
function inJson(documents: Json[]): Rows<EnvironmentRecord> | null {
  const places = documents.flatMap((document) =>
    isJsonObject(document) ? [document, ...Object.values(document).filter(isJsonObject)] : [],
  );
  const rows: Rows<EnvironmentRecord> = { records: [], unparsed: [] };
  let found = false;
  for (const [names, read] of tables) {
    const items = places.flatMap((place) => names.flatMap((name) => rowsOf(place, name) ?? []));
    found ||= places.some((place) => names.some((name) => place[`TABLE_${name}`] !== undefined));
    for (const [index, item] of items.entries()) {
      const record = read(item, index);
      if (record) rows.records.push(record);
      else
        rows.unparsed.push(
          `${names[0]} ${JSON.stringify(Object.values(item).filter((value) => typeof value === 'string'))}`,
        );
    }
  }
  return found ? rows : null;
}

type ReadItem = (item: JsonObject, index: number) => EnvironmentRecord | null;

const tables: readonly (readonly [names: readonly string[], read: ReadItem])[] = [
  [['faninfo'], (item) => fan(textOf(item['fanname']) ?? '', textOf(item['fanstatus']) ?? '')],
  [['psinfo', 'psinfo_n3k'], supplyIn],
  [
    ['tempinfo'],
    (item) => {
      const [module, name, status] = [item['tempmod'], item['sensor'], item['alarmstatus']].map(word);
      return sensor(module ?? '', name ?? '', status ?? '', numberIn(item['curtemp']));
    },
  ],
];

function supplyIn(item: JsonObject, index: number): EnvironmentRecord | null {
  const output = /^ *(-?\d{1,6}(?:\.\d{1,3})?) *W? *$/.exec(word(item['actual_out']) ?? '')?.[1];
  const status = textOf(item['ps_status']) ?? textOf(item['ps_status_3k']) ?? '';
  // Some models print the supplies in their order and without a number.
  return supply(word(item['psnum']) ?? String(index + 1), status, output === undefined ? null : Number(output));
}

function word(value: Json | undefined): string | null {
  return typeof value === 'number' ? String(value) : textOf(value);
}
