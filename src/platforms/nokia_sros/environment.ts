import type { EnvironmentRecord } from '../../domain/device-records.ts';
import { isDamaged } from '../damaged-label.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { pairsOf } from './pairs.ts';
import { readSections, type Section } from './screen.ts';

/** Fans and power supplies of `show chassis`, temperatures of `show card detail` and of a chassis that measures its own. */
export const environment: DiagnosticReader<'environment'> = {
  commands: () => [
    { line: '/show chassis environment', optional: true },
    { line: '/show chassis power-supply', optional: true },
    { line: '/show card detail', optional: true },
  ],
  parse: (outputs) =>
    several(
      outputs.map((output) =>
        readSections(
          output,
          /^(?:(?:System|Chassis) Information|Chassis \d{1,2}(?: .{0,40})?|(?:Fan|Power Supply|Environment) Information|Card \S{1,8})$/,
          readParts,
        ),
      ),
    ),
};

interface Open {
  component: EnvironmentRecord['component'];
  name: string;
  status: string | null;
}

const statuses: Record<string, EnvironmentRecord['status']> = {
  up: 'ok',
  ok: 'ok',
  'fan ok': 'ok',
  down: 'failed',
  failed: 'failed',
  'critical failure': 'failed',
  'out of service': 'failed',
  'out-of-service': 'failed',
  'not equipped': 'absent',
  'not-equipped': 'absent',
  absent: 'absent',
  'not provisioned': null,
  'not-provisioned': null,
  unknown: null,
  'n/a': null,
};

function readParts(sections: Section[]): Rows<EnvironmentRecord> {
  const rows: Rows<EnvironmentRecord> = { records: [], unparsed: [] };
  let known = false;
  for (const section of sections) {
    const card = /^Card (\S{1,8})$/.exec(section.title)?.[1];
    // Small ones measure it for the whole box.
    const isChassis = /^(?:System|Chassis) Information$|^Chassis \d/.test(section.title);
    let open: Open | null = null;
    const finish = (): void => {
      if (open && open.status !== null && Object.hasOwn(statuses, open.status.toLowerCase()))
        rows.records.push({
          component: open.component,
          name: open.name,
          status: statuses[open.status.toLowerCase()] ?? null,
          reading: null,
          unit: null,
        });
      else if (open) rows.unparsed.push(open.status === null ? open.name : `${open.name}: ${open.status}`);
      open = null;
    };
    for (const line of section.lines) {
      for (const { key, value } of pairsOf(line)) {
        if (isDamaged(key, partNames) || (namesPart.test(key) && partOf(key, value) === null)) {
          finish();
          rows.unparsed.push(line);
        }
        const start = partOf(key, value);
        if (start) {
          finish();
          open = start;
          known = true;
        } else if (open && /^(?:Status|Fan Status|Operational status)$/i.test(key) && (open as Open).status === null)
          (open as Open).status = value;
        else if (/^(?:Status|Speed)$/i.test(key)) continue;
        else if ((card !== undefined || (isChassis && !open)) && /^Temperature$/i.test(key)) {
          known = true;
          if (!/^-?\d{1,3}C$/.test(value)) {
            if (!/^N\/A$/i.test(value)) rows.unparsed.push(line);
            continue;
          }
          rows.records.push({
            component: 'temperature',
            name: card === undefined ? 'chassis' : `card ${card}`,
            status: null,
            reading: Number(value.slice(0, -1)),
            unit: 'celsius',
          });
        }
      }
      if (/Information$/.test(line.trim())) finish();
    }
    if (section.closed) finish();
  }
  return known ? rows : { ...rows, unparsed: sections.flatMap(({ lines }) => lines.slice(0, 3)) };
}

/** What is read of a part begins with one of these. */
const partNames = new Set([
  'Fan tray number',
  'Fan tray id',
  'Fan number',
  'Power supply number',
  'Power supply id',
  'PEQ number',
  'Input power feed',
  'Temperature',
]);
const namesPart =
  /^(?:Fan tray number|Fan tray id|Fan number|Power supply number|Power supply id|PEQ number|Input power feed)$/i;

function partOf(key: string, value: string): Open | null {
  if (!/^[\w/]{1,8}$/.test(value)) return null;
  if (/^(?:Fan tray number|Fan tray id|Fan number)$/i.test(key))
    return { component: 'fan', name: `fan tray ${value}`, status: null };
  if (/^(?:Power supply number|Power supply id|PEQ number)$/i.test(key))
    return { component: 'psu', name: `power supply ${value}`, status: null };
  // Small ones have two cables and no power supply of their own.
  if (/^Input power feed$/i.test(key)) return { component: 'psu', name: `power feed ${value}`, status: null };
  return null;
}
