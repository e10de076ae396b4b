import type { EnvironmentRecord } from '../../domain/device-records.ts';
import { one, statusOf } from './environment-sensors.ts';

/** Headings of the routers that say all of it in sentences, and what stands there that is no state of anything. */
export const isOfMeasured = (line: string): boolean =>
  /^(?:Temperature readings:|Voltage readings:|Fans:|Envm stats saved \d{1,9} time\(s\) since reload|Type: [AD]C|Alert settings:|(?:Intake|Core) temperature warning: (?:Enabled|Disabled), Threshold: \d{1,3}(?: \(CPU: \d{1,3}\))?|Nominal frequency|(?:Temperature|Voltage)(?: Reading| State)?:|Power Supply:)$/.test(
    line,
  );

/** The 7200. */
const unit = /^(Power Supply \d) is \S.{0,60} Power Supply\. Unit is (on|off)\.$/;
const warmth = /^(\S.{0,30}) measured at (-?\d{1,3})C\/-?\d{1,3}F$/;
const tension = /^([+-]\d{1,2}\.\d{2} ?V) measured at ([+-]\d{1,2}\.\d{2}) ?V$/;
const turning = /^(Fan \d) is believed to be (working)$/;

/** The 2800 and 3800; of a supply that is there nothing more is said. */
const fitted = /^(Redundant Power System|SYS PS\d|AUX\(-48V\) PS\d) is (present|absent|not present)\.$/;
const plain = /^(Fan {1,2}\d{1,2}|Fan Speed is|Board Temperature:) (Normal)$/;
const equal = /^(\S.{0,30} temperature) = (-?\d{1,3}), (Normal)$/;
const rails = /^(Voltage \d{1,2}\(\d{3,5}\)) is (Normal), Current voltage = (\d{3,5}) mV$/;

/** The AS5350. */
const gauged = /^Temp (?:at )?(\S.{0,40}) is measured as (-?\d{1,3})C\/-?\d{1,3}F\.$/;
const millivolts = /^(\S.{0,40}V(?:olt)?) is measured as (\d{3,5})\.$/;
const whole = /^(Temperature|Voltage) is in (normal|0) state\.$/;
const supply = /^(PS (?:(?:Input |Output )?Voltage|Fan|Thermal|OverVoltage)) status: +(normal)$/;

/** One sentence of a router that says in sentences what it measured; null when it is none. */
export function environmentMeasured(line: string): EnvironmentRecord | null {
  if (line.includes(' measured a')) return figure(line);
  const [, feed = '', on] = unit.exec(line) ?? [];
  if (on !== undefined) return one('psu', feed, on === 'on' ? 'ok' : 'failed', null, null);
  const [, blades = '', works] = turning.exec(line) ?? [];
  if (works !== undefined) return one('fan', blades, 'ok', null, null);
  return ofAccessRouter(line) ?? ofAccessServer(line);
}

function figure(line: string): EnvironmentRecord | null {
  const [, place = '', celsius] = warmth.exec(line) ?? gauged.exec(line) ?? [];
  if (celsius !== undefined) return one('temperature', place, null, Number(celsius), 'celsius');
  const [, rail = '', volts] = tension.exec(line) ?? [];
  if (volts !== undefined) return one('voltage', rail, null, Number(volts), 'volts');
  const [, part = '', millis] = millivolts.exec(line) ?? [];
  return millis === undefined ? null : one('voltage', part, null, Number(millis) / 1000, 'volts');
}

function ofAccessRouter(line: string): EnvironmentRecord | null {
  const [, part = '', there] = fitted.exec(line) ?? [];
  if (there !== undefined) return one('psu', part, there === 'present' ? null : 'absent', null, null);
  const [, what = '', state] = plain.exec(line) ?? [];
  if (state !== undefined) {
    const component = what.startsWith('Fan') ? 'fan' : 'temperature';
    return one(component, what.replace(/ is$|:$/, '').replace(/ +/, ' '), statusOf(state), null, null);
  }
  if (!line.includes('= ')) return null;
  const [, warm = '', celsius, said = ''] = equal.exec(line) ?? [];
  if (celsius !== undefined) return one('temperature', warm, statusOf(said), Number(celsius), 'celsius');
  const [, rail = '', word = '', millis] = rails.exec(line) ?? [];
  return millis === undefined ? null : one('voltage', rail, statusOf(word), Number(millis) / 1000, 'volts');
}

function ofAccessServer(line: string): EnvironmentRecord | null {
  const [, what, state = ''] = whole.exec(line) ?? [];
  if (what !== undefined) return one(what === 'Voltage' ? 'voltage' : 'temperature', what, statusOf(state), null, null);
  const [, part = '', word] = supply.exec(line) ?? [];
  return word === undefined ? null : one('psu', part, statusOf(word), null, null);
}
