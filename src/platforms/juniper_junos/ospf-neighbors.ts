import { isIPv4, isIPv6 } from 'node:net';
import { canonicalIp } from '../../domain/ip.ts';
import type { OspfNeighborRecord } from '../../domain/routing-records.ts';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import { uptimeSeconds } from '../durations.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import { several } from '../several-outputs.ts';
import { countOf } from '../values.ts';
import { instanceOf } from './bgp-summary.ts';
import { elements, junosAnswers, leaf, secondsOf } from './json-answer.ts';
import { junosRows } from './json-rows.ts';
import { junosOspfTable } from './ospf-table.ts';
import { ospfState, roleOf } from './ospf-words.ts';
import { withPrintedNames } from './printed-names.ts';
import { rejectedByJunos } from './rejected.ts';
import { vrfOf } from './routing-instance.ts';

/**
 * Both versions in every instance, or in the one that was asked for. A device without OSPF has no neighbours and says so;
 * one that runs it and has none says nothing (an MX; py-junos-eznc#1366).
 */
export const ospfNeighbors: DiagnosticReader<'ospf-neighbors'> = {
  silentWhenNone: true,
  commands: ({ vrf }) => {
    const instance = vrf === undefined ? 'all' : instanceOf(vrf);
    return [
      { line: `show ospf neighbor instance ${instance} detail | display json | no-more` },
      { line: `show ospf3 neighbor instance ${instance} detail | display json | no-more`, optional: true },
    ];
  },
  parse: (outputs, { args }) =>
    several(
      outputs.map((output) =>
        parseForms<OspfNeighborRecord>(output, {
          rejected: rejectedByJunos,
          json: (documents) => inJson(documents, args.vrf ?? null),
          text: (text) => withPrintedNames(junosOspfTable(text, args.vrf ?? null)),
        }),
      ),
    ),
};

function inJson(documents: Json[], asked: string | null): Rows<OspfNeighborRecord> | null {
  const all = ([2, 3] as const).flatMap((version) => {
    const name = version === 2 ? 'ospf' : 'ospf3';
    // With "instance all" the neighbours stand below their instance.
    const answers = [`${name}-neighbor-information`, `${name}-neighbor-information-all`];
    const found = answers.filter((answer) => junosAnswers(documents, answer) !== null);
    if (found.length === 0) return [];
    const vrfs = new Map<JsonObject, string | null>();
    const rows = junosRows<OspfNeighborRecord>(documents, {
      answer: found,
      items: (answer) => [
        ...elements(answer, `${name}-neighbor`),
        ...elements(answer, `${name}-instance-neighbor`).flatMap((instance) =>
          elements(instance, `${name}-neighbor`).map((item) => {
            vrfs.set(item, vrfOf(leaf(instance, `${name}-instance-name`)));
            return item;
          }),
        ),
      ],
      read: (item) => neighbor(item, version, vrfs.get(item) ?? asked),
      key: 'neighbor-id',
    });
    return rows ? [rows] : [];
  });
  if (all.length === 0)
    return junosRows<OspfNeighborRecord>(documents, { answer: [], items: () => [], read: () => null, key: '' });
  return { records: all.flatMap(({ records }) => records), unparsed: all.flatMap(({ unparsed }) => unparsed) };
}

function neighbor(item: JsonObject, version: 2 | 3, vrf: string | null): OspfNeighborRecord | null {
  const name = version === 2 ? 'ospf' : 'ospf3';
  const of = (key: string) => leaf(item, key);
  const state = ospfState(of(`${name}-neighbor-state`) ?? of('ospf-neighbor-state') ?? '');
  const neighborId = of('neighbor-id') ?? '';
  const address = of('neighbor-address');
  if (state === null || !isIPv4(neighborId) || (address !== null && !isIPv4(address) && !isIPv6(address))) return null;
  const [dr, bdr] = [of('dr-address') ?? of('dr-id'), of('bdr-address') ?? of('bdr-id')];
  if ([dr, bdr].some((router) => router !== null && !isIPv4(router) && !isIPv6(router))) return null;
  const seconds = (key: string) => secondsOf(item, key) ?? uptimeSeconds(of(key) ?? '');
  return {
    version,
    vrf,
    process: null,
    area: of('ospf-area') ?? of(`${name}-area`),
    neighborId,
    address: address === null ? null : (canonicalIp(address) ?? address),
    interface: of('interface-name'),
    state,
    role: roleOf(version === 2 ? address : neighborId, dr, bdr),
    priority: countOf(of('neighbor-priority') ?? undefined),
    deadSeconds: countOf(of('activity-timer') ?? undefined),
    upSeconds: seconds('neighbor-up-time'),
  };
}
