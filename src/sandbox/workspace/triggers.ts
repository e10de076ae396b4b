import { randomBytes } from 'node:crypto';
import { SlackRefusal } from './refusal.ts';

const LIFE_MS = 3_000;

/** Trigger ids: each opens one view, within 3 s of the workspace's clock. */
export function createTriggers(nowMs: () => number) {
  const open = new Map<string, { user: string; atMs: number; isUsed: boolean }>();
  return {
    issue(user: string): string {
      const id = `${open.size + 1}.${nowMs()}.${randomBytes(8).toString('hex')}`;
      open.set(id, { user, atMs: nowMs(), isUsed: false });
      return id;
    },
    /** Throws `invalid_trigger_id`, `expired_trigger_id` or `exchanged_trigger_id`. */
    use(id: string): string {
      const trigger = open.get(id);
      if (trigger === undefined) throw new SlackRefusal('invalid_trigger_id');
      if (trigger.isUsed) throw new SlackRefusal('exchanged_trigger_id');
      if (nowMs() - trigger.atMs > LIFE_MS) throw new SlackRefusal('expired_trigger_id');
      trigger.isUsed = true;
      return trigger.user;
    },
  };
}

export type Triggers = ReturnType<typeof createTriggers>;
