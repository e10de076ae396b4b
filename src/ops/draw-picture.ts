import { sha256Hex } from '../domain/chain.ts';
import { networkMap } from '../domain/network-map.ts';
import { watchPlot } from '../domain/watch-series.ts';
import { isoTime } from '../lib/clock.ts';
import { DrawingFailed } from '../pictures/draw.ts';
import { incidentTimeline, timelineAlt } from '../pictures/incident-timeline.ts';
import { linePlot, plotAlt } from '../pictures/line-plot.ts';
import { mapAlt, mapGraph, networkMapPicture } from '../pictures/network-map.ts';
import type { Transaction } from '../store/database.ts';
import { type DueRow, finishDue, rearm } from '../store/due.ts';
import { lastGoodByDevice } from '../store/last-good.ts';
import { head, readEvents } from '../store/timeline.ts';
import { dropWatchReadings, watchReadings } from '../store/watch-readings.ts';
import { watchById } from '../store/watches.ts';
import type { Question } from './asked-question.ts';
import { type Cause, clockCause } from './cause.ts';
import { commit } from './commit.ts';
import type { Deps } from './deps.ts';
import { type Picture, putPicture } from './put-picture.ts';
import { storyOf } from './storyline-of.ts';

/** What is to be drawn; `threadOf` is the message in whose thread it goes. */
type PictureOrder =
  /** `key` tells one timeline of an incident from the next. */
  { of: 'timeline'; key: string } | { of: 'watch'; watch: string } | { of: 'map'; threadOf: string };

/** Has a picture drawn soon, outside the transaction that wants it: a long record takes its time. */
export async function armPicture(trx: Transaction, deps: Deps, incident: string, order: PictureOrder): Promise<void> {
  await rearm(trx, {
    key: pictureKey(incident, order),
    kind: 'picture',
    incident,
    dueAt: isoTime(deps.clock.nowMs()),
    body: order,
  });
}

/** The timeline as a picture in the incident's channel, as it is now. */
export async function orderTimeline(deps: Deps, cause: Cause, incident: string): Promise<void> {
  const key = deps.ids.next();
  await commit(deps, cause, (trx) => armPicture(trx, deps, incident, { of: 'timeline', key }));
}

function pictureKey(incident: string, order: PictureOrder): string {
  const which = order.of === 'timeline' ? order.key : order.of === 'watch' ? order.watch : order.threadOf;
  return `picture:${incident}:${order.of}:${which}`;
}

/** Draws what was ordered and puts it on its way to the channel. Where nothing is worth a picture there is none. */
export async function drawPicture(deps: Deps, due: DueRow): Promise<void> {
  const order = due.body as PictureOrder;
  const { incident } = due;
  if (incident === null) throw new TypeError('a picture belongs to an incident');
  const picture = await drawn(deps, incident, order);
  await commit(deps, clockCause, async (trx) => {
    await finishDue(trx, due.id, deps.clock.nowMs());
    if (order.of === 'watch') await dropWatchReadings(trx, order.watch);
    if (picture) await putPicture(trx, deps, incident, pictureKey(incident, order), picture);
  });
}

async function drawn(deps: Deps, incident: string, order: PictureOrder): Promise<Picture | null> {
  switch (order.of) {
    case 'timeline':
      return timelineOf(deps, incident);
    case 'watch':
      return plotOf(deps, order.watch);
    case 'map':
      return mapOf(deps, incident, order.threadOf);
  }
}

async function timelineOf(deps: Deps, incident: string): Promise<Picture | null> {
  const last = await head(deps.database.db, incident);
  if (!last) return null;
  const story = await storyOf(deps.database.db, incident, last.seq, deps.clock.nowMs());
  if (!story) return null;
  const { seq } = last;
  return {
    svg: incidentTimeline(story, 'UTC'),
    alt: timelineAlt(story),
    filename: `${incident}-timeline-${seq}.png`,
    title: `Timeline of ${incident} up to entry ${seq}`,
  };
}

async function plotOf(deps: Deps, id: string): Promise<Picture | null> {
  const row = await watchById(deps.database.db, id);
  const plot = watchPlot(await watchReadings(deps.database.db, id));
  if (!row || !plot) return null;
  const drawing = { title: (row.question as Question).shortcut, ...plot, zone: 'UTC' };
  return {
    svg: linePlot(drawing),
    alt: plotAlt(drawing),
    filename: `watch-${id.slice(0, 8)}.png`,
    title: `Watched: ${drawing.title}`,
    threadOf: `watch:${id}`,
  };
}

async function mapOf(deps: Deps, incident: string, threadOf: string): Promise<Picture | null> {
  const events = await readEvents(deps.database.db, incident, { types: ['diagnostic.answered'] });
  const answers = events.flatMap(({ type, body }) => (type === 'diagnostic.answered' && body ? [body] : []));
  const known = new Set(Object.keys(deps.devices.inventory.devices));
  const map = networkMap(answers, await lastGoodByDevice(deps.database.db, 'lldp-neighbors'), known);
  if (map.links.length === 0) return null;
  try {
    const placed = await deps.drawing.layout(mapGraph(map));
    return {
      svg: networkMapPicture(map, placed, `${incident}: the affected part of the network`),
      alt: mapAlt(map),
      filename: `${incident}-map-${sha256Hex(threadOf).slice(0, 8)}.png`,
      title: `Map of what ${incident} affects`,
      threadOf,
    };
  } catch (error) {
    if (!(error instanceof DrawingFailed)) throw error;
    deps.log.warn('the map could not be laid out; there is none', { incident, error });
    return null;
  }
}
