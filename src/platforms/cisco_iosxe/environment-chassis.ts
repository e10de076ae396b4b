import type { EnvironmentRecord } from '../../domain/device-records.ts';
import type { Surroundings } from './environment.ts';
import { beginsWithDigit, one, statusOf } from './environment-sensors.ts';

/** Headings of what the chassis Catalysts (4500, 9400, 9500, 9600) print, and what stands there that is no state of anything. */
export const isOfChassis = (line: string): boolean =>
  /^(?:no (?:temperature )?alarms|Module Sensor +Temperature +Status|Power +Fan States|Fan +Fan States|Tray +Status(?: +\d)+|Supply +Model No +Type +Capacity +Status(?: +\d)+|PS Current (?:Configuration Mode|Operating State) +: \w{3,20}|Power supplies (?:needed by system|currently (?:active|available)) *: \d{1,2}|Chassis Type : \S{2,30}|Switch Bandwidth Utilization : \d{1,3}%|(?:Supervisor|Module \d{1,2} Status|PoE) Led Color *: \w{2,12}|Fantray (?:airflow direction|beacon LED|status LED)(?: removal timeout)? ?: [\w -]{2,30})$/.test(
    line,
  );

/** The numbers of the fans in the heading of a table, `Supply  Model No  Type  Capacity  Status  0  1`; null for another line. */
export function fansIn(line: string): string[] | null {
  if (!line.startsWith('Supply') && !line.startsWith('Tray')) return null;
  const numbers = /^(?:Supply +Model No +Type +Capacity|Tray) +Status((?: +\d){1,8})$/.exec(line)?.[1];
  return numbers?.trim().split(/ +/) ?? null;
}

const fanState = /^(?:good|bad|n\.a\.|N\/A|--)$/;
const supply =
  /^(PS\d{1,2}) +(\S{3,24}|Not Present) +(?:ac|dc|AC|DC|n\.a\.|N\/A|--) +(?:\d{1,5} W|n\.a\.|N\/A|--) +(active|standby|ok|fail|faulty|bad-input|no-input|off|disabled|n\.a\.|N\/A|--) +(\S.{2,40})$/;
const tray = /^((?:FM|FT)\d{1,2}) +(ok|active|good|bad|fail|faulty|n\.a\.|N\/A|--) +(\S.{2,80})$/;
const air = /^(\d{1,2}) +(\S.{0,24}?) +(-?\d{1,3})C \([\dC,]{3,30}\) +(ok|minor|major|critical)$/;
const used = /^Power consumed by (\S{3,20}) : (\d{1,5}) Watts$/;
const whole = /^(Fantray|SYSTEM) : (good|bad|failed|removed|GREEN|YELLOW|AMBER|RED)$/i;

/** One line of the tables and pairs of a chassis; null when it is none. */
export function environmentChassis(line: string, { member, fans }: Surroundings): EnvironmentRecord[] | null {
  const named = (name: string) => (member === null ? name : `${member} ${name}`);
  if (!line.startsWith('P') && !line.startsWith('F') && !line.startsWith('SYS') && !beginsWithDigit(line)) return null;
  const [, unit = '', model, state = '', turning = ''] = supply.exec(line) ?? [];
  if (model !== undefined) {
    const status = model === 'none' || model === 'Not Present' || state === '--' ? 'absent' : statusOf(state);
    return withFans(one('psu', named(unit), status, null, null), fans, turning);
  }
  const [, place = '', works, blades = ''] = tray.exec(line) ?? [];
  if (works !== undefined) return withFans(one('fan', named(place), statusOf(works), null, null), fans, blades);
  const [, slot, sensor, celsius, warm = ''] = air.exec(line) ?? [];
  if (celsius !== undefined)
    return [one('temperature', named(`${slot} ${sensor}`), statusOf(warm), Number(celsius), 'celsius')];
  const [, user = '', watts] = used.exec(line) ?? [];
  if (watts !== undefined) return [one('power', named(user), null, Number(watts), 'watts')];
  const [, what = '', said] = whole.exec(line) ?? [];
  if (said === undefined) return null;
  return [one(what === 'Fantray' ? 'fan' : 'other', named(what), statusOf(said), null, null)];
}

/** The part and each of its fans; null where the row has more or less of them than the heading. */
function withFans(part: EnvironmentRecord, fans: readonly string[], states: string): EnvironmentRecord[] | null {
  const words = states.split(/ +/);
  if (words.length !== fans.length || !words.every((word) => fanState.test(word))) return null;
  const turning = words.flatMap((word, index) =>
    /^(?:good|bad)$/.test(word) ? [one('fan', `${part.name} fan ${fans[index]}`, statusOf(word), null, null)] : [],
  );
  return [part, ...turning];
}
