import type { ArpRecord } from '../../domain/device-records.ts';
import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { ciscoMac } from '../cisco-macs.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { interfaceOrWord } from './interface-names.ts';
import { iosTable } from './ios-table.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show ip arp [vrf V] [A]` and `show ipv6 neighbors [vrf V] [A]`; both without an address. */
export const arp: DiagnosticReader<'arp'> = {
  commands: ({ address, vrf }) => {
    const rest = `${vrf === undefined ? '' : ` vrf ${vrf}`}${address === undefined ? '' : ` ${address}`}`;
    const four = { line: `show ip arp${rest}` };
    const six = { line: `show ipv6 neighbors${rest}` };
    if (address !== undefined) return [address.includes(':') ? six : four];
    return [four, { ...six, optional: true }];
  },
  parse: (outputs, { args }) =>
    several(
      (outputs.length > 0 ? outputs : ['']).map((output) =>
        parseForms<ArpRecord>(output, {
          rejected: rejectedByIosxe,
          text: (text) =>
            iosTable(text, {
              header:
                /^(?:Protocol +Address +Age ?\(min\) +Hardware Addr +Type +Interface|IPv6 Address +Age Link-layer Addr +State Interface)$/,
              row: (line) => (line.length > 200 ? null : (row4(line, args) ?? row6(line, args))),
            }),
        }),
      ),
    ),
};

function row4(line: string, { vrf }: DiagnosticArguments): ArpRecord | null {
  const match =
    /^Internet +([\d.]{7,15}) +(\d{1,6}|-) +(\S{10,17}) +([A-Z][A-Z0-9-]{1,8}|802\.1Q)(?: +([A-Za-z]\S{1,63}(?: pv \d{1,5})?))?$/.exec(
      line,
    );
  const ipAddress = canonicalIp(match?.[1] ?? '');
  if (!match || ipAddress === null) return null;
  const missing = match[3] === 'Incomplete';
  const macAddress = ciscoMac(match[3] ?? '');
  if (macAddress === null && !missing) return null;
  const [port = '', ...wire] = (match[5] ?? '').split(' ');
  const out = interfaceOrWord(port);
  // Only an address that was set by hand, or that nobody answered for, has no interface.
  if (out === null && (match[5] !== undefined || !(missing || match[2] === '-'))) return null;
  return {
    vrf: vrf ?? null,
    ipAddress,
    macAddress,
    interface: out === null ? null : [out, ...wire].join(' '),
    ageSeconds: match[2] === '-' ? null : Number(match[2]) * 60,
    state: missing ? 'incomplete' : null,
  };
}

const states: Record<string, string> = {
  INCMP: 'incomplete',
  REACH: 'reachable',
  STALE: 'stale',
  DELAY: 'delay',
  PROBE: 'probe',
  GLEAN: 'glean',
  UNREACH: 'unreachable',
  DELETE: 'delete',
};

function row6(line: string, { vrf }: DiagnosticArguments): ArpRecord | null {
  const match =
    /^([0-9A-Fa-f:.]{2,45}) +(\d{1,6}|-) +(\S{14}|-) +(INCMP|REACH|STALE|DELAY|PROBE|GLEAN|UNREACH|DELETE|-|\?{2,5}) +([A-Za-z]\S{1,63})$/.exec(
      line,
    );
  const ipAddress = canonicalIp(match?.[1] ?? '');
  const macAddress = ciscoMac(match?.[3] ?? '');
  const out = interfaceOrWord(match?.[5] ?? '');
  if (!match || ipAddress === null || out === null || (macAddress === null && match[3] !== '-')) return null;
  return {
    vrf: vrf ?? null,
    ipAddress,
    macAddress,
    interface: out,
    ageSeconds: match[2] === '-' ? null : Number(match[2]) * 60,
    state: states[match[4] ?? ''] ?? null,
  };
}
