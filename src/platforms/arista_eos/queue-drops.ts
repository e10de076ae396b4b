import type { QueueDropsRecord } from '../../domain/device-records.ts';
import { append } from '../../lib/append.ts';
import { isJsonObject, type Json } from '../../lib/safe-json.ts';
import { parseForms, type Rows } from '../parsed.ts';
import type { DiagnosticReader } from '../platform.ts';
import type { TextLines } from '../text-lines.ts';
import { countOf } from '../values.ts';
import { eosTable } from './eos-table.ts';
import { eosInterfaceName } from './interface-names.ts';
import { eosRows, objectOf } from './json-answer.ts';
import { rejectedByEos } from './rejected.ts';

/** `show interfaces counters queue detail`: every egress queue, in whichever of its tables the switch prints. */
export const queueDrops: DiagnosticReader<'queue-drops'> = {
  commands: () => [{ line: 'show interfaces counters queue detail | json' }],
  parse: ([output = '']) =>
    parseForms<QueueDropsRecord>(output, {
      rejected: rejectedByEos,
      json: fromJson,
      text: (text) => classTable(text) ?? queueTable(text),
    }),
};

const kinds = [
  { key: 'ucastQueues', name: 'UC' },
  { key: 'mcastQueues', name: 'MC' },
] as const;

function fromJson(documents: Json[]): Rows<QueueDropsRecord> | null {
  return eosRows(documents, ({ egressQueueCounters }, rows: Rows<QueueDropsRecord>) => {
    const { interfaces } = objectOf(egressQueueCounters);
    if (!isJsonObject(interfaces)) return false;
    for (const [name, body] of Object.entries(interfaces)) {
      const port = eosInterfaceName(name);
      if (port === null) return false;
      for (const kind of kinds) append(rows.records, queuesOf(port, kind.name, objectOf(body)[kind.key]));
    }
    return true;
  });
}

function queuesOf(port: string, kind: string, queues: Json | undefined): QueueDropsRecord[] {
  return Object.entries(objectOf(objectOf(queues)['trafficClasses'])).flatMap(([trafficClass, body]) =>
    Object.entries(objectOf(objectOf(body)['dropPrecedences'])).map(([precedence, counters]) => ({
      interface: port,
      queue: `${kind} ${trafficClass} ${precedence}`,
      droppedPackets: countOf(objectOf(counters)['droppedPackets']),
      droppedBytes: countOf(objectOf(counters)['droppedBytes']),
    })),
  );
}

/** By traffic class, drop precedence and kind of destination. */
function classTable(text: TextLines): Rows<QueueDropsRecord> | null {
  return eosTable<QueueDropsRecord>(text, {
    header: /^Port +Traffic +DropPrec +DestType +OutEnqPkts +OutEnqOctets +OutDropPkts +OutDropOctets$/,
    skip: /^(?:Egress Queue Counters|Class)$/,
    row: (line) => {
      const match =
        /^(\S{3,20}) +(TC\d{1,2}) +(DP[\d-]{1,5}) +(UC|MC) +\d{1,20} +\d{1,20} +(\d{1,20}) +(\d{1,20})$/.exec(line);
      const port = eosInterfaceName(match?.[1] ?? '');
      if (!match || port === null) return null;
      return {
        interface: port,
        queue: `${match[4]} ${match[2]} ${match[3]}`,
        droppedPackets: countOf(match[5]),
        droppedBytes: countOf(match[6]),
      };
    },
  });
}

/** Switches without drop precedences number their queues. */
function queueTable(text: TextLines): Rows<QueueDropsRecord> | null {
  return eosTable<QueueDropsRecord>(text, {
    header: /^Port +TxQ +Counter\/pkts +Counter\/bytes +Drop\/pkts +Drop\/bytes$/,
    row: (line) => {
      const match = /^(\S{3,20}) +([A-Z]{2}\d{1,2}) +\d{1,20} +\d{1,20} +(\d{1,20}) +(\d{1,20})$/.exec(line);
      const port = eosInterfaceName(match?.[1] ?? '');
      if (!match || port === null) return null;
      return {
        interface: port,
        queue: match[2] ?? '',
        droppedPackets: countOf(match[3]),
        droppedBytes: countOf(match[4]),
      };
    },
  });
}
