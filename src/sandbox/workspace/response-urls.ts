import { randomUUID } from 'node:crypto';
import { type ReplyPlace, showReply } from './app-replies.ts';
import type { JsonObject } from './block-kit.ts';
import { SlackRefusal } from './refusal.ts';
import type { World } from './world.ts';

const USES = 5;
const LIFE_MS = 30 * 60_000;

/** Response URLs: 5 uses within 30 minutes of the workspace's clock. */
export function createResponseUrls(world: World, origin: () => string) {
  const open = new Map<string, { place: ReplyPlace; atMs: number; uses: number }>();
  return {
    issue(place: ReplyPlace): string {
      const ticket = randomUUID();
      open.set(ticket, { place, atMs: world.nowMs(), uses: 0 });
      return `${origin()}/hooks/response/${ticket}`;
    },
    /** Answers one POST: the HTTP status and the body, `ok` or the error's name. */
    use(ticket: string, body: string): { status: number; body: string } {
      const entry = open.get(ticket);
      if (entry === undefined) return { status: 404, body: 'invalid_url' };
      if (world.nowMs() - entry.atMs > LIFE_MS) return { status: 404, body: 'expired_url' };
      if (entry.uses >= USES) return { status: 404, body: 'used_url' };
      entry.uses += 1;
      try {
        showReply(world, entry.place, JSON.parse(body) as JsonObject);
        return { status: 200, body: 'ok' };
      } catch (error) {
        if (error instanceof SlackRefusal) return { status: 400, body: error.error };
        if (error instanceof SyntaxError) return { status: 400, body: 'invalid_payload' };
        throw error;
      }
    },
  };
}

export type ResponseUrls = ReturnType<typeof createResponseUrls>;
