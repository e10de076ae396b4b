import { canonicalIp } from '../../domain/ip.ts';
import type { OspfNeighborRecord, OspfState } from '../../domain/routing-records.ts';
import { ospfDeadSeconds, ospfState } from '../cisco-ospf-words.ts';
import { parseForms } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import type { TextLines } from '../text-lines.ts';
import { iosTable, isIosNoise } from './ios-table.ts';
import { iosOspfBlocks } from './ospf-blocks.ts';
import { iosOspfHeading, stoppedOspfProcess } from './ospf-heading.ts';
import { ospfInterfaceName } from './ospf-interface-name.ts';
import { rejectedByIosxe } from './rejected.ts';

/**
 * `show ip ospf neighbor detail` and `show ospfv3 neighbor detail`; both cover every process, so a VRF is not asked for.
 * Without a neighbour the prompt comes at once (Cisco's books on troubleshooting OSPF show it).
 */
export const ospfNeighbors: DiagnosticReader<'ospf-neighbors'> = {
  silentWhenNone: true,
  commands: () => [{ line: 'show ip ospf neighbor detail' }, { line: 'show ospfv3 neighbor detail', optional: true }],
  parse: (outputs) =>
    several(
      (outputs.length > 0 ? outputs : ['']).map((output) =>
        parseForms<OspfNeighborRecord>(output, {
          rejected: rejectedByIosxe,
          text: (text) => iosOspfBlocks(text) ?? table(text) ?? headingsOnly(text),
        }),
      ),
    ),
};

const row =
  /^([\d.]{7,15}) +(\d{1,3}) +([A-Z0-9]{4,8}) ?\/ *(DR|BDR|DROTHER|-) +(\d\d:\d\d:\d\d|\d{1,6} msec|-) +(?:([\d.]{7,15})|\d{1,10}) +(\S{2,64})$/;

function table(text: TextLines) {
  // IOS-XR has the same columns below headings of its own.
  if (text.lines.some((line) => line.startsWith('Neighbors for OSPF'))) return null;
  let whose: Pick<OspfNeighborRecord, 'version' | 'vrf' | 'process'> = { version: 2, vrf: null, process: null };
  return iosTable<OspfNeighborRecord>(text, {
    header: /^Neighbor ID +Pri +State +Dead Time +(?:Address|Interface ID) +Interface$/,
    row: (line) => {
      const match = line.length > 200 ? null : row.exec(line);
      const state: OspfState | null = ospfState(match?.[3] ?? '');
      const neighborId = canonicalIp(match?.[1] ?? '');
      const out = ospfInterfaceName(match?.[7] ?? '');
      if (!match || state === null || neighborId === null || out === null) return null;
      const role = match[4]?.toLowerCase();
      return {
        ...whose,
        version: match[6] === undefined ? 3 : whose.version,
        area: null,
        neighborId,
        address: canonicalIp(match[6] ?? ''),
        interface: out,
        state,
        role: role === 'dr' || role === 'bdr' || role === 'drother' ? role : null,
        priority: Number(match[2]),
        deadSeconds: ospfDeadSeconds(match[5] ?? ''),
        upSeconds: null,
      };
    },
    skip: {
      test: (line: string) => {
        if (stoppedOspfProcess.test(line)) return true;
        const named = iosOspfHeading(line);
        if (!named) return false;
        const { isKnown, ...section } = named;
        whose = section;
        return isKnown;
      },
    },
  });
}

/** Processes without a neighbour print their name alone, one that does not run says so. */
function headingsOnly({ lines, cut }: TextLines) {
  const said = [...lines, cut ?? ''].map((line) => line.trim()).filter((line) => !isIosNoise(line));
  const running = said.filter((line) => !stoppedOspfProcess.test(line));
  if (said.length === 0 || !running.every((line) => iosOspfHeading(line)?.isKnown)) return null;
  return { records: [], unparsed: [], ...(running.length === 0 ? { rejected: said[0] ?? '' } : {}) };
}
