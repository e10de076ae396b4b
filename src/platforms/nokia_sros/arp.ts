import type { ArpRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { withRowCount } from './row-count.ts';
import { readTables, type Section } from './screen.ts';
import { routerOf, vrfOf } from './words.ts';

/** `show router arp` and `show router neighbor` (IPv6: two lines for each). They print when an entry expires, not its age. */
export const arp: DiagnosticReader<'arp'> = {
  commands: ({ vrf, address }) => {
    const router = `/show router${routerOf(vrf)}`;
    if (address !== undefined) return [{ line: `${router} ${address.includes(':') ? 'neighbor' : 'arp'} ${address}` }];
    return [{ line: `${router} arp` }, { line: `${router} neighbor`, optional: true }];
  },
  parse: (outputs) =>
    several(
      outputs.map((output) =>
        readTables(output, /^(?:ARP|Neighbor) Table ?(?:Router: ?)?\(.{1,80}\)(?: .{0,60})?$/, readEntries),
      ),
    ),
};

const types: Record<string, string> = {
  dyn: 'dynamic',
  dynamic: 'dynamic',
  dy: 'dynamic',
  sta: 'static',
  stat: 'static',
  static: 'static',
  oth: 'interface',
  other: 'interface',
  man: 'managed',
  mgd: 'managed',
  int: 'internal',
  inv: 'invalid',
  evp: 'evpn',
  evpn: 'evpn',
};
const mac = '((?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2})';
const v4 = new RegExp(
  String.raw`^(\d{1,3}(?:\.\d{1,3}){3}) +(?:${mac} +)?(\d\S{2,11}|never|-) +([A-Za-z]{2,8})(?:\[[A-Za-z,]{1,6}\])? +(\S.{0,40})$`,
);
const v6 = /^([0-9A-Fa-f:.]{2,45}) +(\S(?:.{0,40}\S)?)$/;
const v6rest = new RegExp(
  String.raw`^ {1,6}(?:(?:${mac}|-|n\/a) +(REACHABLE|STALE|DELAY|PROBE|INVALID|UNKNOWN|INCOMPLETE)| +(INCOMPLETE)) +(\d\S{2,11}|never|-) +([A-Za-z]{3,8}) +(?:Yes|No)$`,
);

function readEntries(sections: Section[]): Rows<ArpRecord> {
  const rows: Rows<ArpRecord> = { records: [], unparsed: [] };
  for (const section of sections) withRowCount(section, rows, () => readTable(section, rows));
  return rows;
}

function readTable(section: Section, rows: Rows<ArpRecord>): void {
  const vrf = vrfOf(/\((?:Router: ?|Service: ?)?([^)]{1,64})\)/.exec(section.title)?.[1] ?? '');
  const start = section.lines.indexOf('---');
  const ipv6 = section.title.startsWith('Neighbor');
  let open: { ipAddress: string; where: string | null } | null = null;
  for (const line of start === -1 ? [] : section.lines.slice(start + 1)) {
    if (line === '---' || /^(?:No\. of|\* indicates|No Matching)/.test(line)) continue;
    if (!ipv6) {
      const record = readV4(line, vrf);
      if (record) rows.records.push(record);
      else rows.unparsed.push(line);
      continue;
    }
    const head = v6.exec(line);
    const ipAddress = head ? canonicalIp(head[1] ?? '') : null;
    const rest: RegExpExecArray | null = open ? v6rest.exec(line) : null;
    if (open && rest) {
      rows.records.push({
        vrf,
        ipAddress: open.ipAddress,
        macAddress: rest[1]?.toLowerCase() ?? null,
        interface: open.where,
        ageSeconds: null,
        state: (rest[2] ?? rest[3] ?? '').toLowerCase(),
      });
      open = null;
    } else if (!open && head && ipAddress !== null)
      open = { ipAddress, where: head[2] && !head[2].endsWith('*') ? head[2] : null };
    else {
      rows.unparsed.push(line);
      open = null;
    }
  }
  if (open) rows.unparsed.push(open.ipAddress);
}

function readV4(line: string, vrf: string | null): ArpRecord | null {
  const match = v4.exec(line);
  const ipAddress = canonicalIp(match?.[1] ?? '');
  const type = types[(match?.[4] ?? '').toLowerCase()];
  if (!match || ipAddress === null || type === undefined) return null;
  // Only what is not resolved has no MAC address.
  if (match[2] === undefined && type !== 'invalid') return null;
  const where = match[5] ?? '';
  return {
    vrf,
    ipAddress,
    macAddress: match[2]?.toLowerCase() ?? null,
    interface: where.endsWith('*') ? null : where,
    ageSeconds: null,
    state: match[2] === undefined ? 'incomplete' : type,
  };
}
