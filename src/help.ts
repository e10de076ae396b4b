import { accessPlace } from './access-place.ts';
import type { CommandContext, Reply } from './command.ts';
import { may } from './domain/access.ts';
import { accessOf } from './rights.ts';
import { helpView } from './slack/views/help.ts';

/** The words after one root that this person may use here. */
export async function helpFor(context: CommandContext, root: string): Promise<Reply> {
  const access = await accessOf(context.deps, context.person);
  const { person } = context;
  const where = accessPlace(context.place);
  const lines = context.commands
    .filter((command) => command.words[0] === root)
    .filter(({ right }) => right === null || may(access, { person, right, place: where }).allowed)
    .map(({ words, usage, summary }) => ({ line: `/${words.join(' ')} ${usage}`.trim(), summary }));
  return {
    view: helpView({ commands: lines }),
    text: lines.map(({ line, summary }) => `${line}\n    ${summary}`).join('\n'),
    data: lines,
    show: 'you',
  };
}
