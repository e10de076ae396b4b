import type { CommandContext } from './command.ts';
import { spendAllowance } from './ops/spend-allowance.ts';

/** Counts what a person asks for in Slack; the terminal has no such limit, it is there when nothing else is. */
export async function spend(context: CommandContext, what: 'read' | 'propose', words: string): Promise<void> {
  const { deps, cause, person, place, incident } = context;
  if (place.kind === 'terminal') return;
  await spendAllowance(deps, cause, { what, person, channel: place.channel, incident, words });
}
