import { DrawingFailed } from '../pictures/draw.ts';
import type { SlackCall } from '../slack/send.ts';
import { inPlaceOf } from '../slack/views/plain.ts';
import type { MessageView } from '../slack/views/view.ts';
import { getArtifact } from '../store/artifacts.ts';
import { incidentById } from '../store/incidents.ts';
import type { OutboxRow } from '../store/outbox.ts';
import { hasOthersOpen, resultOf } from '../store/outbox-questions.ts';
import type { Deps } from './deps.ts';
import { exportPieces } from './export-pieces.ts';
import { type Destination, isAnnouncement, type SlackIntent } from './slack-intent.ts';

/** `superseded`: it has lost its purpose. */
export type Resolved = { call: SlackCall } | { wait: string } | { impossible: string } | { superseded: string };

type Sendable = Exclude<SlackIntent, { kind: 'remove-doubles' }>;

/** Fills in what only Slack knew: the channel of the incident, the time stamp of the message to edit. */
export async function outgoingCall(deps: Deps, row: OutboxRow, intent: Sendable): Promise<Resolved> {
  const { key } = row;
  switch (intent.kind) {
    case 'create-channel': {
      const { name, isPrivate, topic } = intent;
      return { call: { kind: 'create-channel', name, isPrivate, topic, key } };
    }
    case 'dm':
      return { call: { kind: 'dm', user: intent.user, ...intent.view, key } };
    case 'update-dm':
    case 'update':
      return edit(deps, row, intent.message, (message) => ({ kind: 'update', ...message, ...intent.view }));
    case 'pin':
      return edit(deps, row, intent.message, (message) => ({ kind: 'pin', ...message }));
    case 'invite':
    case 'archive':
      return inOwnChannel(deps, row, intent);
    case 'post':
      return post(deps, row, intent);
    case 'file':
      return file(deps, row, intent);
    case 'export':
      return exported(deps, row, intent);
    case 'picture':
      return picture(deps, row, intent);
  }
}

async function post(deps: Deps, row: OutboxRow, intent: Sendable & { kind: 'post' }): Promise<Resolved> {
  const place = await placeFor(deps, intent.to, intent.threadOf);
  if (!('channel' in place)) return place;
  const { channel, instead } = place;
  const threadTs = place.threadTs ?? (instead ? undefined : intent.threadTs);
  const view: MessageView = instead ? inPlaceOf(instead, intent.view) : intent.view;
  return {
    call: { kind: 'post', channel, ...view, ...(threadTs === undefined ? {} : { threadTs }), key: row.key },
  };
}

async function file(deps: Deps, row: OutboxRow, intent: Sendable & { kind: 'file' }): Promise<Resolved> {
  const place = await placeFor(deps, intent.to, intent.threadOf);
  if (!('channel' in place)) return place;
  const { channel, threadTs } = place;
  const texts = await Promise.all(intent.artifacts.map((sha256) => getArtifact(deps.database.db, sha256)));
  return {
    call: {
      kind: 'file',
      channel,
      filename: intent.filename,
      title: intent.title,
      content: texts.map((text) => text ?? 'This output was removed from the store.').join('\n\n'),
      ...(threadTs === undefined ? {} : { threadTs }),
      key: row.key,
    },
  };
}

async function exported(deps: Deps, row: OutboxRow, intent: Sendable & { kind: 'export' }): Promise<Resolved> {
  const place = await channelOf(deps, intent.to);
  if (!('channel' in place)) return place;
  const { format, zone, head: throughSeq } = intent;
  const options = { zone, templates: deps.config.postmortem, throughSeq };
  const { pieces, filename, head } = await exportPieces(deps.database.db, intent.incident, format, options);
  const title = `${intent.incident} up to entry ${head}`;
  // Slack wants to know the length first, so the whole is gathered, as bytes outside the heap.
  const parts: Buffer[] = [];
  for await (const piece of pieces) parts.push(Buffer.from(piece, 'utf8'));
  const content = Buffer.concat(parts);
  return { call: { kind: 'file', channel: place.channel, filename, title, content, key: row.key } };
}

async function picture(deps: Deps, row: OutboxRow, intent: Sendable & { kind: 'picture' }): Promise<Resolved> {
  const place = await placeFor(deps, intent.to, intent.threadOf);
  if (!('channel' in place)) return place;
  if (place.instead) return { superseded: 'the incident has no channel of its own for a picture' };
  const drawn = await drawnAs(deps, intent.svg);
  if ('impossible' in drawn) return drawn;
  const { filename, title, alt } = intent;
  const threadTs = place.threadTs === undefined ? {} : { threadTs: place.threadTs };
  const content = drawn.png;
  return { call: { kind: 'file', channel: place.channel, filename, title, content, alt, ...threadTs, key: row.key } };
}

/** A picture that cannot be drawn is not sent; its words stand in the messages around it. */
async function drawnAs(deps: Deps, sha256: string): Promise<{ png: Uint8Array } | { impossible: string }> {
  const svg = await getArtifact(deps.database.db, sha256);
  if (svg === null) return { impossible: 'the picture was removed from the store' };
  try {
    return { png: await deps.drawing.png(svg) };
  } catch (error) {
    if (!(error instanceof DrawingFailed)) throw error;
    return { impossible: error.message };
  }
}

async function inOwnChannel(
  deps: Deps,
  row: OutboxRow,
  intent: Sendable & { kind: 'invite' | 'archive' },
): Promise<Resolved> {
  const place = await channelOf(deps, intent.to);
  if (!('channel' in place)) return place;
  const { channel } = place;
  // Nobody is asked into the channel that stands in for the incident's, and it is not the incident's to archive.
  if (place.instead) return { superseded: `the incident has no channel of its own to ${intent.kind} in` };
  if (intent.kind === 'invite') return { call: { kind: 'invite', channel, users: intent.users } };
  if (row.incident !== null && (await hasOthersOpen(deps.database.db, row.incident, row.id)))
    return { wait: 'other messages go out before the channel is archived' };
  return { call: { kind: 'archive', channel } };
}

/** An edit or a pin of a message of ours, wherever that stands; in a channel that is closed it has lost its purpose. */
async function edit(
  deps: Deps,
  row: OutboxRow,
  key: string,
  callOn: (message: { channel: string; ts: string }) => SlackCall,
): Promise<Resolved> {
  const message = await messageOf(deps, key);
  // The next change of the incident posts it anew.
  if ('impossible' in message && isAnnouncement(key)) return { superseded: message.impossible };
  if (!('ts' in message)) return message;
  const incident = row.incident === null ? null : await incidentById(deps.database.db, row.incident);
  if (incident?.channelClosed != null && incident.channelId === message.channel)
    return { superseded: `the channel of ${incident.id} is closed (${incident.channelClosed})` };
  return { call: callOn(message) };
}

interface Place {
  channel: string;
  threadTs?: string;
  /** The incident whose own channel cannot be written to: this one stands in for it. */
  instead: { id: string; title: string } | null;
}

/** The channel, and in it the thread of a message of ours, where that stands there. */
async function placeFor(
  deps: Deps,
  to: Destination,
  threadOf: string | undefined,
): Promise<Place | Exclude<Resolved, { call: SlackCall }>> {
  const place = await channelOf(deps, to);
  if (!('channel' in place) || threadOf === undefined) return place;
  const parent = await messageOf(deps, threadOf);
  if (!('ts' in parent)) return parent;
  return parent.channel === place.channel ? { ...place, threadTs: parent.ts } : place;
}

/** The incident's channel; where there is none or it is closed, the announcement channel takes its messages. */
async function channelOf(deps: Deps, to: Destination): Promise<Place | Exclude<Resolved, { call: SlackCall }>> {
  if ('channel' in to) return { channel: to.channel, instead: null };
  const incident = await incidentById(deps.database.db, to.incident);
  if (incident?.channelId && incident.channelClosed === null) return { channel: incident.channelId, instead: null };
  if (incident?.channelId == null) {
    const creation = await resultOf(deps.database.db, `channel:${to.incident}`);
    if (creation?.status !== 'failed') return { wait: 'the channel is not there yet' };
  }
  const channel = deps.config.slack?.announce;
  return channel
    ? { channel, instead: { id: to.incident, title: incident?.title ?? '' } }
    : { impossible: 'the incident has no channel, and slack.announce names none' };
}

async function messageOf(
  deps: Deps,
  key: string,
): Promise<{ channel: string; ts: string } | { wait: string } | { impossible: string }> {
  const row = await resultOf(deps.database.db, key);
  if (row?.status === 'sent' && row.result?.channel && row.result.ts)
    return { channel: row.result.channel, ts: row.result.ts };
  if (row === null || row.status === 'failed' || row.status === 'superseded')
    return { impossible: `the message ${key} was never posted` };
  return { wait: `the message ${key} is not posted yet` };
}
