import { canonicalIp } from '../../domain/ip.ts';
import type { BgpSummaryRecord } from '../../domain/routing-records.ts';
import type { Rows } from '../parsed.ts';
import type { TextLines } from '../text-lines.ts';
import { asNumberOf } from '../values.ts';
import { xrBgpState } from './bgp-states.ts';
import { xrTable } from './xr-text.ts';

const heading = /^Neighbor +VRF +Spk +AS +InQ +OutQ +NBRState +NSRState$/;
/** How far the standby processor follows is not read; none of its words goes on. */
const following = '(?:None|NSR Ready|TCP (?:OPER_DOWN|Initial Sync|Initial Sync Phase Two)|BGP Initial Sync)';
const row = new RegExp(
  String.raw`^(\S{2,45}) +(\S{1,64}) +\d{1,3} +([\d.]{1,11}) +\d{1,9} +\d{1,9} +([A-Z][A-Za-z]{3,11}) +${following}$`,
);

/** `show bgp sessions`: the peers of every VRF with their states, without families, figures and ages. Null without its heading. */
export function xrBgpSessions(text: TextLines): Rows<BgpSummaryRecord> | null {
  let wrapped: string | null = null;
  const rows = xrTable<BgpSummaryRecord>(text, {
    header: heading,
    whole: / (?:None|NSR Ready)$/,
    row: (line) => {
      // The address may stand on the line above.
      if (wrapped === null && canonicalIp(line) !== null) {
        wrapped = line;
        return [];
      }
      const record = peerOf(wrapped === null ? line : `${wrapped} ${line}`);
      wrapped = null;
      return record;
    },
  });
  return rows && wrapped !== null && text.cut === null ? { ...rows, unparsed: [...rows.unparsed, wrapped] } : rows;
}

function peerOf(line: string): BgpSummaryRecord | null {
  const match = line.length > 200 ? null : row.exec(line);
  const [peer, remoteAs] = [canonicalIp(match?.[1] ?? ''), asNumberOf(match?.[3])];
  const words = xrBgpState(match?.[4] ?? '');
  if (!match || peer === null || remoteAs === null || !words) return null;
  return {
    vrf: match[2] ?? null,
    addressFamily: null,
    localAs: null,
    routerId: null,
    peer,
    remoteAs,
    ...words,
    stateSeconds: null,
    upSeconds: null,
    prefixesReceived: null,
    prefixesAccepted: null,
    prefixesSent: null,
    description: null,
  };
}
