import type { CommandContext } from './command.ts';
import type { Right } from './domain/access.ts';
import { UserError } from './lib/errors.ts';
import { recordRefusal } from './ops/record-refusal.ts';
import { decide } from './rights.ts';

/** Who wants something, where, and about which incident. */
export type Asker = Omit<CommandContext, 'commands'>;

/**
 * Throws UserError where the asker may not do it here, with the refusal on the record. `isOurs` is false where it cannot be
 * known who reads along: the answer is for the asker alone then.
 */
export async function permit(asker: Asker, right: Right | null, words: string): Promise<{ isOurs: boolean }> {
  const isOurs = await isOursAlone(asker, right);
  if (right === null) return { isOurs };
  const { deps, cause, incident, person } = asker;
  const decision = await decide(asker, right);
  if (decision.allowed) return { isOurs };
  await recordRefusal(deps, cause, incident, { person, right, words, why: decision.why });
  throw new UserError('refused', decision.why);
}

/** Throws UserError in a channel that is shared with another organisation. */
async function isOursAlone({ deps, place }: Asker, right: Right | null): Promise<boolean> {
  if (place.kind === 'terminal') return true;
  const { log } = deps;
  const sharing = await deps.directory
    .sharing(place.channel, { fresh: right === 'approve' })
    .catch((error: unknown) => {
      log.warn('it is not known who reads a channel', { channel: place.channel, error });
      return 'unknown' as const;
    });
  if (sharing === 'shared')
    throw new UserError(
      'refused',
      'This channel is shared with another organisation; ringdown says and does nothing here. Use a channel of your own.',
    );
  return sharing === 'own';
}
