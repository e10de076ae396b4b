import type { IsisAdjacencyRecord } from '../../domain/routing-records.ts';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import { ciscoMac } from '../cisco-macs.ts';
import { type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isTooLong, type TextLines } from '../text-lines.ts';
import { textOf } from '../values.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { nxosObject, rowsOf, rowsUnder, wordOf } from './json-tables.ts';
import { parseNxos } from './nxos-forms.ts';
import { isNxosNoise } from './nxos-noise.ts';
import { nxosSeconds } from './nxos-seconds.ts';

/** `show isis adjacency detail vrf V | json`; the table of FabricPath's own IS-IS is read as well. */
export const isisAdjacencies: DiagnosticReader<'isis-adjacencies'> = {
  commands: ({ vrf }) => [{ line: `show isis adjacency detail vrf ${vrf ?? 'all'} | json` }],
  parse: ([output = '']) => parseNxos<IsisAdjacencyRecord>(output, { json: adjacenciesIn, text: adjacencies }),
};

function adjacenciesIn(documents: Json[]): Rows<IsisAdjacencyRecord> | null {
  const object = nxosObject(documents);
  const processes = object && rowsOf(object, 'process_tag');
  if (!processes) return null;
  const rows: Rows<IsisAdjacencyRecord> = { records: [], unparsed: [] };
  for (const process of processes) {
    const tag = wordOf(process['process-tag-out']);
    for (const row of rowsUnder(process, 'vrf', 'process_adj')) {
      const record = recordOf(tag, rowWords(row));
      const sinceFlap = nxosSeconds(row['adj-flap-time-out']);
      if (record) rows.records.push({ ...record, upSeconds: record.state === 'up' ? sinceFlap : null });
      else rows.unparsed.push(`adjacency ${wordOf(row['adj-sys-name-out'])} of process ${tag}`);
    }
  }
  return rows;
}

interface Words {
  system: string;
  snpa: string;
  level: string;
  state: string;
  hold: string;
  out: string;
}

/** In spite of its name the key "adj-sys-id-out" holds what the table calls SNPA. */
function rowWords(row: JsonObject): Words {
  const word = (key: string) => wordOf(row[`adj-${key}-out`]) ?? '';
  return {
    system: word('sys-name'),
    snpa: word('sys-id'),
    level: word('usage').replaceAll('L', ''),
    state: word('state'),
    hold: textOf(row['adj-hold-time-out']) ?? '',
    out: word('intf-name'),
  };
}

const opening =
  /^(?:IS-IS process: (\S{1,64}) VRF: \S{1,64}|Fabricpath IS-IS domain: (\S{1,64}) Fabricpath IS-IS adjacency database:)$/;
const heading = /^System ID +SNPA +Level +State +Hold Time +Interface$/;
const rowLine = /^(\S{1,64}) +(\S{3,14}) +([12]|1-2) +(UP|DOWN|INIT) +(\S{1,16}) +([A-Za-z]\S{1,63})$/;
const details =
  /^(?:Up\/Down transitions: |Circuit |IPv[46] |BFD |Restart |Graceful |Adjacency|Adj-SID|Topology|Last |Area |MT |MT-\d{1,4}(?: AF IPv[46])?: |isis_bfd_required |Extended )/;
/** What names a process in a form that is not known. */
const unknownProcess = /^(?:IS-IS |Fabricpath )| VRF: /;
const transitions = /^Up\/Down transitions: \d{1,10}, Last transition: (?:(\S{1,16}) ago|never)$/;

/** The adjacency whose lines are being read. */
interface Open {
  record: IsisAdjacencyRecord;
  /** What stands below its row; `none` as long as nothing does, `over` behind an empty line or a prompt. */
  below: 'none' | 'details' | 'over';
  /** The line that says since when it is as it is. */
  dated: boolean;
}

function adjacencies(text: TextLines): Rows<IsisAdjacencyRecord> | null {
  const rows: Rows<IsisAdjacencyRecord> = { records: [], unparsed: [] };
  let process: string | null = null;
  let headed = false;
  /** A process was named, and its table has not begun. */
  let named = false;
  let detailed = false;
  let open: Open | null = null;
  const close = () => {
    if (open && detailed && !open.dated) rows.unparsed.push(`adjacency on ${open.record.interface}: no transitions`);
    open = null;
  };
  for (const raw of text.lines) {
    const line = isTooLong(raw) ? '' : raw.trim();
    const opened = opening.exec(line);
    if (isTooLong(raw)) rows.unparsed.push(raw);
    else if (opened) {
      close();
      named = true;
      process = opened[1] ?? opened[2] ?? null;
      headed = true;
    } else if (heading.test(line) || /^(?:IS-IS adjacency database:|Legend: )/.test(line) || isNxosNoise(line)) {
      if (line.startsWith('IS-IS adjacency database')) {
        if (headed && !named) {
          // The line that names its process is missing.
          process = null;
          rows.unparsed.push(raw);
        }
        named = false;
      }
      if (open?.below === 'none') open.below = 'over';
    } else if (!headed) return null;
    else {
      const record = rowOf(line, process);
      if (record) {
        close();
        rows.records.push(record);
        open = { record, below: 'none', dated: false };
      } else if (open && details.test(line)) {
        detailed = true;
        open.below = 'details';
        if (!readDetail(open, line)) rows.unparsed.push(raw);
      } else {
        rows.unparsed.push(raw);
        if (unknownProcess.test(line)) process = null;
        // A row in a form that is not known: the details below it are nobody's.
        if (raw.charCodeAt(0) !== 32) close();
      }
    }
  }
  if (!headed) return null;
  const last = open as Open | null;
  // Of one row alone nobody knows whether details follow, as long as nothing does.
  const isOver =
    last === null || last.dated || (!detailed && (rows.records.length > 1 || last.below === 'over' || text.prompted));
  if (!isOver)
    return {
      ...rows,
      records: rows.records.slice(0, -1),
      incomplete: 'the last adjacency has no end: the answer was cut off',
    };
  return withCut(rows, text);
}

function rowOf(line: string, process: string | null): IsisAdjacencyRecord | null {
  const match = line.length > 300 ? null : rowLine.exec(line);
  const [, system = '', snpa = '', level = '', state = '', hold = '', out = ''] = match ?? [];
  const record = match ? recordOf(process, { system, snpa, level, state, hold, out }) : null;
  return record && record.holdSeconds !== null && (record.snpa !== null || snpa === 'N/A') ? record : null;
}

/** False when it is the line that is read, in a form that is not known. */
function readDetail(open: Open, line: string): boolean {
  if (!line.startsWith('Up/Down transitions')) return true;
  const match = transitions.exec(line);
  const since = nxosSeconds(match?.[1] ?? '');
  // A second one is that of a row that is not there.
  if (open.dated || !match || (match[1] !== undefined && since === null)) return false;
  open.dated = true;
  if (open.record.state === 'up') open.record.upSeconds = since;
  return true;
}

const states: Record<string, IsisAdjacencyRecord['state']> = { UP: 'up', DOWN: 'down', INIT: 'init' };
const levels: Record<string, IsisAdjacencyRecord['level']> = { '1': '1', '2': '2', '1-2': '1-2', '12': '1-2' };

function recordOf(process: string | null, words: Words): IsisAdjacencyRecord | null {
  const state = Object.hasOwn(states, words.state) ? states[words.state] : undefined;
  const level = Object.hasOwn(levels, words.level) ? levels[words.level] : undefined;
  const out = nxosInterfaceName(words.out);
  if (words.system === '' || state === undefined || level === undefined || out === null) return null;
  const isSystemId = /^[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4}){2}$/.test(words.system);
  // No host has a name like that.
  if (!isSystemId && /^\d{4}\.\d{4}\.\S{4}$/.test(words.system)) return null;
  return {
    process,
    systemId: isSystemId ? words.system.toLowerCase() : null,
    hostname: isSystemId ? null : words.system,
    interface: out,
    level,
    state,
    holdSeconds: nxosSeconds(words.hold),
    upSeconds: null,
    snpa: ciscoMac(words.snpa),
  };
}
