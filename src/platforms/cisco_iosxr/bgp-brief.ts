import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import { canonicalIp } from '../../domain/ip.ts';
import type { BgpSummaryRecord } from '../../domain/routing-records.ts';
import { uptimeSeconds } from '../durations.ts';
import type { Rows } from '../parsed.ts';
import type { TextLines } from '../text-lines.ts';
import { asNumberOf } from '../values.ts';
import { xrBgpState } from './bgp-states.ts';
import { xrTable } from './xr-text.ts';

const heading = /^Neighbor +Spk +AS +Description +Up\/Down +NBRState$/;
const row =
  /^(\S{2,45}) +\d{1,3} +([\d.]{1,11})(?: +(\S.{0,80}?))? +(\d\d:\d\d:\d\d|\d{1,3}d\d\dh|\d{1,3}w\dd|\d{1,2}y\d{1,2}w|never) +(Idle|Connect|Active|OpenSent|OpenConfirm|Established|Closing(?:Sync)?)$/;
/** The age ends below its name, eight places wide, with a blank before it. */
const ageWidth = 9;

/** `show bgp neighbors brief`: the peers with their descriptions, without families and figures. Null without its heading. */
export function xrBgpBrief(text: TextLines, args: DiagnosticArguments): Rows<BgpSummaryRecord> | null {
  const names = text.lines.find((line) => heading.test(line.trim()))?.trim() ?? '';
  const width = names.indexOf('Up/Down') + 'Up/Down'.length - ageWidth - names.indexOf('Description');
  let wrapped: string | null = null;
  const rows = xrTable<BgpSummaryRecord>(text, {
    header: heading,
    row: (line) => {
      // The address may stand on the line above.
      if (wrapped === null && canonicalIp(line) !== null) {
        wrapped = line;
        return [];
      }
      const record = peerOf(wrapped === null ? line : `${wrapped} ${line}`, width, args);
      wrapped = null;
      return record;
    },
  });
  return rows && wrapped !== null && text.cut === null ? { ...rows, unparsed: [...rows.unparsed, wrapped] } : rows;
}

function peerOf(line: string, width: number, args: DiagnosticArguments): BgpSummaryRecord | null {
  const match = line.length > 200 ? null : row.exec(line);
  const peer = canonicalIp(match?.[1] ?? '');
  const remoteAs = asNumberOf(match?.[2]);
  const words = xrBgpState(match?.[5] ?? '');
  const seconds = uptimeSeconds(match?.[4] ?? '');
  if (!match || peer === null || remoteAs === null || !words || (seconds === null && match[4] !== 'never')) return null;
  const description = match[3] ?? null;
  return {
    vrf: args.vrf ?? 'default',
    addressFamily: null,
    localAs: null,
    routerId: null,
    peer,
    remoteAs,
    ...words,
    // A peer that was never up has 00:00:00 as well.
    stateSeconds: seconds === 0 && words.state !== 'established' ? null : seconds,
    upSeconds: words.state === 'established' ? seconds : null,
    prefixesReceived: null,
    prefixesAccepted: null,
    prefixesSent: null,
    // One that fills its column was cut there, or just fits.
    description: description !== null && description.length >= width ? null : description,
  };
}
