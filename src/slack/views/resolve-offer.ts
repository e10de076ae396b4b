import { actions, context, message, section } from '../blocks.ts';
import { escaped } from '../text.ts';
import type { MessageView } from './view.ts';

export interface ResolveOffer {
  id: string;
  /** What was done, e.g. "bgp-neighbor-enable on leaf1". */
  mitigation: string;
  /** Null when nobody could judge. */
  healed: boolean | null;
  facts: readonly string[];
  /** Null once the incident has ended. */
  resolve: { id: string } | null;
  rollback: { id: string };
}

/** The proof that a change holds, and what may follow. */
export function resolveOffer({ id, mitigation, healed, facts, resolve, rollback }: ResolveOffer): MessageView {
  const change = escaped(mitigation);
  const said = {
    true: `:white_check_mark: ${change}: the change is in place, and it healed.`,
    false: `:warning: ${change}: the change holds, but the evidence is not better yet.`,
    null: `:information_source: ${change}: the change holds; whether it helped must be judged by people.`,
  }[`${healed}`];
  const lines = facts.map((fact) => `• ${escaped(fact)}`);
  const ended = `${id} is resolved; the change stays in place until it is taken back.`;
  const open = healed === true ? `Resolve ${id}, or take the change back.` : `Roll back, or go on with ${id}.`;
  const next = resolve === null ? ended : open;
  return message([said, ...lines, next].join('\n'), [
    section(said),
    ...(lines.length > 0 ? [section(lines.join('\n'))] : []),
    context(next),
    ...actions([
      resolve === null
        ? null
        : { label: 'Resolve', id: resolve.id, ...(healed === true ? { style: 'primary' as const } : {}) },
      {
        label: 'Roll back',
        id: rollback.id,
        style: 'danger',
        confirm: {
          title: 'Take the change back?',
          text: `${mitigation} is undone on the device.`,
          yes: 'Roll back',
          no: 'Keep it',
        },
      },
    ]),
  ]);
}
