import type { ArpRecord } from '../../domain/device-records.ts';
import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import { ciscoMac } from '../cisco-macs.ts';
import { uptimeSeconds } from '../durations.ts';
import type { DiagnosticReader } from '../platform.ts';
import { printedXrName } from './interface-names.ts';
import { parseSeveralXr } from './xr-several.ts';
import { xrTable } from './xr-text.ts';

/** `show arp [vrf V] [A]` and `show ipv6 neighbors [vrf V]`, which takes no address: one is picked out of the whole. */
export const arp: DiagnosticReader<'arp'> = {
  commands: ({ address, vrf }) => {
    const inVrf = vrf === undefined ? '' : ` vrf ${vrf}`;
    const six = { line: `show ipv6 neighbors${inVrf}` };
    if (address?.includes(':')) return [six];
    return address === undefined
      ? [{ line: `show arp${inVrf}` }, { ...six, optional: true }]
      : [{ line: `show arp${inVrf} ${address}` }];
  },
  parse: (outputs, { args }) =>
    parseSeveralXr<ArpRecord>(outputs, (text) => {
      const rows = xrTable<ArpRecord>(text, {
        header:
          /^(?:Address +Age +Hardware Addr +State +(?:Flag +)?Type +Interface|IPv6 Address +Age +Link-layer Addr? +State +Interface +Location(?: .{1,80})?)$/,
        // The line card, or an entry that stands for multicast.
        skip: /^(?:\d{1,3}\/\w{1,8}(?:\/\w{1,8})?$|\[Mcast adjacency\] )/,
        // Behind the line card of an IPv6 neighbour nothing is read.
        whole:
          /^[0-9A-Fa-f:.]{2,45} +(?:\d{1,6}|-) +\S{14} +[A-Z]{3,8} +[A-Za-z]\S{1,63} +\d{1,3}\/\w{1,8}\/CPU\d(?: |$)/,
        row: (line) => (line.length > 250 ? null : (row4(line, args) ?? row6(line, args))),
      });
      if (!rows || args.address === undefined) return rows;
      return { ...rows, records: rows.records.filter(({ ipAddress }) => ipAddress === args.address) };
    }),
};

function row4(line: string, { vrf }: DiagnosticArguments): ArpRecord | null {
  const match =
    /^([\d.]{7,15}) +(\d{1,4}:\d\d:\d\d|-) +(\S{14}) +([A-Za-z][\w-]{2,20})(?: +[A-Za-z][\w-]{2,20})? +[A-Z][A-Z0-9]{1,8} +([A-Za-z]\S{1,63})$/.exec(
      line,
    );
  const ipAddress = canonicalIp(match?.[1] ?? '');
  const macAddress = ciscoMac(match?.[3] ?? '');
  const out = printedXrName(match?.[5] ?? '');
  if (!match || ipAddress === null || macAddress === null || out === null) return null;
  const state = match[4]?.toLowerCase() ?? null;
  if (
    !/^(?:dynamic|interface|incomplete|static|alias|standby|evpn|evpn_sync|dhcp|drop_adj|drop|delete|probe|reach|stale|simplex|satellite|bgp_evpn|unknown|sr-mpls)$/.test(
      state ?? '',
    )
  )
    return null;
  return {
    vrf: vrf ?? null,
    ipAddress,
    macAddress: macAddress === '00:00:00:00:00:00' ? null : macAddress,
    interface: out,
    ageSeconds: match[2] === '-' ? null : uptimeSeconds(match[2] ?? ''),
    state,
  };
}

/** Source: the states of a neighbour in Cisco-IOS-XR-ipv6-nd-oper. */
const states: Record<string, string> = {
  INCMP: 'incomplete',
  REACH: 'reachable',
  STALE: 'stale',
  DELAY: 'delay',
  PROBE: 'probe',
  GLEAN: 'glean',
  DELETE: 'delete',
};

/** The age of an IPv6 neighbour has no unit, so it is left out. */
function row6(line: string, { vrf }: DiagnosticArguments): ArpRecord | null {
  const match =
    /^([0-9A-Fa-f:.]{2,45}) +(?:\d{1,6}|-) +(\S{14}|-) +([A-Z]{3,8}|-|\?{2,5}) +([A-Za-z]\S{1,63}) +\d{1,3}\/\w{1,8}(?:\/\w{1,8})?(?: +\S{1,12}){0,5}$/.exec(
      line,
    );
  const ipAddress = canonicalIp(match?.[1] ?? '');
  const macAddress = ciscoMac(match?.[2] ?? '');
  const out = printedXrName(match?.[4] ?? '');
  if (!match || ipAddress === null || out === null || (macAddress === null && match[2] !== '-')) return null;
  if (!/^(?:-|\?+)$/.test(match[3] ?? '') && !Object.hasOwn(states, match[3] ?? '')) return null;
  return {
    vrf: vrf ?? null,
    ipAddress,
    macAddress: macAddress === '00:00:00:00:00:00' ? null : macAddress,
    interface: out,
    ageSeconds: null,
    state: states[match[3] ?? ''] ?? null,
  };
}
