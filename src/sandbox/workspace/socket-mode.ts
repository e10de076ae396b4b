import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Delivery, Envelope } from './app-door.ts';
import type { JsonObject } from './block-kit.ts';

const MOST_SOCKETS = 10;
const GOODBYE_MS = 10_000;

export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

type Live = { socket: WebSocket; isLeaving: boolean; waiting: Map<string, (delivery: Delivery) => void> };

/**
 * The WebSocket side of Socket Mode: single-use addresses, `hello`, one random live socket per envelope, up to 10 sockets.
 * `ackDeadlineMs` is Slack's 3 s.
 */
export function createSocketMode(options: { appId: string; ackDeadlineMs: number; random: () => number }) {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const sockets = new Set<Live>();
  const goodbyes = new Set<NodeJS.Timeout>();

  function welcome(socket: WebSocket): void {
    const live: Live = { socket, isLeaving: false, waiting: new Map() };
    socket.on('error', () => socket.terminate());
    if (sockets.size >= MOST_SOCKETS) {
      sendDisconnect(live, 'too_many_websockets');
      return;
    }
    sockets.add(live);
    socket.on('message', (data) => acknowledge(live, String(data)));
    socket.on('close', () => {
      sockets.delete(live);
      for (const settle of live.waiting.values()) settle({ outcome: 'socket-lost', payload: null });
    });
    send(live, {
      type: 'hello',
      num_connections: sockets.size,
      connection_info: { app_id: options.appId },
      debug_info: { host: 'workspace', approximate_connection_time: 18_060 },
    });
  }

  function sendDisconnect(live: Live, reason: DisconnectReason): void {
    live.isLeaving = true;
    send(live, { type: 'disconnect', reason, debug_info: { host: 'workspace' } });
    if (reason === 'link_disabled' || reason === 'too_many_websockets') live.socket.close();
    else {
      const timer = setTimeout(() => {
        goodbyes.delete(timer);
        live.socket.close();
      }, GOODBYE_MS);
      goodbyes.add(timer);
      live.socket.on('close', () => {
        clearTimeout(timer);
        goodbyes.delete(timer);
      });
    }
  }

  return {
    /** A `ws://` address for one connection. */
    openUrl(host: string): string {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `ws://${host}/socket/?ticket=${ticket}`;
    },
    handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      socket.on('error', () => socket.destroy());
      const ticket = new URL(request.url ?? '/', 'http://workspace').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket)) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, welcome);
    },
    reasonOf: ({ outcome }: Delivery) => (outcome === 'timed-out' ? 'timeout' : 'connection_failed'),
    deliver(envelope: Envelope): Promise<Delivery> {
      const open = [...sockets].filter((live) => !live.isLeaving && live.socket.readyState === live.socket.OPEN);
      const live = open[Math.floor(options.random() * open.length)];
      if (live === undefined) return Promise.resolve({ outcome: 'no-socket', payload: null });
      const envelopeId = randomUUID();
      return new Promise((resolve) => {
        const settle = (delivery: Delivery) => {
          clearTimeout(timer);
          live.waiting.delete(envelopeId);
          resolve(delivery);
        };
        const timer = setTimeout(() => settle({ outcome: 'timed-out', payload: null }), options.ackDeadlineMs);
        live.waiting.set(envelopeId, settle);
        send(live, { ...frameOf(envelope), envelope_id: envelopeId });
      });
    },
    /** Asks the oldest `count` sockets to reconnect, as Slack does every few hours. */
    disconnect(reason: DisconnectReason, count: number): void {
      for (const live of [...sockets].slice(0, count)) sendDisconnect(live, reason);
    },
    /** Cuts every connection without a word. */
    kill(): void {
      for (const live of [...sockets]) live.socket.terminate();
    },
    count: () => sockets.size,
    close(): void {
      for (const timer of goodbyes) clearTimeout(timer);
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

function frameOf({ type, payload, retry }: Envelope): JsonObject {
  if (type !== 'events_api') return { type, payload, accepts_response_payload: true };
  const again = { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? '' };
  return { type, payload, accepts_response_payload: false, ...again };
}

function send(live: Live, frame: JsonObject): void {
  live.socket.send(JSON.stringify(frame));
}

function acknowledge(live: Live, text: string): void {
  const frame = readFrame(text);
  if (frame === null) live.socket.close(1007, 'a frame must be a JSON object');
  else live.waiting.get(frame.envelope_id ?? '')?.({ outcome: 'acked', payload: frame.payload ?? {} });
}

function readFrame(text: string): { envelope_id?: string; payload?: unknown } | null {
  try {
    const frame: unknown = JSON.parse(text);
    return typeof frame === 'object' ? frame : null;
  } catch {
    return null;
  }
}
