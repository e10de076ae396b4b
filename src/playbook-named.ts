import type { Playbook } from './domain/playbook.ts';
import { UserError } from './lib/errors.ts';
import { nearest } from './lib/nearest.ts';
import type { Deps } from './ops/deps.ts';

/** Throws UserError with the nearest known names. */
export function playbookNamed(deps: Pick<Deps, 'playbooks'>, name: string): Playbook {
  const book = deps.playbooks.get(name);
  if (book) return book;
  const known = [...deps.playbooks.keys()];
  const close = nearest(name, known);
  throw new UserError(
    'usage',
    `Unknown playbook "${name}". ${close.length > 0 ? `Did you mean: ${close.join(', ')}?` : `Known: ${known.join(', ') || 'none'}.`}`,
  );
}
