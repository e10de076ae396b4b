import type { OpticsRecord } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { blankOptics } from '../records.ts';
import { textOf } from '../values.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { numberIn, rowsOf, topRowsOf } from './json-tables.ts';
import { inEnvelope } from './nxapi-envelope.ts';
import { nxosOpticsBlocks } from './optics-blocks.ts';
import { isMark, type Quantity, setThresholds, setValue } from './optics-values.ts';
import { rejectedByNxos } from './rejected.ts';

/** A record for each lane of each module that is there, also of one without diagnostics. */
export const optics: DiagnosticReader<'optics'> = {
  commands: (args) => [
    {
      line: `show interface ${args.interface === undefined ? '' : `${args.interface} `}transceiver details | json`,
    },
  ],
  parse: ([output = '']) =>
    parseForms<OpticsRecord>(output, { rejected: rejectedByNxos, json: inEnvelope(inJson), text: nxosOpticsBlocks }),
};

function inJson(documents: Json[]): Rows<OpticsRecord> | null {
  const ports = topRowsOf(documents, 'interface');
  // `show interface` has the same table, without a word about transceivers.
  if (!ports?.some((port) => textOf(port['sfp']) !== null)) return null;
  const rows: Rows<OpticsRecord> = { records: [], unparsed: [] };
  for (const port of ports) {
    const name = nxosInterfaceName(textOf(port['interface']) ?? '');
    const sfp = textOf(port['sfp']) ?? '';
    const lanes = sfp === 'present' && name !== null ? lanesOf(name, port) : null;
    if (lanes) append(rows.records, lanes);
    else if (name === null || !/^(?:not \w{1,20}|absent)$/.test(sfp))
      rows.unparsed.push(`interface ${textOf(port['interface']) ?? '?'}`);
  }
  return rows;
}

/** Null when a mark of one of them is not in the legend. */
function lanesOf(name: string, port: JsonObject): OpticsRecord[] | null {
  const module: OpticsRecord = {
    ...blankOptics(name),
    type: textOf(port['type']),
    vendor: textOf(port['name']),
    partNumber: textOf(port['partnum']),
    serial: textOf(port['serialnum']),
  };
  const lanes = rowsOf(port, 'lane') ?? [];
  if (lanes.length === 0) return [module];
  if (!lanes.every((lane) => keys.every(([, , short]) => isMark(shown(lane[`${short}_flag`]))))) return null;
  return lanes.map((lane) => {
    const number = numberIn(lane['lane_number']);
    const record: OpticsRecord = { ...module, thresholds: {}, alarms: [], lane: lanes.length === 1 ? null : number };
    for (const [quantity, value, short] of keys) {
      setValue(record, quantity, shown(lane[value]) ?? '', shown(lane[`${short}_flag`]));
      const limits = ['alrm_hi', 'alrm_lo', 'warn_hi', 'warn_lo'].map((limit) => shown(lane[`${short}_${limit}`]));
      setThresholds(record, quantity, limits);
    }
    return record;
  });
}

const keys: readonly (readonly [quantity: Quantity, value: string, short: string])[] = [
  ['temperature', 'temperature', 'temp'],
  ['voltage', 'voltage', 'volt'],
  ['bias', 'current', 'current'],
  ['txPower', 'tx_pwr', 'tx_pwr'],
  ['rxPower', 'rx_pwr', 'rx_pwr'],
];

/** A mark is a list of texts on some releases. */
function shown(value: Json | undefined): string | null {
  if (typeof value === 'number') return String(value);
  return textOf(Array.isArray(value) ? value[0] : value);
}
