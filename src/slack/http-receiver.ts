import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../log.ts';
import { signatureProblem } from './request-signature.ts';

export interface HttpParts {
  signingSecret: string;
  /** "127.0.0.1:3000"; port 0 takes any. */
  listen: string;
  log: Log;
  clock: Clock;
  /** Called when Slack says that it withholds events. */
  onRateLimited: () => void;
}

/** The one path that Slack calls, for events, commands and buttons alike. */
const requestPath = '/slack/events';

const largestBody = 1024 * 1024;
const goodbyeMs = 3_000;

/**
 * Bolt's receiver for HTTP mode. Beside Bolt's own it listens on the one address that it was given, refuses time stamps
 * from the future, and answers what nothing listens for instead of leaving Slack to wait.
 */
export class HttpReceiver implements Receiver {
  readonly #parts: HttpParts;
  readonly #server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 });
  #app: App | null = null;

  constructor(parts: HttpParts) {
    this.#parts = parts;
    this.#server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.#answer(request, response).catch((error: unknown) => {
        parts.log.error('a request of Slack failed', { error });
        reply(response, 500, '');
      });
    });
  }

  init(app: App): void {
    this.#app = app;
  }

  /** Resolves with the port. Rejects when the address cannot be had. */
  start(): Promise<number> {
    const { listen } = this.#parts;
    const end = listen.lastIndexOf(':');
    const host = listen.slice(0, end).replace(/^\[|\]$/g, '');
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(Number(listen.slice(end + 1)), host, () =>
        resolve((this.#server.address() as AddressInfo).port),
      );
    });
  }

  /** Takes no more requests; those under way are answered first, for a moment. */
  stop(): Promise<void> {
    return new Promise((resolve) => {
      const late = setTimeout(() => this.#server.closeAllConnections(), goodbyeMs);
      this.#server.close(() => {
        clearTimeout(late);
        resolve();
      });
      this.#server.closeIdleConnections();
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { log, signingSecret, clock } = this.#parts;
    if (URL.parse(request.url ?? '/', 'http://localhost')?.pathname !== requestPath) return reply(response, 404, '');
    if (request.method !== 'POST') return reply(response, 405, '');
    const rawBody = await readBody(request);
    if (rawBody === null) return reply(response, 413, '');
    // Slack looks now and then whether the address answers at all; this has no effect and is not signed.
    if (isLook(rawBody)) return reply(response, 200, '');
    const problem = signatureProblem(
      signingSecret,
      {
        timestamp: header(request, 'x-slack-request-timestamp'),
        signature: header(request, 'x-slack-signature'),
        rawBody,
      },
      clock.nowMs(),
    );
    if (problem !== null) {
      log.warn('a request to the Slack address was refused', { why: problem });
      // Whoever cannot sign learns nothing about why.
      return reply(response, 401, '');
    }
    const body = parseBody(header(request, 'content-type') ?? '', rawBody);
    if (body === null) return reply(response, 400, '');
    if (body['type'] === 'url_verification') return reply(response, 200, { challenge: String(body['challenge']) });
    if (body['type'] === 'app_rate_limited') {
      this.#parts.onRateLimited();
      return reply(response, 200, '');
    }
    await this.#app?.processEvent({ body, ack: ackBy(response), ...retryOf(request) });
  }
}

/** `ssl_check=1`, with the old verification token beside it for a command's address. */
function isLook(rawBody: Buffer): boolean {
  return /^(?:token=\w*&)?ssl_check=1(?:&token=\w*)?$/.test(rawBody.toString('latin1', 0, 200));
}

/** The acknowledgement is the answer to the request; a second one is a mistake of a listener. */
function ackBy(response: ServerResponse): ReceiverEvent['ack'] {
  return async (said?: string | object) => {
    if (response.headersSent) throw new Error('a request of Slack was acknowledged twice');
    reply(response, 200, said ?? '');
  };
}

function retryOf(request: IncomingMessage): Pick<ReceiverEvent, 'retryNum' | 'retryReason'> {
  const number = header(request, 'x-slack-retry-num');
  const reason = header(request, 'x-slack-retry-reason');
  return {
    ...(number === undefined ? {} : { retryNum: Number(number) }),
    ...(reason === undefined ? {} : { retryReason: reason }),
  };
}

/** JSON for events; for commands a form, for buttons a form with one field of JSON. Null for anything else. */
function parseBody(contentType: string, rawBody: Buffer): Record<string, unknown> | null {
  const text = rawBody.toString('utf8');
  if (/^application\/json\b/i.test(contentType)) return parsed(text);
  if (!/^application\/x-www-form-urlencoded\b/i.test(contentType)) return null;
  const form = new URLSearchParams(text);
  const payload = form.get('payload');
  return payload === null ? Object.fromEntries(form) : parsed(payload);
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** The whole body, or null when it is too large; what is too large is not kept. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= largestBody) chunks.push(chunk);
  }
  return size > largestBody ? null : Buffer.concat(chunks);
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function reply(response: ServerResponse, status: number, body: string | object): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const isText = typeof body === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json' });
  response.end(isText ? body : JSON.stringify(body));
}
