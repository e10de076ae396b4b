import { canonicalIp } from '../../domain/ip.ts';
import type { MplsLspRecord } from '../../domain/routing-records.ts';
import { announcedIn, exactlyCounted } from '../counted-rows.ts';
import type { Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import type { TextLines } from '../text-lines.ts';
import { srPolicies } from './sr-policies.ts';
import { counted, teTunnels } from './te-tunnels.ts';
import { parseSeveralXr } from './xr-several.ts';
import { xrTable } from './xr-text.ts';

/**
 * The RSVP-TE tunnels and the SR-TE policies; a router has one of them or both. The tunnels without `brief` and as a table
 * (`tabular`) are read as well.
 */
export const mplsLsps: DiagnosticReader<'mpls-lsps'> = {
  commands: () => [
    { line: 'show mpls traffic-eng tunnels brief', optional: true },
    { line: 'show segment-routing traffic-eng policy', optional: true },
  ],
  parse: (outputs) =>
    parseSeveralXr<MplsLspRecord>(
      outputs,
      (text) => srPolicies(text) ?? tunnels(text) ?? tabular(text) ?? teTunnels(text),
    ),
};

const row = /^(\S.{0,62}?) +([\d.]{7,15}) +(up|down|admin-down|shutdown) +(up|down|admin-down|recovering|recovered)$/;

/** `show mpls traffic-eng tunnels brief`: the tunnels that begin, pass or end here. */
function tunnels(text: TextLines): Rows<MplsLspRecord> | null {
  const rows = xrTable<MplsLspRecord>(text, {
    header: /^TUNNEL NAME +DESTINATION +STATUS +STATE$/,
    none: /^Displayed 0 \(of 0\) heads, 0 \(of 0\) midpoints, 0 \(of 0\) tails$/,
    whole: /^Displayed \d{1,6} up, \d{1,6} down, .{1,60} heads$/,
    skip: /^(?:Signalling Summary:|LSP Tunnels Process: |RSVP Process: |Forwarding: |Periodic |Auto-bw |Fast Reroute |Displayed |Passive LSP |[*^+] = automatically created [\w ]{3,24} tunnel$)/,
    row: (line) => {
      const match = line.length > 200 ? null : row.exec(line);
      const to = canonicalIp(match?.[2] ?? '');
      if (!match || to === null) return null;
      const isUp = match[3] === 'up' && /^(?:up|recovered)$/.test(match[4] ?? '');
      return {
        // A mark says who made a tunnel.
        name: match[1]?.replace(/^[*^+](?=tunnel-)/, '') ?? null,
        // Tunnels over segments stand among them, and no mark tells them.
        type: null,
        from: null,
        to,
        state: match[3] === 'admin-down' || match[3] === 'shutdown' ? 'admin-down' : isUp ? 'up' : 'down',
        upSeconds: null,
      };
    },
  });
  return rows && exactlyCounted(rows, announcedIn(text, counted), 'tunnels');
}

/** The place of the name is seventeen characters wide. */
const nameWidth = 17;
const tabularRow =
  /^([*^+]?)(\S{1,64}) +\d{1,10} +([\d.]{7,15}) +([\d.]{7,15}) +(up|down) +(?:Inact|Ready|Active) +(?:Head|Mid|Tail)(?: +(?:Inact|Ready|Active))?$/;

/** `show mpls traffic-eng tunnels tabular`: both ends of each tunnel. */
function tabular(text: TextLines): Rows<MplsLspRecord> | null {
  return xrTable<MplsLspRecord>(text, {
    header: /^Tunnel +LSP +Destination +Source +Tun +FRR +LSP +Path$/,
    skip: /^(?:Name +ID +Address +Address +State +State +Role +Prot|[*^+] = automatically created [\w ]{3,24} tunnel)$/,
    row: (line) => {
      const match = line.length > 200 ? null : tabularRow.exec(line);
      const [to, from] = [canonicalIp(match?.[3] ?? ''), canonicalIp(match?.[4] ?? '')];
      if (!match || to === null || from === null) return null;
      const name = match[2] ?? '';
      return {
        // One that fills its column was cut there, or just fits.
        name: name.length >= nameWidth ? null : name,
        type: null,
        from,
        to,
        state: match[5] === 'up' ? 'up' : 'down',
        upSeconds: null,
      };
    },
  });
}
