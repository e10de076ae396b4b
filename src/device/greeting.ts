import type { Duplex } from 'node:stream';
import { readOffer } from './key-exchange-offer.ts';

/** Keeps the first bytes of a server, which hold its algorithms in clear. */
export function rememberStart(socket: Duplex): { offer(): ReturnType<typeof readOffer>; forget(): void } {
  const chunks: Buffer[] = [];
  let length = 0;
  const keep = (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length > longestStart) socket.off('data', keep);
  };
  socket.on('data', keep);
  return {
    offer: () => readOffer(Buffer.concat(chunks)),
    // The listeners of a kept connection hold this, and a thousand connections would hold a thousand greetings.
    forget: () => {
      socket.off('data', keep);
      chunks.length = 0;
    },
  };
}

const longestStart = 64 * 1024;
