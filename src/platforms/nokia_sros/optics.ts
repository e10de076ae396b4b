import type { OpticsRecord, OpticThreshold } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import { isDamaged } from '../damaged-label.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { blankOptics } from '../records.ts';
import { several } from '../several-outputs.ts';
import { isPort } from './interface-names.ts';
import { type Fields, fieldsOf } from './pairs.ts';
import { readSections, type Section } from './screen.ts';

/**
 * `show port <port> optical` and the part of `show port <port> detail` about the transceiver. What is measured belongs to
 * the port named last above it, in a section of whatever title.
 */
export const optics: DiagnosticReader<'optics'> = {
  commands: ({ interface: name }) => [
    { line: name === undefined ? '/show port optical' : `/show port ${name} optical` },
  ],
  parse: (outputs) =>
    several(
      outputs.map((output) =>
        readSections(output, /^./, (sections) =>
          sections.some(({ title }) => optical.test(title))
            ? readModules(sections)
            : { records: [], unparsed: sections.flatMap(({ lines }) => lines.slice(0, 3)) },
        ),
      ),
    ),
};

const described = /^(?:Optical Interface|Ethernet Interface|(?:[\w.+-]{2,12} )?Connector|Port|Transceiver Data)$/;
const optical = new RegExp(`${described.source}|^Transceiver (?:Lane )?Digital Diagnostic Monitoring`);

const value = String.raw`([+-]?\d{1,6}(?:\.\d{1,4})?|-inf|N\/A)!?\*?`;
const row = new RegExp(
  String.raw`^(Temperature \(C\)|Supply Voltage \(V\)|Tx Bias Current \(mA\)|Tx Output Power \(dBm\)|Rx Optical Power \((?:avg )?dBm\)) +${value} +${value} +${value} +${value} +${value}$`,
);
const quantities = new Set(
  ['Temperature (C)', 'Supply Voltage (V)', 'Tx Bias Current (mA)', 'Tx Output Power (dBm)', 'Rx Optical Power (dBm)']
    .concat(['Rx Optical Power (avg dBm)', 'Rx Optical Pwr (dBm)', 'Rx Optical Pwr (avg dBm)'])
    .flatMap((name) => [name, `Lane ${name}`]),
);
/** One of these rows, whatever stands behind its name. */
const measuredRow =
  /^ *(?:Lane )?(?:Temperature ?\(|Supply Voltage ?\(|Tx Bias Current ?\(|Tx Output Power ?\(|Rx Optical (?:Pwr|Power) ?\()/;
/** What holds for every lane of a module of several. */
const laneLimits = new RegExp(
  String.raw`^Lane (Temperature \(C\)|Supply Voltage \(V\)|Tx Bias Current \(mA\)|Tx Output Power \(dBm\)|Rx Optical (?:Pwr|Power) \((?:avg )?dBm\)) +${value} +${value} +${value} +${value}$`,
);
/** Behind a value of a lane stands which of its limits it passed: high or low, warning, alarm or both. */
const laneValue = String.raw`(?:${value}(?:\/([HL]-(?:WA|W|A)))?|-)`;
const laneRow = new RegExp(String.raw`^ {0,4}(\d{1,2}) +${laneValue} +${laneValue} +${laneValue} +${laneValue}$`);

interface Module {
  base: OpticsRecord;
  lanes: OpticsRecord[];
}

function laneRecords({ base, lanes }: Module): OpticsRecord[] {
  return lanes.length > 0 ? lanes.map((lane) => ({ ...lane, thresholds: base.thresholds })) : [base];
}

function readModules(sections: Section[]): Rows<OpticsRecord> {
  const rows: Rows<OpticsRecord> = { records: [], unparsed: [] };
  let open: Module | null = null;
  let measured = false;
  let lit = false;
  const finish = (): void => {
    // A module that shows no light of its own shows that of its lanes below.
    if (open && measured && !lit) rows.unparsed.push(`${open.base.interface}: the lanes are missing`);
    else if (open && measured) append(rows.records, laneRecords(open));
    open = null;
    measured = false;
    lit = false;
  };
  for (const section of sections) {
    const isDescribed = described.test(section.title);
    const fields = fieldsOf(section.lines, rows.unparsed);
    const name = isDescribed
      ? fields.words('Interface', 'Port', 'Port-id', 'Port Id', 'Connector')
      : fields.words('Interface');
    if (name !== null && isPort(name)) {
      if ((open as Module | null)?.base.interface !== name) {
        finish();
        open = { base: blankOptics(name), lanes: [] };
      }
    } else if (name !== null || (section.title !== 'Transceiver Data' && section.lines.some(isOfModule))) {
      // The module of nobody knows which port; of a channel there is none.
      finish();
      if (isDescribed || name === null) rows.unparsed.push(name === null ? section.title : `Port: ${name}`);
    }
    const holder = open as Module | null;
    if (holder && (name !== null || isDescribed)) describe(holder.base, fields);
    let inLanes = false;
    for (const line of section.lines) {
      const current = open as Module | null;
      const match = row.exec(line.trim());
      const limits = laneLimits.exec(line.trim());
      const lane = current && inLanes ? laneRow.exec(line) : null;
      const isKnown = (match ?? limits ?? lane) !== null;
      const isBent = measuredRow.test(line) || isDamaged(/^ *(\S.{5,30}?\)) +[-+\d]/.exec(line)?.[1] ?? '', quantities);
      if (isKnown ? !current : (inLanes && line !== '---') || isBent) rows.unparsed.push(line);
      inLanes ||= /^ *Lane ID /.test(line);
      if (limits && current) limit(current.base, limits[1] ?? '', limits.slice(2));
      lit ||= lane !== null || /^(?:Tx Output|Rx Optical)/.test(match?.[1] ?? '');
      if (match && current) {
        measured = true;
        measure(current.base, match);
      } else if (lane && current) {
        measured = true;
        current.lanes.push(laneOf(current.base, lane));
      }
    }
  }
  if (sections.every(({ closed }) => closed)) finish();
  return rows;
}

function isOfModule(line: string): boolean {
  return /^ *Transceiver (?:Data$|Status +:|Type +:)/.test(line);
}

function laneOf(base: OpticsRecord, row: RegExpExecArray): OpticsRecord {
  const [, lane, temperature, temperatureAlarm, bias, biasAlarm, transmitted, txAlarm, received, rxAlarm] = row;
  const alarms = [
    ['Temp(C)', temperatureAlarm],
    ['Tx Bias(mA)', biasAlarm],
    ['Tx Pwr(dBm)', txAlarm],
    ['Rx Pwr(dBm)', rxAlarm],
  ];
  return {
    ...base,
    lane: Number(lane),
    temperatureCelsius: numberOf(temperature) ?? base.temperatureCelsius,
    biasMilliamps: numberOf(bias),
    txPowerDbm: numberOf(transmitted),
    rxPowerDbm: numberOf(received),
    noLight: received === '-inf' ? true : numberOf(received) === null ? null : false,
    thresholds: {},
    alarms: [...base.alarms, ...alarms.flatMap(([what, alarm]) => (alarm === undefined ? [] : [`${what}: ${alarm}`]))],
  };
}

function describe(base: OpticsRecord, fields: Fields): void {
  base.type ??= fields.words('Transceiver Type', 'Optical Compliance', 'Type');
  base.vendor ??= fields.words('Vendor Name', 'Manufacturer', 'Vendor');
  base.partNumber ??= fields.words('Vendor Part Number', 'Part Number', 'Model Number');
  base.serial ??= fields.words('Serial Number', 'Vendor Serial Number', 'Vendor SN');
}

type Measure = 'temperature' | 'voltage' | 'bias' | 'txPower' | 'rxPower';

function measureOf(name: string): Measure {
  if (name.startsWith('Temp')) return 'temperature';
  if (name.startsWith('Supply')) return 'voltage';
  if (name.startsWith('Tx Bias')) return 'bias';
  return name.startsWith('Tx') ? 'txPower' : 'rxPower';
}

function measure(base: OpticsRecord, match: RegExpExecArray): void {
  const [, name = '', now, ...limits] = match;
  const reading = numberOf(now);
  const key = measureOf(name);
  if (key === 'temperature') base.temperatureCelsius = reading;
  if (key === 'voltage') base.voltageVolts = reading;
  if (key === 'bias') base.biasMilliamps = reading;
  if (key === 'txPower') base.txPowerDbm = reading;
  if (key === 'rxPower') {
    base.rxPowerDbm = reading;
    base.noLight = now === '-inf' ? true : reading === null ? null : false;
  }
  if (limit(base, name, limits) && match[0].includes('!')) base.alarms.push(`${name}: out of range`);
}

/** High alarm, high warning, low warning, low alarm; false when the module has none and shows zeros. */
function limit(base: OpticsRecord, name: string, limits: readonly (string | undefined)[]): boolean {
  const numbers = limits.map(numberOf);
  if (numbers.every((one) => one === null || one === 0)) return false;
  const key = measureOf(name);
  const unit = { temperature: 'Celsius', voltage: 'Volts', bias: 'Milliamps', txPower: 'Dbm', rxPower: 'Dbm' }[key];
  for (const [index, level] of (['HighAlarm', 'HighWarning', 'LowWarning', 'LowAlarm'] as const).entries()) {
    const one = numbers[index];
    if (one !== undefined && one !== null) base.thresholds[`${key}${level}${unit}` as OpticThreshold] = one;
  }
  return true;
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^[+-]?\d/.test(text) ? Number(text) : null;
}
