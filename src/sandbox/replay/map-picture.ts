import { sha256Hex } from '../../domain/chain.ts';
import { networkMap } from '../../domain/network-map.ts';
import type { TimelineEvent } from '../../domain/timeline.ts';
import { mapAlt } from '../../pictures/network-map.ts';
import type { Effect } from './effect.ts';

/** The affected part of the network as the record knew it at entry `seq`; nothing where no neighbor was ever read. */
export function mapPicture(
  incident: string,
  events: readonly TimelineEvent[],
  seq: number,
  threadOf: string,
): Effect[] {
  const answers = events.flatMap((event) =>
    event.type === 'diagnostic.answered' && event.seq <= seq && event.body ? [event.body] : [],
  );
  const lldp = new Map(
    answers.flatMap(({ device, diagnostic, outcome, records }) =>
      diagnostic === 'lldp-neighbors' && outcome === 'ok' ? [[device, records] as const] : [],
    ),
  );
  const map = networkMap(answers, lldp, new Set(answers.map(({ device }) => device)));
  if (map.links.length === 0) return [];
  return [
    {
      kind: 'picture',
      key: `picture:${incident}:map:${threadOf}`,
      threadOf,
      filename: `${incident}-map-${sha256Hex(threadOf).slice(0, 8)}.png`,
      title: `Map of what ${incident} affects`,
      alt: mapAlt(map),
      drawing: { map, title: `${incident}: the affected part of the network` },
    },
  ];
}
