import type { Workspace } from '../workspace/workspace.ts';
import { demoPeople } from './people.ts';

interface Button {
  person: string;
  label: RegExp;
  /** Only messages whose text matches count. */
  where: RegExp;
}

/** What the people of the story press, each once, in this order as the messages appear. Ana does not hear the first page. */
const presses: readonly Button[] = [
  { person: 'bo', label: /^Acknowledge/, where: /./ },
  { person: 'ana', label: /^Approve/, where: /./ },
  { person: 'bo', label: /^Approve/, where: /./ },
  { person: 'bo', label: /^Resolve/, where: /healed|holds|verified/i },
];

/** Long enough that a person who watches can read the card before it is pressed. */
const readingMs = 1_500;

/**
 * Clicks for the people (`--auto`): every press goes through the workspace like a person's. Ends when all were made or
 * the signal fires. A press that the workspace refuses is tried again on the next look, up to a minute.
 */
export async function autoPeople(
  workspace: Workspace,
  say: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const press of presses) {
    const user = demoPeople.find(({ key }) => key === press.person);
    if (!user) throw new Error(`no person ${press.person} in the demo`);
    while (!signal.aborted) {
      const found = findButton(workspace, user.slack, press);
      if (found) {
        await pause(readingMs, signal);
        if (signal.aborted) return;
        await workspace.asUser(user.slack).click(found.channel, found.ts, found.actionId);
        say(`${user.name} presses ${found.label}`);
        break;
      }
      await pause(250, signal);
    }
  }
}

function findButton(workspace: Workspace, user: string, press: Button) {
  for (const channel of workspace.channels()) {
    if (!channel.members.includes(user)) continue;
    for (const message of [...workspace.messages(channel.id)].reverse()) {
      if (!press.where.test(message.text)) continue;
      for (const { actionId, label } of buttonsOf(message.blocks))
        if (press.label.test(label)) return { channel: channel.id, ts: message.ts, actionId, label };
    }
  }
  return null;
}

/** Buttons anywhere in a message's blocks: in actions blocks and beside sections. */
function buttonsOf(blocks: unknown): { actionId: string; label: string }[] {
  if (Array.isArray(blocks)) return blocks.flatMap(buttonsOf);
  if (typeof blocks !== 'object' || blocks === null) return [];
  const block = blocks as { type?: unknown; action_id?: unknown; text?: { text?: unknown } };
  if (block.type === 'button' && typeof block.action_id === 'string' && typeof block.text?.text === 'string')
    return [{ actionId: block.action_id, label: block.text.text }];
  return Object.values(blocks).flatMap(buttonsOf);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
