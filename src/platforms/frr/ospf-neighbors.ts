import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import { parseForms, settle } from '../parsed.ts';
import type { DiagnosticReader, Parsed } from '../platform.ts';
import type { TextLines } from '../text-lines.ts';
import { frrOspfBlocks } from './ospf-blocks.ts';
import { frrOspfNeighbors } from './ospf-json.ts';
import { frrOspfTable } from './ospf-table.ts';
import { frrOspf6Blocks } from './ospf6-blocks.ts';
import { frrOspf6Neighbors } from './ospf6-json.ts';
import { frrOspf6Table } from './ospf6-table.ts';
import { rejectedByFrr } from './rejected.ts';

/**
 * Both versions; the one for IPv6 is a daemon of its own, which not every router runs. A daemon that runs without an
 * instance prints nothing at all (8.4, seen in the lab).
 */
export const ospfNeighbors: DiagnosticReader<'ospf-neighbors'> = {
  silentWhenNone: true,
  commands: ({ vrf = 'all' }) => [
    { line: `show ip ospf vrf ${vrf} neighbor detail json` },
    { line: `show ipv6 ospf6 vrf ${vrf} neighbor detail json`, optional: true },
  ],
  parse: (outputs, { args }) => {
    const vrf = args.vrf ?? null;
    const answers = (outputs.length === 0 ? [''] : outputs).map((output) =>
      parseForms<OspfNeighborRecord>(output, {
        rejected: rejectedByFrr,
        json: (documents) => frrOspfNeighbors(documents) ?? frrOspf6Neighbors(documents, vrf),
        text: (text) => notEnabled(text) ?? formsOf(text, vrf),
      }),
    );
    return together(answers);
  },
};

function formsOf(text: TextLines, vrf: string | null) {
  return frrOspfBlocks(text) ?? frrOspfTable(text) ?? frrOspf6Blocks(text, vrf) ?? frrOspf6Table(text, vrf);
}

/** A daemon that runs without an instance says so, and has no neighbor. */
function notEnabled({ lines, cut }: TextLines) {
  const said = [...lines, cut ?? ''].filter((line) => line.trim() !== '');
  const all = said.length > 0 && said.length < 10 && said.every((line) => withoutInstance.test(line.trim()));
  return all ? { records: [], unparsed: [] } : null;
}

const withoutInstance =
  /^%? ?(?:OSPF(?:v3)? (?:is not enabled|instance not found)(?: in vrf \S{1,64})?|OSPFv3 is not running)\.?$/i;

/** One answer of several: what was refused or cut in one of them is not hidden by the other. */
function together(answers: Parsed<OspfNeighborRecord>[]): Parsed<OspfNeighborRecord> {
  const bad = answers.find(({ outcome }) => outcome === 'rejected' || outcome === 'incomplete');
  if (answers.length === 1 && answers[0]) return answers[0];
  const records = answers.flatMap((answer) => answer.records);
  if (bad) return { ...bad, records: bad.outcome === 'rejected' ? [] : records };
  return settle({ records, unparsed: answers.flatMap(({ unparsed }) => unparsed) });
}
