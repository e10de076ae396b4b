import { canonicalIp } from '../../domain/ip.ts';
import type { MplsLspRecord } from '../../domain/routing-records.ts';
import { announcedIn, exactlyCounted } from '../counted-rows.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { iosTable } from './ios-table.ts';
import { rejectedByIosxe } from './rejected.ts';

/** `show mpls traffic-eng tunnels brief`: the tunnels that begin, pass or end here. */
export const mplsLsps: DiagnosticReader<'mpls-lsps'> = {
  commands: () => [{ line: 'show mpls traffic-eng tunnels brief' }],
  parse: ([output = '']) =>
    parseForms<MplsLspRecord>(output, {
      rejected: rejectedByIosxe,
      text: (text) => {
        const rows = iosTable<MplsLspRecord>(text, {
          header: /^TUNNEL NAME +DESTINATION +UP IF +DOWN IF +STATE\/PROT$/,
          none: /^Displayed 0 \(of 0\) heads, 0 \(of 0\) midpoints, 0 \(of 0\) tails$/,
          whole: /^(?:Displayed )?\d{1,6} \(of .{10,80} tails$/,
          skip: /^(?:Signalling Summary:|P2P TUNNELS|P2MP TUNNELS|P2MP SUB-LSPS|LSP Tunnels Process:|Passive LSP Listener:|RSVP Process:|Forwarding:|Head: |Midpoint: |Tail: |(?:Periodic|Auto).{3,80}|Displayed |SOURCE +|DEST +CURRENT$|INTERFACE +STATE\/PROT +UP\/CFG +TUNID +LSPID$|auto-tunnel:|.{0,60} TUNNELS|(?:p2p|p2mp|mesh|backup) +(?:En|Dis)abled \(\d{1,6}\)(?:, id-range: ?\d{1,6}-\d{1,6})?$|SR tunnel max label push: |\d{1,6} \(of \d{1,6}\) heads, \d{1,6} \(of \d{1,6}\) midpoints, \d{1,6} \(of \d{1,6}\) tails$)/,
          row: (line) => {
            const match = line.length > 200 ? null : row.exec(line);
            const to = canonicalIp(match?.[2] ?? '');
            if (!match || to === null) return null;
            const up = match[3] === 'up' && match[4] === 'up';
            return {
              name: match[1] ?? null,
              // Tunnels over segments stand among them, and no mark tells them.
              type: null,
              from: null,
              to,
              state: (match[3] ?? match[5]) === 'admin-down' ? 'admin-down' : up ? 'up' : 'down',
              upSeconds: null,
            };
          },
        });
        return rows && exactlyCounted(rows, announcedIn(text, total), 'tunnels');
      },
    }),
};

/** Below the tunnels to one router; those to several have a count of their own. */
const total =
  /^Displayed (\d{1,6}) \(of \d{1,6}\) heads, (\d{1,6}) \(of \d{1,6}\) midpoints, (\d{1,6}) \(of \d{1,6}\) tails$/;

const row =
  /^(\S.{0,62}?) +([\d.]{7,15}) +\S{1,40} +\S{1,40} +(?:(up|down|admin-down)\/(up|down|signalled|unknown)|(admin-down))$/;
