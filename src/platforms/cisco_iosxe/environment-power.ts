import type { EnvironmentRecord } from '../../domain/device-records.ts';
import { beginsWithDigit, one, statusOf } from './environment-sensors.ts';

/** One row of a table of power supplies (of a stack, of a Catalyst 4500, of a compact switch); null when it is none. */
export function environmentPower(line: string): EnvironmentRecord | EnvironmentRecord[] | null {
  if (beginsWithDigit(line)) return stacked(line);
  return line.startsWith('PS') ? chassis(line) : compact(line);
}

/** `1A  PWR-C1-1100WAC  ABC123456AB  OK  Good  Good  1100`, `1B  Not Present`, `2  Built-in  Good`. The watts are what it was built for, not what it gives. */
function stacked(line: string): EnvironmentRecord | null {
  // The redundant supply of a member has no row but this one as long as none is there.
  const spare = /^(\d{1,2}) +Not Present +<>$/.exec(line);
  if (spare) return one('psu', `${spare[1]} RPS`, 'absent', null, null);
  const absent = /^(\d{1,2}[A-C]?) +Not Present$/.exec(line);
  if (absent) return one('psu', absent[1] ?? '', 'absent', null, null);
  // A supply that cannot be taken out has no status of its own; whether it feeds the switch is said.
  const fixed = /^(\d{1,2}[A-C]?) +Built-in +(Good|Bad)(?: +(?:Good|Bad|n\/a))?$/.exec(line);
  if (fixed) return one('psu', fixed[1] ?? '', statusOf(fixed[2] ?? ''), null, null);
  const match =
    /^(\d{1,2}[A-C]?) +(\S{3,24}) +(\S{3,20}) +(OK|No Input Power|Bad|Faulty|Not Responding|No Response|Disabled|Good) +(Good|Bad|n\/a|N\/A|Unknown|-) +(Good|Bad|n\/a|N\/A|Unknown|-) +(\d{1,5}(?:\/\d{1,5})?|n\/a|N\/A|-|[Uu]nknown)$/.exec(
      line,
    );
  if (!match) return null;
  const status = match[4] === 'Not Responding' ? 'failed' : statusOf(match[4] ?? '');
  return one('psu', match[1] ?? '', status, null, null);
}

/** `PS1  PWR-C45-4200ACV  AC 4200W  good  good  good`; `PS1-1  220V  good` is one of its inputs. */
function chassis(line: string): EnvironmentRecord | null {
  const supply =
    /^(PS\d{1,2}) +(?:none(?: +--)?|(\S{3,24}) +(?:AC|DC|AC\/DC) +\d{1,5}W) +(good|bad|off|err-disable|no input|--|-) +(good|bad|n\.a\.|--|-) +(good|bad|n\.a\.|off|--|-)$/.exec(
      line,
    );
  if (supply)
    return one('psu', supply[1] ?? '', supply[2] === undefined ? 'absent' : statusOf(supply[3] ?? ''), null, null);
  const input = /^(PS\d{1,2}-\d) +(?:(\d{2,3})V +)?(good|bad|off|--|-)$/.exec(line);
  if (!input || (input[2] === undefined && input[3] === 'good')) return null;
  const volts = input[2] === undefined ? null : Number(input[2]);
  return one('psu', input[1] ?? '', statusOf(input[3] ?? ''), volts, volts === null ? null : 'volts');
}

/** `External Adapter  Auxilliary  80(w)  Available`, spelt like this. The watts are what it was built for, as in a stack. */
function compact(line: string): EnvironmentRecord | null {
  const match = /^(External Adapter) +Auxilliary +\d{1,4}\(w\) +Available$/.exec(line);
  return match ? one('psu', match[1] ?? '', 'ok', null, null) : null;
}
