import type { MacTableRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { Rows } from '../parsed.ts';
import type { TextLines } from '../text-lines.ts';
import { instantMs } from './instants.ts';
import { srlInterfaceName } from './interface-names.ts';
import { macType } from './mac-types.ts';
import { readReport } from './report.ts';
import { cellOf, type GridRow } from './report-grid.ts';

/** `show network-instance * bridge-table mac-table all`. */
export function macReport(text: TextLines): Rows<MacTableRecord> | null {
  return readReport(text, {
    title: /^Mac-table of network instance (\S(?:.{0,250}\S)?)$/,
    columns: ['address', 'destination', 'type', 'active', 'aging', 'lastupdate'],
    anchor: 'active',
    other: /^Total [A-Z][\w -]{1,30} (?:Macs|Vrrps) +: +\d{1,9} Total +\d{1,9} Active$/,
    row: (row, title) => entryOf(row, title?.[1] ?? null),
  });
}

function entryOf(row: GridRow, vlan: string | null): MacTableRecord | null {
  const macAddress = cellOf(row, 'address').toLowerCase();
  const destination = destinationOf(cellOf(row, 'destination').replaceAll(' ', ''));
  const type = cellOf(row, 'type');
  if (!/^(?:[\da-f]{2}:){5}[\da-f]{2}$/.test(macAddress) || destination === null) return null;
  if (!/^[a-z]{2,16}(?:-[a-z]{2,16}){0,3}$/.test(type) || !/^(?:true|false)$/.test(cellOf(row, 'active'))) return null;
  if (instantMs(cellOf(row, 'lastupdate')) === null) return null;
  return { vlan, macAddress, interface: destination, type: macType(type), moves: null };
}

/** A subinterface, `irb`, or a tunnel: `vxlan-interface:vxlan1.1 vtep:192.0.2.2 vni:100`. */
function destinationOf(text: string): string | null {
  const tunnel = /^vxlan-interface:(vxlan\d{1,3}\.\d{1,5})vtep:([\da-fA-F.:]{2,45})vni:(\d{1,8})$/.exec(text);
  if (tunnel)
    return canonicalIp(tunnel[2] ?? '') === null
      ? null
      : `vxlan-interface:${tunnel[1]} vtep:${tunnel[2]} vni:${tunnel[3]}`;
  // Behind an Ethernet segment there may be several.
  const segment = /^vxlan-interface:(vxlan\d{1,3}\.\d{1,5})esi:((?:[\dA-F]{2}:){9}[\dA-F]{2})$/.exec(text);
  if (segment) return `vxlan-interface:${segment[1]} esi:${segment[2]}`;
  return /^(?:irb|irb-interface|blackhole|reserved)$/.test(text) || srlInterfaceName(text) !== null ? text : null;
}
