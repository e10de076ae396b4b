import type { IsisAdjacencyRecord } from '../../domain/routing-records.ts';
import type { Rows } from '../parsed.ts';
import type { TextLines } from '../text-lines.ts';
import { ageOf, instantMs } from './instants.ts';
import { srlInterfaceName } from './interface-names.ts';
import { levelOf } from './isis-levels.ts';
import { isisState } from './isis-states.ts';
import { isAddress } from './leaves.ts';
import { readReport } from './report.ts';
import { cellOf, type GridRow } from './report-grid.ts';

/** `show network-instance * protocols isis adjacency`. */
export function isisReport(text: TextLines, nowMs: number | null): Rows<IsisAdjacencyRecord> | null {
  return readReport(text, {
    title: /^Instance +: (\S{1,64})$/,
    columns: ['interfacename', 'neighborsystemid', 'adjacencylevel', 'state', 'lasttransition', 'remainingholdtime'],
    optional: new Set(['ipaddress', 'ipv6address']),
    many: true,
    anchor: 'state',
    other: /^(?:Network Instance *: \S(?:.{0,250}\S)?|Instance Id *: \d{1,10})$/,
    end: /^Adjacency Count: \d+$/,
    row: (row, name) => adjacencyOf(row, name, nowMs),
  });
}

function adjacencyOf(row: GridRow, process: string | null, nowMs: number | null): IsisAdjacencyRecord | null {
  const port = cellOf(row, 'interfacename');
  const neighbor = cellOf(row, 'neighborsystemid');
  const level = levelOf(cellOf(row, 'adjacencylevel'));
  const state = isisState(cellOf(row, 'state'));
  const changed = cellOf(row, 'lasttransition');
  const hold = cellOf(row, 'remainingholdtime');
  const isId = /^(?:[\da-f]{4}\.){2}[\da-f]{4}$/i.test(neighbor);
  // Newer releases print the name of the neighbour where they know it.
  if (!isId && !/^[A-Za-z][\w.-]{0,254}$/.test(neighbor)) return null;
  if (srlInterfaceName(port) === null || level === null || state === null) return null;
  const addresses = ['ipaddress', 'ipv6address'].map((name) => cellOf(row, name));
  if (!/^\d{1,5}$/.test(hold) || instantMs(changed) === null || !addresses.every(isAddress)) return null;
  return {
    process,
    systemId: isId ? neighbor.toLowerCase() : null,
    hostname: isId ? null : neighbor,
    interface: port,
    level,
    state,
    holdSeconds: Number(hold),
    upSeconds: state === 'up' ? ageOf(changed, nowMs) : null,
    snpa: null,
  };
}
