import type { ArpRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { parseForms, type Rows, withCut } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { isNoise, isTooLong, type TextLines } from '../text-lines.ts';
import { isPrintedName } from './interface-names.ts';
import { rejectedByFrr } from './rejected.ts';

/**
 * `show ip neigh` (FRR 8.2 and later): the valid ARP and ND entries of every VRF, as zebra knows them from the kernel. It
 * has neither JSON nor state nor age, and takes no address: the rows of the one that was asked for are picked out here.
 */
export const arp: DiagnosticReader<'arp'> = {
  commands: () => [{ line: 'show ip neigh' }],
  parse: ([output = ''], { args }) =>
    parseForms<ArpRecord>(output, {
      rejected: rejectedByFrr,
      text: (text) => {
        const rows = readTable(text);
        const wanted = args.address === undefined ? null : canonicalIp(args.address);
        if (!rows || wanted === null) return rows;
        return { ...rows, records: rows.records.filter(({ ipAddress }) => ipAddress === wanted) };
      },
    }),
};

function readTable(text: TextLines): Rows<ArpRecord> | null {
  const rows: Rows<ArpRecord> = { records: [], unparsed: [] };
  let headed = false;
  for (const line of text.lines) {
    const record = headed && !isTooLong(line) ? readRow(line) : null;
    if (record) rows.records.push(record);
    else if (isTooLong(line)) rows.unparsed.push(line);
    else if (/^Interface +Neighbor +MAC +#Rules$/.test(line)) headed = true;
    else if (isNoise(line)) continue;
    else if (!headed) return null;
    else rows.unparsed.push(line);
  }
  return headed ? withCut(rows, text) : null;
}

function readRow(line: string): ArpRecord | null {
  const [, where = '', address = '', mac = ''] =
    /^(\S{1,64}) +([0-9A-Fa-f.:]{2,45}) +((?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}) +\d{1,10}$/.exec(line) ?? [];
  const ipAddress = canonicalIp(address);
  // zebra finds the names of interfaces in the default network namespace only: `-`.
  if (ipAddress === null || (where !== '-' && !isPrintedName(where))) return null;
  return {
    vrf: null,
    ipAddress,
    macAddress: mac.toLowerCase(),
    interface: where === '-' ? null : where,
    ageSeconds: null,
    state: null,
  };
}
