import type { IsisAdjacencyRecord } from '../../domain/routing-records.ts';
import type { JsonObject } from '../../lib/safe-json.ts';
import { uptimeSeconds } from '../durations.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import type { TextLines } from '../text-lines.ts';
import { countOf } from '../values.ts';
import { ageOf } from './ages.ts';
import { instanceOf } from './bgp-summary.ts';
import { hardwareAddress } from './hardware-address.ts';
import { leaf, secondsOf } from './json-answer.ts';
import { junosRows, under } from './json-rows.ts';
import { type KnownLine, takeLine } from './known-lines.ts';
import { withPrintedNames } from './printed-names.ts';
import { rejectedByJunos } from './rejected.ts';
import { readTable } from './text-table.ts';

/** The time since the last change of state is the time up. */
export const isisAdjacencies: DiagnosticReader<'isis-adjacencies'> = {
  commands: ({ vrf }) => [
    {
      line: `show isis adjacency ${vrf === undefined ? '' : `instance ${instanceOf(vrf)} `}detail | display json | no-more`,
    },
  ],
  parse: ([output = '']) =>
    parseForms<IsisAdjacencyRecord>(output, {
      rejected: rejectedByJunos,
      json: (documents) =>
        junosRows(documents, {
          answer: 'isis-adjacency-information',
          items: under('isis-adjacency'),
          read: inJson,
          key: 'system-name',
        }),
      text: (text) => withPrintedNames(adjacencyTable(text) ?? adjacencyBlocks(text)),
    }),
};

const states: Record<string, IsisAdjacencyRecord['state']> = {
  up: 'up',
  down: 'down',
  rejected: 'down',
  new: 'init',
  'one-way': 'init',
  initializing: 'init',
  init: 'init',
};
const levels: Record<string, IsisAdjacencyRecord['level']> = { 1: '1', 2: '2', 3: '1-2' };

function adjacency(name: string | null, port: string | null, level: string | null, word: string | null) {
  const state = states[(word ?? '').toLowerCase()];
  // The sign says that the other end told no address.
  const known = levels[(level ?? '').replace(/^! ?/, '')];
  if (name === null || port === null || state === undefined || known === undefined) return null;
  const isId = /^[0-9a-f]{4}(?:\.[0-9a-f]{4}){2}$/i.test(name);
  return {
    process: null,
    systemId: isId ? name.toLowerCase() : null,
    hostname: isId ? null : name,
    interface: port,
    level: known,
    state,
  };
}

function inJson(item: JsonObject): IsisAdjacencyRecord | null {
  const of = (key: string) => leaf(item, key);
  const base = adjacency(of('system-name'), of('interface-name'), of('level'), of('adjacency-state'));
  if (!base) return null;
  const since =
    secondsOf(item, 'last-transition-time') ?? uptimeSeconds((of('last-transition-time') ?? '').replace(/ ago$/, ''));
  return {
    ...base,
    holdSeconds: countOf(of('holdtime') ?? undefined),
    upSeconds: base.state === 'up' ? since : null,
    snpa: hardwareAddress(of('snpa')),
  };
}

function adjacencyTable(text: TextLines): Rows<IsisAdjacencyRecord> | null {
  return readTable<IsisAdjacencyRecord>(text, {
    heading: /^Interface +System +L State +Hold \(secs\) SNPA$/,
    row: (bare) => {
      const match =
        /^(\S{1,64}) +([^\s!]{1,255}) +((?:! ?)?[123]) +([A-Z][\w-]{1,13}) +(\d{1,6})(?: +((?:[0-9A-Fa-f]{1,2}:){5}[0-9A-Fa-f]{1,2}))?$/.exec(
          bare,
        );
      const base = adjacency(match?.[2] ?? null, match?.[1] ?? null, match?.[3] ?? null, match?.[4] ?? null);
      if (!match || !base) return null;
      return { ...base, holdSeconds: Number(match[5]), upSeconds: null, snpa: hardwareAddress(match[6] ?? null) };
    },
    // A point-to-point link has no SNPA: without a line break its row is whole only with one.
    wholeTail: / (?:[0-9A-Fa-f]{1,2}:){5}[0-9A-Fa-f]{2}$/,
  });
}

/** The name alone on a line, its values below. */
function adjacencyBlocks(text: TextLines): Rows<IsisAdjacencyRecord> | null {
  let name: string | null = null;
  let whole = true;
  // A name stands over one adjacency.
  let isTaken = false;
  return readTable<IsisAdjacencyRecord>(text, {
    heading: {
      test: (bare) => {
        const first = name === null && /^\S{1,255}$/.test(bare) && !bare.includes(':');
        if (first) name = bare;
        return first;
      },
    },
    aside: (bare) => {
      const next = name !== null && whole && /^[\w.-]{1,255}$/.test(bare);
      if (next) {
        name = bare;
        isTaken = false;
      }
      return next;
    },
    row: (bare) => {
      const match =
        /^Interface: (\S{1,64}), Level: (!?[123]), State: ([A-Z][\w-]{1,13})(?:, Expires in (\d{1,6}) secs)?$/.exec(
          bare,
        );
      // A name in a form that is not known: the lines below it are nobody's.
      if (!match && !bare.includes(': ')) name = null;
      const base = isTaken ? null : adjacency(name, match?.[1] ?? null, match?.[2] ?? null, match?.[3] ?? null);
      if (!match || !base) return null;
      isTaken = true;
      whole = false;
      return { ...base, holdSeconds: match[4] === undefined ? null : Number(match[4]), upSeconds: null, snpa: null };
    },
    below: (record, bare) => {
      // Below a new name nothing is about the adjacency above it.
      if (!isTaken) return false;
      if (/^(?:Topologies: |Restart capable: |IP addresses: |IPv6 addresses: )/.test(bare)) whole = true;
      return (
        transitionLog.test(bare) ||
        (takeLine(blockLines, blockLabels, record, bare) &&
          bare.includes(': ') &&
          !/^Interface: |, Level: !?\d, State: /.test(bare))
      );
    },
    isOpen: () => !whole,
  });
}

/** Below `extensive`: `Sat Nov 21 06:40:05   Up           Seenself`, perhaps with a reason why it went down. */
const transitionLog =
  /^(?:Transition log:|When +State +Event +Down reason|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} +(?:Up|Down|New|One-way|Initializing|Rejected)(?: .{1,100})?)$/;

const blockLabels = new Set([
  'Priority',
  'Up/Down transitions',
  'Last transition',
  'Circuit type',
  'SNPA',
  'MAC address',
]);

const blockLines: readonly KnownLine<IsisAdjacencyRecord>[] = [
  {
    known: /^Priority:|Last transition:/,
    take: (record, bare) => {
      const changed = /^Priority: \d{1,4}, Up\/Down transitions: \d{1,10}, Last transition: (.{1,40}) ago$/.exec(bare);
      const since = ageOf(changed?.[1] ?? '');
      if (record.state === 'up') record.upSeconds = since;
      return since !== null;
    },
  },
  {
    known: /^Circuit type:/,
    take: (record, bare) => {
      const snpa = /, (?:SNPA|MAC address):(.*)$/.exec(bare)?.[1];
      if (snpa !== undefined) record.snpa = hardwareAddress(/^ ([0-9A-Fa-f:]{11,17})(?:,|$)/.exec(snpa)?.[1] ?? null);
      return /, Speaks:(?: |$)/.test(bare) && (snpa === undefined || record.snpa !== null);
    },
  },
];
