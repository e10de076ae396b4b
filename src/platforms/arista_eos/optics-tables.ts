import type { OpticsRecord } from '../../domain/device-records.ts';
import { type Rows, withCut } from '../parsed.ts';
import { blankOptics } from '../records.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { eosTable, isRule } from './eos-table.ts';
import { eosInterfaceName } from './interface-names.ts';
import { type Level, noLightOf, type Quantity, quantities, thresholdsOf } from './optics-values.ts';

const legend =
  /^(?:If device is externally calibrated, .*|N\/A: not applicable, .*|mA: milliamperes, .*|\+\+ ?: high alarm, .*|A2D readouts .*|The threshold values are calibrated\.)$/;
const title = /^(?:(Temperature|Voltage|Current|Tx Power|Rx Power) +)?Threshold +Threshold +Threshold +Threshold$/;

/**
 * `show interfaces transceiver detail`: one table per quantity, received power last. Null without a heading in the order
 * of EOS, which puts the low alarm before the low warning.
 */
export function eosOpticsDetail(given: TextLines): Rows<OpticsRecord> | null {
  const text = withWholeTail(given, /^\S{3,12}(?: +\S{1,14}){4,9} +(?:-?\d+\.\d\d|N\/A)$/);
  const found = new Map<string, OpticsRecord>();
  const rows: Rows<OpticsRecord> = { records: [], unparsed: [] };
  const inFirst = new Set<string>();
  const inLast = new Set<string>();
  let quantity: Quantity | null = null;
  let first: Quantity | null = null;
  let isOurs = false;
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    if (isTooLong(raw)) rows.unparsed.push(raw);
    if (line === '' || legend.test(line) || isRule(line)) continue;
    if (/^High Alarm +High Warn +Low Alarm +Low Warn$/.test(line)) {
      isOurs = true;
      quantity = null;
      continue;
    }
    const named = title.exec(line);
    if (isOurs && named) {
      quantity = quantities.find((one) => one.title === named[1]) ?? null;
      first ??= quantity;
      continue;
    }
    if (isOurs && /^Port(?: +\((?:Celsius|Volts|mA|dBm)\)){5}$/.test(line)) continue;
    if (isNoise(raw)) continue;
    if (!isOurs) return null;
    const port = quantity && readRow(line, quantity, found);
    if (!port) rows.unparsed.push(raw);
    else if (quantity === first) inFirst.add(port);
    if (port && quantity?.key === 'rxPower') inLast.add(port);
  }
  if (!isOurs) return null;
  if (inLast.size === 0 || [...inFirst].some((port) => !inLast.has(port)))
    return { ...rows, incomplete: 'received power, the last table, has no end: the answer was cut off' };
  return withCut({ ...rows, records: [...found.values()] }, text);
}

/** The name of the port, or null when the row has another form. */
function readRow(line: string, quantity: Quantity, found: Map<string, OpticsRecord>): string | null {
  const [name = '', ...words] = line.split(/ +/);
  const port = eosInterfaceName(name);
  const cells = cellsOf(words);
  if (port === null || cells?.length !== 5) return null;
  const record = found.get(port) ?? blankOptics(port);
  const [current, highAlarm, highWarning, lowAlarm, lowWarning] = cells;
  record[quantity.value] = current?.value ?? null;
  const levels: [Level, Cell | undefined][] = [
    ['HighAlarm', highAlarm],
    ['HighWarning', highWarning],
    ['LowWarning', lowWarning],
    ['LowAlarm', lowAlarm],
  ];
  const known = levels.flatMap(([level, cell]) => (cell && cell.value !== null ? [[level, cell.value]] : []));
  Object.assign(record.thresholds, thresholdsOf(quantity, Object.fromEntries(known)));
  if (current?.alarm) record.alarms.push(`${quantity.title}: ${current.alarm}`);
  if (quantity.key === 'rxPower') record.noLight = noLightOf(record.rxPowerDbm);
  found.set(port, record);
  return port;
}

/** The short table: one row per port, its age last (older releases print a date). */
export function eosOpticsTable(text: TextLines): Rows<OpticsRecord> | null {
  return eosTable<OpticsRecord>(text, {
    header: /^Port +\(Celsius\) +\(Volts\) +\(mA\) +\(dBm\) +\(dBm\) +(?:Last Update|\(Date Time\))$/,
    skip: {
      test: (line) =>
        legend.test(line) ||
        /^(?:Bias +Optical +Optical|Temp(?:erature)? +Voltage +Current +Tx Power +Rx Power(?: +Last Update)?)$/.test(
          line,
        ),
    },
    whole: /^\S+ .* (?:ago|N\/A)$/,
    row: (line) => {
      const match =
        /^(\S{3,16}) +(.{9,100}?) +(N\/A|(?:\d{1,5} days?, )?[\d:]{4,8} ago|\d{4}-\d\d-\d\d [\d:]{8})$/.exec(line);
      const port = eosInterfaceName(match?.[1] ?? '');
      const cells = cellsOf((match?.[2] ?? '').split(/ +/));
      if (!match || port === null || cells?.length !== 5) return null;
      const record = blankOptics(port);
      for (const [index, quantity] of quantities.entries()) {
        const cell = cells[index];
        record[quantity.value] = cell?.value ?? null;
        if (cell?.alarm) record.alarms.push(`${quantity.title}: ${cell.alarm}`);
      }
      return { ...record, noLight: noLightOf(record.rxPowerDbm) };
    },
  });
}

interface Cell {
  value: number | null;
  alarm: string | null;
}

const marks: Record<string, string> = {
  '++': 'high alarm',
  '+': 'high warning',
  '-': 'low warning',
  '--': 'low alarm',
};

/** A value may carry a mark, beside it or behind a blank, and in parentheses what the module itself reads. */
function cellsOf(words: readonly string[]): Cell[] | null {
  const cells: Cell[] = [];
  for (const word of words) {
    const last = cells.at(-1);
    const match = /^(N\/A|NA|-?\d{1,6}(?:\.\d{1,4})?)(\+\+|\+|--|-)?(?:\(-?\d{1,6}\.\d{1,4}\))?$/.exec(word);
    if (match) {
      const value = match[1]?.startsWith('N') ? null : Number(match[1]);
      cells.push({ value, alarm: marks[match[2] ?? ''] ?? null });
    } else if (last && Object.hasOwn(marks, word)) last.alarm = marks[word] ?? null;
    else if (!last || !/^\(-?\d{1,6}\.\d{1,4}\)$/.test(word)) return null;
  }
  return cells;
}
