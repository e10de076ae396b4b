import type { Workspace } from '../../src/sandbox/workspace/workspace.ts';
import type { Message } from '../../src/sandbox/workspace/world.ts';

/** The newest message that a person can see and whose text matches; null when there is none. */
export function messageWith(workspace: Workspace, user: string, text: RegExp): Message | null {
  return (
    visibleTo(workspace, user)
      .filter((message) => text.test(message.text))
      .at(-1) ?? null
  );
}

/** Slack's id of the channel of INC-1, once the person has been asked into it. Rejects after 10 s. */
export function incidentChannel(workspace: Workspace, user: string): Promise<string> {
  return workspace.waitFor(
    () => workspace.channels().find(({ name, members }) => name.startsWith('inc-1') && members.includes(user))?.id,
    10_000,
  );
}

/** Presses the newest button with this label that the person can see. Throws when there is none, or when Slack refuses. */
export async function pressIn(workspace: Workspace, user: string, label: RegExp): Promise<void> {
  for (const message of visibleTo(workspace, user).reverse())
    for (const button of buttonsOf(message.blocks))
      if (label.test(button.label)) {
        const outcome = await workspace.asUser(user).click(message.channel, message.ts, button.actionId);
        if (!outcome.ok) throw new Error(`pressing ${button.label}: ${outcome.error}`);
        return;
      }
  throw new Error(`${user} sees no button ${label}`);
}

function visibleTo(workspace: Workspace, user: string): Message[] {
  return workspace
    .channels()
    .filter(({ members }) => members.includes(user))
    .flatMap(({ id }) => workspace.messages(id))
    .sort((a, b) => Number(a.ts) - Number(b.ts));
}

function buttonsOf(blocks: unknown): { actionId: string; label: string }[] {
  if (Array.isArray(blocks)) return blocks.flatMap(buttonsOf);
  if (typeof blocks !== 'object' || blocks === null) return [];
  const block = blocks as { type?: unknown; action_id?: unknown; text?: { text?: unknown } };
  if (block.type === 'button' && typeof block.action_id === 'string' && typeof block.text?.text === 'string')
    return [{ actionId: block.action_id, label: block.text.text }];
  return Object.values(blocks).flatMap(buttonsOf);
}
