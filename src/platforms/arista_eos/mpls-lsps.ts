import { canonicalIp, canonicalPrefix } from '../../domain/ip.ts';
import type { MplsLspRecord } from '../../domain/routing-records.ts';
import { isJsonObject, type Json } from '../../lib/safe-json.ts';
import { nearLabels } from '../near-labels.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { textOf } from '../values.ts';
import { eosTable } from './eos-table.ts';
import { eosRows, objectOf } from './json-answer.ts';
import { rejectedByEos } from './rejected.ts';

/** The RSVP tunnels that begin here, and the segment-routing tunnels that IS-IS has computed. */
export const mplsLsps: DiagnosticReader<'mpls-lsps'> = {
  commands: () => [
    { line: 'show traffic-engineering rsvp tunnel | json', optional: true },
    { line: 'show isis segment-routing tunnel | json', optional: true },
  ],
  parse: (outputs) =>
    several(
      (outputs.length > 0 ? outputs : ['']).map((output) =>
        parseForms<MplsLspRecord>(output, {
          rejected: rejectedByEos,
          json: fromJson,
          text: (text) => rsvpBlocks(text) ?? segmentTable(text),
        }),
      ),
    ),
};

function fromJson(documents: Json[]): Rows<MplsLspRecord> | null {
  return eosRows(documents, ({ tunnels, entries }, rows: Rows<MplsLspRecord>) => {
    if (isJsonObject(tunnels)) {
      for (const [name, tunnel] of Object.entries(tunnels)) {
        const { source, destination, state } = objectOf(tunnel);
        const record = rsvpTunnel(name, textOf(source), textOf(destination), textOf(state));
        if (record) rows.records.push(record);
        else rows.unparsed.push(`tunnel ${name}: ${textOf(state)}`);
      }
      return true;
    }
    if (!isJsonObject(entries)) return false;
    return Object.values(entries).every((entry) => {
      const { endpoint, vias } = objectOf(entry);
      const record = segmentTunnel(textOf(endpoint) ?? '');
      if (!record || !Array.isArray(vias)) return false;
      rows.records.push(record);
      return true;
    });
  });
}

const states: Record<string, MplsLspRecord['state']> = {
  up: 'up',
  down: 'down',
  shutdown: 'admin-down',
  admindown: 'admin-down',
};

function rsvpTunnel(
  name: string,
  source: string | null,
  destination: string | null,
  word: string | null,
): MplsLspRecord | null {
  const key = word?.toLowerCase().replaceAll(/[ -]/g, '') ?? '';
  const state = Object.hasOwn(states, key) ? states[key] : undefined;
  if (state === undefined) return null;
  return {
    name,
    type: 'rsvp',
    from: canonicalIp(source ?? ''),
    to: canonicalIp(destination ?? ''),
    state,
    upSeconds: null,
  };
}

/** What is in this table has a way to its end; a tunnel without one is not there. */
function segmentTunnel(endpoint: string): MplsLspRecord | null {
  const prefix = canonicalPrefix(endpoint)?.prefix;
  if (prefix === undefined) return null;
  return {
    name: null,
    type: 'segment-routing',
    from: null,
    to: prefix.split('/')[0] ?? null,
    state: 'up',
    upSeconds: null,
  };
}

const isNearKey = nearLabels(['Source:', 'Destination:', 'State:']);

/** `Tunnel T`, with source, destination and state indented below it. */
function rsvpBlocks(text: TextLines): Rows<MplsLspRecord> | null {
  const rows: Rows<MplsLspRecord> = { records: [], unparsed: [] };
  let open: { name: string; source: string | null; destination: string | null; isBent: boolean } | null = null;
  let isKnown = false;
  for (const raw of text.lines) {
    if (isTooLong(raw)) {
      rows.unparsed.push(raw);
      continue;
    }
    const name = /^\s*Tunnel (\S{1,128})$/.exec(raw)?.[1];
    const [, key, value = ''] = /^\s*(Source|Destination|State): ?(.{0,60})$/.exec(raw) ?? [];
    if (open && (key === 'Source' || key === 'Destination') && canonicalIp(value) === null) rows.unparsed.push(raw);
    // A second source or destination is not of the tunnel itself, and the state below it is not either.
    const isSecond = (key === 'Source' && open?.source != null) || (key === 'Destination' && open?.destination != null);
    if (open && (isSecond || isNearKey(raw.trim()))) {
      rows.unparsed.push(raw);
      open.isBent = true;
    }
    if (name !== undefined) {
      if (open) rows.unparsed.push(`tunnel ${open.name}: no state`);
      open = { name, source: null, destination: null, isBent: false };
      isKnown = true;
    } else if (open && key === 'Source') open.source = value;
    else if (open && key === 'Destination') open.destination = value;
    else if (open && key === 'State') {
      const record = open.isBent ? null : rsvpTunnel(open.name, open.source, open.destination, value);
      if (record) rows.records.push(record);
      else rows.unparsed.push(`tunnel ${open.name}: ${value}`);
      open = null;
    } else if (/^ ?\S/.test(raw) && !isNoise(raw)) {
      if (!isKnown) return null;
      rows.unparsed.push(raw);
    }
  }
  if (!isKnown) return null;
  if (open) return { ...rows, incomplete: `the block of ${open.name} has no state: the answer was cut off` };
  return withCut(rows, text);
}

/** The further next hops of a tunnel stand in lines of their own and are not read. */
function segmentTable(text: TextLines): Rows<MplsLspRecord> | null {
  return eosTable<MplsLspRecord>(text, {
    header: /^Index +Endpoint +Next Hop\/Tunnel Index +Interface +Labels$/,
    row: (line) => {
      const [, endpoint, hop] =
        /^(?:\d{1,8} +(\S{4,43}) +)?([0-9A-Fa-f.:]{2,45}|-|[A-Z][\w-]{1,30}(?: \(\d{1,6}\))?) +(?:-|[A-Za-z]\S{1,40}) +\[ .{1,100} \]$/.exec(
          line,
        ) ?? [];
      if (hop === undefined) return null;
      return endpoint === undefined ? [] : segmentTunnel(endpoint);
    },
  });
}
