import type { EnvironmentRecord } from '../../domain/device-records.ts';
import type { Rows } from '../parsed.ts';
import type { TextLines } from '../text-lines.ts';
import { eosStatus } from './environment-words.ts';
import { eosTable } from './eos-table.ts';

/** Newer releases put the time that a part is up behind all else: a row that ends before it was cut off. */
function isTimed(text: TextLines, name: string): boolean {
  return text.lines.some((line) => line.startsWith(name) && line.endsWith(' Uptime'));
}

const status = '(Ok|Failed|Power Loss|Not Inserted|Unknown|Alert|Overheat)';

const fanRow = new RegExp(String.raw`^(\S{1,24}) +${status} +(.*\S)$`);

/** `show system environment cooling`: the configured speed stands before the actual one. */
export function eosFans(text: TextLines): Rows<EnvironmentRecord> | null {
  let figures = 1;
  return eosTable<EnvironmentRecord>(text, {
    headed: (line) => {
      figures = / Config\S* +(?:Actual|Speed)| Config\S* +.*Actual| Speed +Speed/.test(line) ? 2 : 1;
    },
    header: /^Fan(?: Tray)? +Status +(?:Config(?:ured)?|Actual|Speed)(?: .*)?$/,
    skip: /^(?:System cooling status is: .*|Ambient temperature: .*|Airflow: .*|Fan speed override mode .*|Cooling (?:mode|zones?): .*|Number of cooling zones is: \d{1,3}|Config(?:ured)? +Actual .*)$/,
    whole: isTimed(text, 'Fan') ? undefined : /^\S+ .*(?: +(?:\d{1,3}%|N\/A)){2}$/,
    row: (line) => {
      const match = line.length > 200 ? null : fanRow.exec(line);
      const known = eosStatus(match?.[2] ?? '');
      const speeds = (match?.[3] ?? '').split(/ +/).filter((word) => /^(?:\d{1,3}%|N\/A)$/.test(word));
      const torn = (match?.[3] ?? '').split(/ +/).some((word) => word.includes('%') && !/^\d{1,3}%$/.test(word));
      if (!match || known === undefined || speeds.length === 0 || speeds.length < figures || torn) return null;
      const actual = speeds[1] ?? speeds[0] ?? 'N/A';
      const reading = actual === 'N/A' ? null : Number(actual.slice(0, -1));
      const unit = reading === null ? null : 'percent';
      return { component: 'fan', name: match[1] ?? '', status: known, reading, unit };
    },
  });
}

/** Of a supply that does not answer neither model nor capacity is known. */
const supplyRow = new RegExp(
  String.raw`^(\d{1,2})(?: +\S{1,40} +[\d.]{1,8}W| {12,}N/A) +(?:[\d.]{1,8}A|--|N\/A) +(?:[\d.]{1,8}A|--|N\/A) +(?:([\d.]{1,8})W|--|N/A) +${status}(?: +.*)?$`,
);

/** `show system environment power`. */
export function eosSupplies(text: TextLines): Rows<EnvironmentRecord> | null {
  return eosTable<EnvironmentRecord>(text, {
    header: /^Supply +Model +Capacity +Current +Current +Power +Status(?: +Uptime)?$/,
    none: /^% There seem to be no power supplies connected\.$/,
    skip: /^(?:Power +Input +Output +Output|Total +-- .*)$/,
    whole: isTimed(text, 'Supply')
      ? undefined
      : /^(?:\d{1,2} .* (?:Ok|Failed|Power Loss|Not Inserted|Unknown)|% There seem to be no power supplies connected\.)$/,
    row: (line) => {
      const match = line.length > 200 ? null : supplyRow.exec(line);
      const known = eosStatus(match?.[3] ?? '');
      if (!match || known === undefined) return null;
      const reading = match[2] === undefined ? null : Number(match[2]);
      const unit = reading === null ? null : 'watts';
      return { component: 'psu', name: `PowerSupply${match[1]}`, status: known, reading, unit };
    },
  });
}

/** A number that ends the description stands one blank behind it, the reading further right. */
const sensorRow =
  /^((?:[A-Z][a-z]{1,6})?\d[\d/]{0,8}) +(\S{1,30}(?: \S{1,30}){0,8}) {2,}(?:(-?\d{1,3}(?:\.\d{1,3})?)C?|N\/A) +(?:\((?:\d{1,3}|N\/A)\) +(?:[\d.]{1,6}|N\/A) +|N\/A +)?(\d{1,3})C? +(\d{1,3})C?$/;

/** `show system environment temperature`, card by card. There is no status in it: the limits are the device's own. */
export function eosSensors(text: TextLines): Rows<EnvironmentRecord> | null {
  /** Null below the heading of a card in another form: the sensors are nobody's. */
  let card: string | null = '';
  return eosTable<EnvironmentRecord>(text, {
    header: /^Sensor +Description +\S.*$/,
    // What a virtual EOS says, which has no sensors.
    none: /^System temperature status is: Unknown$/,
    skip: {
      test: (line) => {
        const named = /^([A-Z][A-Za-z]{2,20} ?\d{0,3}):$/.exec(line);
        if (named) card = `${named[1]} `;
        else if (/^[A-Za-z]\S{2,20}(?: \d{1,3})?(?:\W|$)/.test(line) && !isSensor(line) && !around.test(line))
          card = null;
        return named !== null || around.test(line);
      },
    },
    row: (line) => {
      const match = isSensor(line) ? sensorRow.exec(line) : null;
      if (!match || card === null) return null;
      const reading = match[3] === undefined ? null : Number(match[3]);
      return {
        component: 'temperature',
        name: `${card}sensor ${match[1]} (${match[2]})`,
        status: reading === null ? null : statusOf(reading, Number(match[4]), Number(match[5])),
        reading,
        unit: reading === null ? null : 'celsius',
      };
    },
  });
}

function isSensor(line: string): boolean {
  return line.length <= 200 && sensorRow.test(line);
}

const around =
  /^(?:System temperature status is: .*|(?:Action on overheat|Recovery mode when power-cycle upon overheat|Restrict recovery when ambient temperature is at or above): .*|(?:Temp(?:erature)? +)?(?:Setpoint +)?(?:Alert|Limit|Threshold)(?: +(?:Critical|Limit|Threshold))*)$/;

function statusOf(reading: number, alert: number, critical: number): EnvironmentRecord['status'] {
  if (reading >= critical) return 'failed';
  return reading >= alert ? 'warning' : 'ok';
}
