import type { DiagnosticArguments } from '../../domain/diagnostics.ts';
import type { IsisAdjacencyRecord } from '../../domain/routing-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import type { TextLines } from '../text-lines.ts';
import { ageOfEpoch, amountOf, textOf } from '../values.ts';
import { eosTable } from './eos-table.ts';
import { eosPrintedInterface } from './interface-names.ts';
import { eosVrfs, objectOf } from './json-answer.ts';
import { eosMac } from './macs.ts';
import { rejectedByEos } from './rejected.ts';

/** `show isis neighbors detail`, every VRF. In text only the table is read: nothing shows where the details of the last one end. */
export const isisAdjacencies: DiagnosticReader<'isis-adjacencies'> = {
  commands: ({ vrf = 'all' }) => [{ line: `show isis neighbors detail vrf ${vrf} | json` }],
  parse: ([output = ''], { args, nowMs }) =>
    parseForms<IsisAdjacencyRecord>(output, {
      rejected: rejectedByEos,
      json: (documents) => fromJson(documents, nowMs),
      text: (text) => table(text, args),
    }),
};

const states: Record<string, IsisAdjacencyRecord['state']> = { up: 'up', init: 'init', down: 'down' };
const levels: Record<string, IsisAdjacencyRecord['level']> = {
  L1: '1',
  L2: '2',
  L1L2: '1-2',
  'L1-2': '1-2',
  'level-1': '1',
  'level-2': '2',
  'level-1-2': '1-2',
};

function levelOf(word: string): IsisAdjacencyRecord['level'] {
  return Object.hasOwn(levels, word) ? (levels[word] ?? null) : null;
}

function stateOf(word: string): IsisAdjacencyRecord['state'] | null {
  const key = word.toLowerCase();
  return Object.hasOwn(states, key) ? (states[key] ?? null) : null;
}

function fromJson(documents: Json[], nowMs: number | null): Rows<IsisAdjacencyRecord> | null {
  return eosVrfs(documents, ({ body }, rows: Rows<IsisAdjacencyRecord>) => {
    const { isisInstances } = body;
    if (!isJsonObject(isisInstances)) return false;
    return Object.entries(isisInstances).every(([process, instance]) => {
      const { neighbors } = objectOf(instance);
      if (!isJsonObject(neighbors)) return false;
      return Object.entries(neighbors).every(([systemId, neighbor]) => {
        const { adjacencies } = objectOf(neighbor);
        if (!Array.isArray(adjacencies)) return false;
        for (const adjacency of adjacencies) {
          const record = isJsonObject(adjacency) ? inJson(adjacency, process, systemId, nowMs) : null;
          if (record) rows.records.push(record);
          else rows.unparsed.push(JSON.stringify(adjacency) ?? '');
        }
        return true;
      });
    });
  });
}

function inJson(
  adjacency: JsonObject,
  process: string,
  systemId: string,
  nowMs: number | null,
): IsisAdjacencyRecord | null {
  const state = stateOf(textOf(adjacency['state']) ?? '');
  if (state === null) return null;
  const details = objectOf(adjacency['details']);
  return {
    process,
    systemId: isSystemId(systemId) ? systemId.toLowerCase() : null,
    hostname: textOf(adjacency['hostname']),
    interface: eosPrintedInterface(textOf(adjacency['interfaceName']) ?? ''),
    level: levelOf(textOf(adjacency['level']) ?? ''),
    state,
    holdSeconds: holdOf(adjacency['lastHelloTime'], amountOf(details['advertisedHoldTime']), nowMs),
    upSeconds: state === 'up' ? ageOfEpoch(details['stateChanged'], nowMs) : null,
    snpa: eosMac(textOf(adjacency['snpa']) ?? ''),
  };
}

/** What is left of the hold time since the last hello; null without a clock and for an adjacency that has run out. */
function holdOf(lastHello: Json | undefined, hold: number | null, nowMs: number | null): number | null {
  const since = ageOfEpoch(lastHello, nowMs);
  return since === null || hold === null || since > hold ? null : hold - since;
}

const heading = /^Instance +VRF +System Id +Type +Interface +SNPA +State +Hold time +Circuit Id$/;
const row =
  /^(\S{1,64}) +(\S{1,64}) +(\S{1,64}) +(L1|L2|L1L2|L1-2) +([A-Za-z]\S{1,63}) +(P2P|[\da-fA-F.:]{11,17}) +((?:UP|INIT)(?= +\d{1,6} +\S)|DOWN) +(\d{1,6})(?: +(\S{1,64}))?$/i;
const details =
  /^(?:Area addresses|SNPA|Router ID|Advertised Hold Time|State Changed|LAN Priority|IPv[46] Interface Address|Global IPv6 Interface Address|Interface name|Graceful Restart|Supported Address Families|Neighbor Supported Address Families|Segment Routing|BFD|Multi-?Topology|Topolog|SR |Adj-sid|Adjacency|Circuit|Authentication)/i;

function table(text: TextLines, { vrf }: DiagnosticArguments): Rows<IsisAdjacencyRecord> | null {
  return eosTable<IsisAdjacencyRecord>(text, {
    header: heading,
    skip: details,
    row: (line) => {
      const match = line.length > 400 ? null : row.exec(line);
      const state = stateOf(match?.[7] ?? '');
      const port = eosPrintedInterface(match?.[5] ?? '');
      const isBentId = !isSystemId(match?.[3] ?? '') && /^[\dA-Fa-f]{4}\.[\dA-Fa-f]{4}\./.test(match?.[3] ?? '');
      if (!match || state === null || port === null || isBentId) return null;
      if (vrf !== undefined && match[2] !== vrf) return [];
      const id = match[3] ?? '';
      return {
        process: match[1] ?? null,
        systemId: isSystemId(id) ? id.toLowerCase() : null,
        hostname: isSystemId(id) ? null : id,
        interface: port,
        level: levelOf(match[4] ?? ''),
        state,
        holdSeconds: Number(match[8]),
        upSeconds: null,
        snpa: eosMac(match[6] ?? ''),
      };
    },
  });
}

function isSystemId(text: string): boolean {
  return /^[\dA-Fa-f]{4}(?:\.[\dA-Fa-f]{4}){2}$/.test(text);
}
