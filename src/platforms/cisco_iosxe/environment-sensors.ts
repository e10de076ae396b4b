import type { EnvironmentRecord } from '../../domain/device-records.ts';
import type { Surroundings } from './environment.ts';

type Unit = EnvironmentRecord['unit'];

const units: readonly [RegExp, Unit, number, EnvironmentRecord['component']][] = [
  [/^celsius$/i, 'celsius', 1, 'temperature'],
  [/^mV$/, 'volts', 0.001, 'voltage'],
  [/^V(?: AC| DC)?$/, 'volts', 1, 'voltage'],
  [/^mA$/, 'amps', 0.001, 'current'],
  [/^A$/, 'amps', 1, 'current'],
  [/^mW$/, 'watts', 0.001, 'power'],
  [/^W(?:atts)?$/i, 'watts', 1, 'power'],
  [/^RPM$/i, 'rpm', 1, 'fan'],
];

/** One line of a sensor list or one sentence of a switch; null when it is neither. */
export function environmentSensor(
  line: string,
  { member, slotFirst }: Surroundings,
): EnvironmentRecord | EnvironmentRecord[] | null {
  if (slotFirst !== null) return slotted(line, slotFirst);
  if (isValue(line)) return valued(line, member);
  if (line.includes(' is ')) return sentence(line, member) ?? contact(line);
  // Rows that were filtered come without the heading.
  return fanRow(line) ?? slotted(line, 'with thresholds') ?? slotted(line, 'without') ?? listed(line);
}

/** `Inlet Temperature Value: 25 Degree Celsius`; its state stands below it. */
export function isValue(line: string): boolean {
  return line.includes('Value: ');
}

function named(name: string, member: string | null): string {
  return member === null || /^switch/i.test(name) ? name : `${member} ${name}`;
}

function valued(line: string, member: string | null): EnvironmentRecord | null {
  const [, whose, celsius] =
    /^(?:(\w{1,20}|POWER SUPPLY \w{1,2}) )?Temperature Value: (-?\d{1,3}(?:\.\d{1,4})?) Degree Celsius$/i.exec(line) ??
    [];
  if (celsius === undefined) return null;
  const name = whose === undefined ? 'temperature' : `${whose} temperature`;
  return one('temperature', named(name, member), null, Number(celsius), 'celsius');
}

function sentence(line: string, member: string | null): EnvironmentRecord | null {
  const said =
    /^((?:Switch \d{1,2}: ?)?(?:SYSTEM |System )?TEMPERATURE|(?:Switch \d{1,2} )?FAN(?:(?: in)? PS-?\d{1,2}| \d{1,2}|-\S{1,10})?|(?:Switch \d{1,2} )?(?:POWER|RPS|Power supply(?: \S{1,6})?)) is ((?:[AD]C )?(?:OK|FAULTY)|NOT OK|NOT PRESENT(?: or FAULTY)?|GREEN|YELLOW|RED)$/i.exec(
      line,
    );
  if (!said) return null;
  const name = said[1] ?? '';
  const component = /temp/i.test(name) ? 'temperature' : /fan/i.test(name) ? 'fan' : 'psu';
  return one(component, named(name.replace(/: ?/, ' '), member), statusOf(said[2] ?? ''), null, null);
}

/** `ALARM CONTACT 1 is not asserted`: what somebody wired to an industrial switch. */
function contact(line: string): EnvironmentRecord | null {
  const [, name = '', not] = /^(ALARM CONTACT \d{1,2}) is (not )?asserted$/.exec(line) ?? [];
  return name === '' ? null : one('alarm', name, not === undefined ? 'warning' : 'ok', null, null);
}

/** `1  2  13760  OK  Front to Back`, below `Switch FAN Speed State [Airflow direction]`. */
function fanRow(line: string): EnvironmentRecord | null {
  if (!beginsWithDigit(line)) return null;
  const match =
    /^(\d{1,2}) +(\d{1,2}) +(\d{1,6}) +(OK|NOT OK|FAULTY|NOT PRESENT(?: or FAULTY)?)(?: +[a-z]{4,5} to [a-z]{4,5})?$/i.exec(
      line,
    );
  if (!match) return null;
  return one('fan', `Switch ${match[1]} FAN ${match[2]}`, statusOf(match[4] ?? ''), Number(match[3]), 'rpm');
}

/** What a sensor says of its reading; the Catalyst 9300 has words of its own. */
const states = String.raw`Normal|Critical|Major|Minor|Shutdown|Fan Speed \d{1,3}%|Warning|Not Present`;
const row = new RegExp(
  String.raw`^(\S.{0,40}?) {2,}(\S{1,10}|Chassis\d{1,2}-\S{1,6}) {2,}(${states}|OK|Good|Green|Yellow|Red) +((?:- {0,6})?\d{1,9}(?:\.\d{1,3})?) {0,6}(Celsius|mV|V(?: AC| DC)?|mA|A|mW|W|Watts|RPM)(?: +\(.{0,60}\)| .{0,60})?$`,
  'i',
);

/** ` Temp: Inlet  R0  Normal  23 Celsius`, `V1: VMA  0  Normal  1118 mV`, `PEM Vout  P0  Normal  12 V DC`. */
function listed(line: string): EnvironmentRecord | null {
  // Two columns stand between the name and the reading.
  const gap = line.indexOf('  ');
  const match = gap !== -1 && gap <= longestName ? row.exec(line) : null;
  const unit = match && units.find(([pattern]) => pattern.test(match[5] ?? ''));
  if (!unit) return null;
  const reading = Math.round(Number(match[4]?.replaceAll(' ', '')) * unit[2] * 1e6) / 1e6;
  return one(unit[3], `${match[2]} ${match[1]?.trim()}`, statusOf(match[3] ?? ''), reading, unit[1]);
}

const longestName = 41;

const slot = String.raw`^([A-Z]?\d{1,2}(?:\/\d{1,2})?) +(\S.{0,30}?) +(${states}) +(-?\d{1,9}(?:\.\d{1,3})?)(?: +|(?=mV))(Celsius|mV|V(?: AC| DC)?|mA|A|mW|W|Watts|RPM)`;
const slotRow = new RegExp(`${slot}$`);
const slotRowWithThresholds = new RegExp(String.raw`${slot} +(?:na|\([\d ,na-]{7,60}\)(?:\([A-Za-z]{1,10}\))?)$`);

/**
 * `P0  PEM Vout  Normal  12    V DC  na`, `R0  Temp: Inlet_A  Normal  30    Celsius  (45 ,55 ,65 ,70 )(Celsius)`: the
 * name of a sensor has blanks of its own and may fill its column.
 */
function slotted(line: string, form: 'with thresholds' | 'without'): EnvironmentRecord | null {
  if (!beginsWithDigit(line) && !beginsWithDigit(line, 1)) return null;
  const match = (form === 'without' ? slotRow : slotRowWithThresholds).exec(line);
  const unit = match && units.find(([pattern]) => pattern.test(match[5] ?? ''));
  if (!unit) return null;
  const reading = Math.round(Number(match[4]) * unit[2] * 1e6) / 1e6;
  return one(unit[3], `${match[1]} ${match[2]}`, statusOf(match[3] ?? ''), reading, unit[1]);
}

export function beginsWithDigit(line: string, at = 0): boolean {
  const first = line.charCodeAt(at);
  return first >= 48 && first <= 57;
}

export function one(
  component: EnvironmentRecord['component'],
  name: string,
  status: EnvironmentRecord['status'],
  reading: number | null,
  unit: Unit,
): EnvironmentRecord {
  return { component, name, status, reading, unit };
}

/** Null also for `not present or faulty`, which leaves open what it is. */
export function statusOf(words: string): EnvironmentRecord['status'] {
  const low = words.trim().toLowerCase();
  if (/^(?:(?:[ad]c )?ok|good|green|normal|active|standby|fan speed \d+%)$/.test(low)) return 'ok';
  if (/^(?:minor|warning|yellow|amber)$/.test(low)) return 'warning';
  if (/^(?:not present|absent|removed|no supply|-)$/.test(low)) return 'absent';
  if (
    /^(?:not ok|(?:[ad]c )?faulty|bad|red|fail|failed|critical|major|shutdown|no input power|bad-input|no-input|err-disable|no response|off|disabled)$/.test(
      low,
    )
  )
    return 'failed';
  return null;
}
