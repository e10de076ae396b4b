import type { Command, CommandContext, Reply } from './command.ts';
import { may } from './domain/access.ts';
import { UserError } from './lib/errors.ts';
import { nearest } from './lib/nearest.ts';
import { openIncidents } from './ops/open-incidents.ts';
import { recordRefusal } from './ops/record-refusal.ts';
import { firstWord } from './words.ts';

/**
 * The one parser: finds the command for `/root text`, checks the right, and runs it. Throws UserError for everything
 * that is the writer's to mend; rights are refused before anything is read or touched, and the refusal is recorded.
 */
export async function dispatch(root: string, text: string, context: CommandContext): Promise<Reply> {
  const { command, rest } = findCommand(context.commands, root, text);
  if (command.right !== null) {
    const place =
      context.place.kind === 'terminal'
        ? 'terminal'
        : { channel: context.place.channel, isIncident: context.incident !== null };
    const decision = may(context.deps.config, { person: context.person, right: command.right, place });
    if (!decision.allowed) {
      await recordRefusal(context.deps, context.cause, context.incident, {
        person: context.person,
        right: command.right,
        words: command.words.join(' '),
        why: decision.why,
      });
      throw new UserError('refused', decision.why);
    }
  }
  if (command.needs === 'incident' && context.incident === null) throw await whichIncident(context, command);
  return command.run(context, rest);
}

/** "inc" + "declare sev2 …" → commands/inc/declare.ts; a root without words of its own takes the whole line. */
function findCommand(commands: readonly Command[], root: string, text: string): { command: Command; rest: string } {
  const ofRoot = commands.filter((command) => command.words[0] === root);
  if (ofRoot.length === 0)
    throw new UserError(
      'usage',
      `Unknown command "${root}". ${suggestion(root, [...new Set(commands.map((c) => c.words[0] ?? ''))])}`,
    );
  const whole = ofRoot.find((command) => command.words.length === 1);
  if (whole) return { command: whole, rest: text.trim() };
  const { word, rest } = firstWord(text);
  const exact = ofRoot.find((command) => command.words[1] === (word === '' ? 'help' : word));
  if (exact) return { command: exact, rest };
  const taker = ofRoot.find((command) => command.alsoTakes?.includes(word));
  if (taker) return { command: taker, rest: text.trim() };
  const known = ofRoot.flatMap((command) => [command.words[1] ?? '', ...(command.alsoTakes ?? [])]);
  throw new UserError('usage', `Unknown word "${word}" after /${root}. ${suggestion(word, known)}`);
}

function suggestion(word: string, known: readonly string[]): string {
  const close = nearest(word, known);
  return close.length > 0 ? `Did you mean: ${close.join(', ')}?` : `Known: ${known.join(', ')}.`;
}

async function whichIncident(context: CommandContext, command: Command): Promise<UserError> {
  const open = await openIncidents(context.deps);
  const words = `/${command.words.join(' ')}`;
  if (open.length === 0)
    return new UserError(
      'usage',
      `${words} needs an incident, and none is open. Start one: /inc declare sev3 <title>.`,
    );
  const where = context.place.kind === 'terminal' ? 'Name it with --incident:' : 'Type it in its channel:';
  const list = open.map((i) => `${i.id} ${i.channelName ? `#${i.channelName}` : ''} (${i.title})`).join('; ');
  return new UserError('usage', `${words} is about one incident. ${where} ${list}.`);
}
