import type { Command, Reply } from './command.ts';
import { dispatch } from './dispatch.ts';
import { UserError } from './lib/errors.ts';
import { type ButtonLine, buttonLine } from './ops/buttons.ts';
import type { Cause } from './ops/cause.ts';
import type { Deps } from './ops/deps.ts';
import { incidentOfChannel } from './ops/open-incidents.ts';

/** Words that a person may also press from their direct messages, where pages arrive and are edited. */
const fromAnywhere = ['oncall'];

/**
 * A press is the line that the bot stored behind the button, run for the person who pressed it: the same rights, the
 * same refusals, the same record as when it is typed. A copy of a button in another channel does nothing.
 * `isAway`: whoever pressed does not see what the bot says in the incident's channel.
 */
export async function pressButton(
  deps: Deps,
  commands: readonly Command[],
  cause: Cause,
  person: string,
  id: string,
  channel: string | null,
): Promise<{ reply: Reply; incident: string | null; isAway: boolean }> {
  const line: ButtonLine | null = await buttonLine(deps, id);
  if (!line) throw new UserError('refused', 'This button is not known any more. Type the command instead.');
  const here = channel === null ? null : await incidentOfChannel(deps, channel);
  const isAway = line.incident !== null && here !== line.incident && !fromAnywhere.includes(line.root);
  if (isAway && line.isAnywhere !== true)
    throw new UserError('refused', `This button belongs to ${line.incident}. Press it in its own channel.`);
  const reply = await dispatch(line.root, line.text, {
    deps,
    commands,
    person,
    place: { kind: 'slack', channel: channel ?? '', threadTs: null, isIncident: here !== null },
    incident: line.incident,
    cause,
  });
  return { reply, incident: line.incident, isAway };
}
