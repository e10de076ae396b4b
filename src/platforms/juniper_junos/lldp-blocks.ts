import { isIP } from 'node:net';
import type { LldpNeighborRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { isDamaged } from '../damaged-label.ts';
import { type Rows, withCut } from '../parsed.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { chassisOf, isBentChassis, remotePort } from './lldp-words.ts';

interface Block {
  values: Map<string, string>;
  addresses: string[];
  isBent: boolean;
}

const labels: ReadonlySet<string> = new Set([
  ...['Local Interface', 'Chassis ID', 'Port ID', 'Port type', 'Port description', 'System name', 'System Name'],
  ...['System Description', 'Address'],
]);

/** `show lldp neighbors detail` or `interface X` in text: a block of `Label : value` per neighbour, whole when another follows or the rows of organisations stand below. */
export function lldpBlocks(text: TextLines): Rows<LldpNeighborRecord> | null {
  const rows: Rows<LldpNeighborRecord> = { records: [], unparsed: [] };
  const blocks: Block[] = [];
  let whole = true;
  /** What stands behind the first line of a description; true when it goes on: its writer may have written what follows. */
  let described = false;
  let suspect = false;
  for (const line of text.lines) {
    const bare = isTooLong(line) ? '' : line.trim();
    if (isTooLong(line)) rows.unparsed.push(line);
    if (/^LLDP Neighbor Information:$/i.test(bare) && (suspect || described)) {
      rows.unparsed.push(`${bare} Nobody knows whether it is part of the description above`);
      whole = true;
      break;
    }
    if (/^LLDP Neighbor Information:$/i.test(bare)) {
      described = false;
      blocks.push({ values: new Map(), addresses: [], isBent: false });
      whole = false;
      continue;
    }
    const last = blocks.at(-1);
    if (bare === '') continue;
    if (!last) {
      if (isNoise(line)) continue;
      return null;
    }
    if (/^(?:Organization Info|Media endpoint class)/i.test(bare) || /^\{\w/.test(bare)) whole = true;
    const [, label = '', value = ''] = /^([A-Z][\w ]{1,40}?) *: *(.*)$/.exec(bare) ?? [];
    suspect ||=
      described && !/^(?:System capabilities|Management|Organization Info|Media|Supported|Enabled|\{)/i.test(bare);
    described = /^System Description$/i.test(label);
    if (isDamaged(label, labels)) rows.unparsed.push(line);
    else if (label === 'Address' && isIP(value) !== 0) last.addresses.push(canonicalIp(value) ?? value);
    else if (
      (label === 'Address' && /^(?:\d{1,3}\.\d|$)/.test(value)) ||
      (value === '' && /^(?:Chassis|Port) ID$/.test(label))
    )
      rows.unparsed.push(line);
    // A second block below a heading that is not known, or words of the neighbour.
    else if (label === 'Local Interface' && last.values.has(label)) last.isBent = true;
    else if (label !== '' && !last.values.has(label)) last.values.set(label, value);
  }
  if (blocks.length === 0) return null;
  for (const block of whole ? blocks : blocks.slice(0, -1)) {
    const record = recordOf(block);
    if (record) rows.records.push(record);
    else rows.unparsed.push([...block.values].map(([label, value]) => `${label}: ${value}`).join(', '));
  }
  if (whole) return withCut(rows, text);
  return { ...rows, incomplete: 'nobody knows whether the last neighbor is whole: the lines behind it are missing' };
}

function recordOf({ values, addresses, isBent }: Block): LldpNeighborRecord | null {
  const of = (label: string) => values.get(label) || null;
  const port = of('Local Interface');
  if (port === null || isBent || isBentChassis(of('Chassis ID'))) return null;
  return {
    interface: port,
    neighborName: of('System name') ?? of('System Name'),
    neighborInterface: remotePort(of('Port type'), of('Port ID'), of('Port description')),
    neighborDescription: of('System Description'),
    chassisId: chassisOf(of('Chassis ID')),
    managementAddresses: addresses,
  };
}
