import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** The least that Socket Mode needs, for envelopes that the local workspace would never send. */
export interface StrictSocketServer {
  apiUrl: string;
  /** Sends one envelope to the newest socket. */
  deliver: (envelope: object) => void;
  /** Ids of acknowledged envelopes. */
  acknowledged: () => string[];
  socketCount: () => number;
  close: () => Promise<void>;
}

export async function startStrictSocketServer(): Promise<StrictSocketServer> {
  const acknowledged: string[] = [];
  const sockets: WebSocket[] = [];
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const answers: Record<string, object> = {
      '/api/auth.test': { ok: true, user_id: 'U0BOT00001', bot_id: 'B0BOT00001', team_id: 'T1' },
      '/api/apps.connections.open': { ok: true, url: `ws://127.0.0.1:${port}/socket` },
    };
    request.resume();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answers[request.url ?? ''] ?? { ok: false, error: 'unknown_method' }));
  });
  const upgrades = new WebSocketServer({ server });
  upgrades.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('message', (data) =>
      acknowledged.push((JSON.parse(String(data)) as { envelope_id: string }).envelope_id),
    );
    socket.send(JSON.stringify({ type: 'hello', num_connections: sockets.length, connection_info: { app_id: 'A1' } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    deliver: (envelope) => sockets.at(-1)?.send(JSON.stringify({ envelope_id: `E${Math.random()}`, ...envelope })),
    acknowledged: () => acknowledged,
    socketCount: () => sockets.filter((socket) => socket.readyState === socket.OPEN).length,
    async close() {
      for (const socket of upgrades.clients) socket.terminate();
      upgrades.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
