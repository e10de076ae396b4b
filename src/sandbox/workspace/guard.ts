import type { IncomingMessage } from 'node:http';

/**
 * Whether a request names this server as its host and, from a browser, comes from its own page.
 * A page of another origin, or one that rebinds its name to loopback, fails both.
 */
export function isOwnRequest(request: IncomingMessage, port: number): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = request.headers;
  if (host === undefined || !hosts.includes(host)) return false;
  if (origin !== undefined && !hosts.some((own) => origin === `http://${own}`)) return false;
  const site = request.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}

/** The body, at most 25 MB. Rejects when it is longer. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > 25_000_000) throw new Error('request body over 25 MB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
