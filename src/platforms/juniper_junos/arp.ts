import { isIPv4, isIPv6 } from 'node:net';
import type { ArpRecord } from '../../domain/device-records.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { JsonObject } from '../../lib/safe-json.ts';
import { announcedIn, exactlyCounted } from '../counted-rows.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import type { TextLines } from '../text-lines.ts';
import { hardwareAddress } from './hardware-address.ts';
import { elements, leaf } from './json-answer.ts';
import { junosRows, under } from './json-rows.ts';
import { withPrintedNames } from './printed-names.ts';
import { rejectedByJunos } from './rejected.ts';
import { readTable } from './text-table.ts';

/**
 * ARP of every instance, or of the one that was asked for, and the IPv6 neighbours, which cannot be asked for by
 * instance. Junos prints an age only on request, and no instance.
 */
export const arp: DiagnosticReader<'arp'> = {
  commands: ({ vrf }) =>
    vrf === undefined
      ? [
          { line: 'show arp no-resolve | display json | no-more' },
          { line: 'show ipv6 neighbors | display json | no-more', optional: true },
        ]
      : [{ line: `show arp no-resolve vpn ${vrf} | display json | no-more` }],
  parse: (outputs, { args }) => {
    const all = several(
      outputs.map((output) =>
        parseForms<ArpRecord>(output, {
          rejected: rejectedByJunos,
          json: (documents) => {
            const v4 = junosRows(documents, {
              answer: 'arp-table-information',
              items: under('arp-table-entry'),
              read: (item) => inJson(item, args.vrf ?? null),
              key: 'ip-address',
            });
            const v6 = junosRows(documents, {
              answer: 'ipv6-nd-information',
              items: under('ipv6-nd-entry'),
              read: neighborInJson,
              key: 'ipv6-nd-neighbor-address',
            });
            return v4 && v6 ? together(v4, v6) : (v4 ?? v6);
          },
          text: (text) => withPrintedNames(arpTable(text, args.vrf ?? null) ?? neighborTable(text)),
        }),
      ),
    );
    if (args.address === undefined || all.outcome !== 'ok') return all;
    const records = all.records.filter(({ ipAddress }) => ipAddress === args.address);
    return { ...all, outcome: records.length === 0 ? 'empty' : 'ok', records };
  },
};

function together(one: Rows<ArpRecord>, other: Rows<ArpRecord>): Rows<ArpRecord> {
  return { records: [...one.records, ...other.records], unparsed: [...one.unparsed, ...other.unparsed] };
}

/** Behind the interface of a bridged address stands the port: `irb.100 [ge-0/0/1.0]`. */
function interfaceOf(text: string | null): string | null {
  return /^\S{1,64}/.exec(text ?? '')?.[0] ?? null;
}

function inJson(item: JsonObject, vrf: string | null): ArpRecord | null {
  const ipAddress = leaf(item, 'ip-address') ?? '';
  const macAddress = hardwareAddress(leaf(item, 'mac-address'));
  if (!isIPv4(ipAddress) || macAddress === null) return null;
  const [flags] = elements(item, 'arp-table-entry-flags');
  return {
    vrf,
    ipAddress,
    macAddress,
    interface: interfaceOf(leaf(item, 'interface-name')),
    ageSeconds: null,
    state: flags?.['permanent'] !== undefined ? 'permanent' : null,
  };
}

const neighborStates = new Set(
  'nostate waitdelete incomplete reachable stale delay probe unreachable up down permanent'.split(' '),
);

function neighborInJson(item: JsonObject): ArpRecord | null {
  const address = leaf(item, 'ipv6-nd-neighbor-address') ?? '';
  const state = leaf(item, 'ipv6-nd-state')?.toLowerCase() ?? null;
  const mac = leaf(item, 'ipv6-nd-neighbor-l2-address');
  const macAddress = hardwareAddress(mac);
  if (
    !isIPv6(address) ||
    !neighborStates.has(state ?? '') ||
    (macAddress === null && mac !== null && !/^none$/i.test(mac))
  )
    return null;
  return {
    vrf: null,
    ipAddress: canonicalIp(address) ?? address,
    macAddress,
    interface: interfaceOf(leaf(item, 'ipv6-nd-interface-name')),
    ageSeconds: null,
    state,
  };
}

const total = /^Total entries: (\d{1,7})$/;

/** With the names of the hosts or without, with the time to expiry or without. */
function arpTable(text: TextLines, vrf: string | null): Rows<ArpRecord> | null {
  let isNamed = false;
  /** The time to expiry stands before the flags. */
  let isTimed = false;
  const rows = readTable<ArpRecord>(text, {
    heading: {
      test: (bare) => {
        const match = /^MAC Address +Address +(Name +)?Interface +(?:(TTE +)Flags|Flags(?: +TTE)?)$/.exec(bare);
        if (match) [isNamed, isTimed] = [match[1] !== undefined, match[2] !== undefined];
        return match !== null;
      },
    },
    skip: total,
    wholeTail: total,
    row: (bare) => {
      const match =
        /^([0-9a-f:]{11,17}) +(\d{1,3}(?:\.\d{1,3}){3}) +(?:(\S{1,255}) +)?((?:[a-z]{2,5}-\d{1,4}(?:\/\d{1,4}){0,2}(?::\d{1,2})?|re\d:mgmt-\d|[a-z]{2,6}\d{0,4})\.\d{1,10}(?: \[[\w/.:-]{1,64}\])?)(?: +(\d{1,6}))? +((?:none|permanent|published|remote|proxy|perm)(?:[ ,]\w{1,20}){0,4})(?: +\d{1,6})?$/i.exec(
          bare,
        );
      const macAddress = hardwareAddress(match?.[1] ?? null);
      const ipAddress = match?.[2] ?? '';
      if (!match || macAddress === null || !isIPv4(ipAddress) || (match[3] !== undefined) !== isNamed) return null;
      if ((match[5] !== undefined) !== isTimed) return null;
      const state = /^perm/i.test(match[6] ?? '') ? 'permanent' : null;
      return { vrf, ipAddress, macAddress, interface: interfaceOf(match[4] ?? null), ageSeconds: null, state };
    },
  });
  return rows && exactlyCounted(rows, announcedIn(text, total), 'entries');
}

/** An address that is longer than its column stands alone, the other columns on the next line. */
function joined({ lines, ...rest }: TextLines): TextLines {
  const isAlone = (line: string | undefined) => isIPv6(line?.trim() ?? '');
  const whole = lines.flatMap((line, index) => {
    if (isAlone(line) && /^\s{20}/.test(lines[index + 1] ?? '')) return [];
    return isAlone(lines[index - 1]) && /^\s{20}/.test(line) ? [`${lines[index - 1]} ${line}`] : [line];
  });
  return { lines: whole, ...rest };
}

function neighborTable(text: TextLines): Rows<ArpRecord> | null {
  const rows = readTable<ArpRecord>(joined(text), {
    heading: /^IPv6 Address +Linklayer Address +State +Exp +Rtr +Secure +Interface$/,
    skip: total,
    wholeTail: total,
    row: (bare) => {
      const match =
        /^([0-9A-Fa-f:.]{2,45}) +([0-9A-Fa-f:]{11,17}|none|incomplete) +([a-z]{4,12}) +(?:\d{1,10}|-) +(?:yes|no) +(?:yes|no) +(\S{1,64})(?: +\[\S{1,64}\])?$/.exec(
          bare,
        );
      const [, address = '', mac = '', state = '', port = ''] = match ?? [];
      const macAddress = hardwareAddress(mac);
      if (!match || !isIPv6(address) || (macAddress === null && mac.includes(':'))) return null;
      if (!neighborStates.has(state)) return null;
      const ipAddress = canonicalIp(address) ?? address;
      return { vrf: null, ipAddress, macAddress, interface: port, ageSeconds: null, state };
    },
  });
  return rows && exactlyCounted(rows, announcedIn(text, total), 'entries');
}
