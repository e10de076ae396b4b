import type { Command, CommandContext, Reply } from './command.ts';
import { UserError } from './lib/errors.ts';
import { nearest } from './lib/nearest.ts';
import { buttonForWords } from './ops/buttons.ts';
import { openIncidents } from './ops/open-incidents.ts';
import { permit } from './permit.ts';
import { toYou } from './reply.ts';
import { choicesView } from './slack/views/choices.ts';
import { inTransaction } from './store/database.ts';
import { firstWord } from './words.ts';

/**
 * The one parser: finds the command for `/root text`, checks the right, and runs it. Throws UserError for everything
 * that is the writer's to mend; rights are refused before anything is read or touched, and the refusal is recorded.
 */
export async function dispatch(root: string, text: string, context: CommandContext): Promise<Reply> {
  const { command, rest } = findCommand(context.commands, root, text);
  const { isOurs } = await permit(context, command.right, command.words.join(' '));
  if (command.needs === 'incident' && context.incident === null) return whichIncident(context, command, root, text);
  const reply = await runOrAsk(context, command, rest);
  return reply.show === 'channel' && !isOurs ? { ...reply, show: 'you' } : reply;
}

/** What a typed line lacks is asked for in a form, where one can be shown. */
async function runOrAsk(context: CommandContext, command: Command, rest: string): Promise<Reply> {
  const { form } = command;
  if (!form || context.place.kind === 'terminal') return command.run(context, rest);
  if (form.opensEmpty && rest.trim() === '')
    return (await ask(context, command, rest, null)) ?? command.run(context, rest);
  try {
    return await command.run(context, rest);
  } catch (error) {
    if (!(error instanceof UserError) || error.kind !== 'usage') throw error;
    const asked = await ask(context, command, rest, error.message);
    if (!asked) throw error;
    return asked;
  }
}

async function ask(
  context: CommandContext,
  command: Command,
  rest: string,
  problem: string | null,
): Promise<Reply | null> {
  const form = await command.form?.build(context, rest);
  if (!form) return null;
  const [root = '', word = ''] = command.words;
  const said = problem ?? `/${command.words.join(' ')} needs a little more.`;
  return { ...toYou(said), form: { form, root, word, rest, problem } };
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

const mostShown = 10;

function suggestion(word: string, known: readonly string[]): string {
  const close = nearest(word, known);
  return close.length > 0 ? `Did you mean: ${close.join(', ')}?` : `Known: ${known.join(', ')}.`;
}

/** Asks which of the open incidents is meant: in Slack as buttons that stand for the whole line. */
async function whichIncident(context: CommandContext, command: Command, root: string, text: string): Promise<Reply> {
  const open = await openIncidents(context.deps);
  const words = `/${command.words.join(' ')}`;
  if (open.length === 0)
    throw new UserError('usage', `${words} needs an incident, and none is open. Start one: /inc declare sev3 <title>.`);
  const asked = `${words} is about one incident. Which one?`;
  if (context.place.kind === 'slack') {
    const shown = open.slice(0, mostShown);
    const buttons = await inTransaction(context.deps.database, async (trx) => {
      const made = [];
      for (const { id, title, severity } of shown) {
        const button = await buttonForWords(trx, context.deps, {
          incident: id,
          root,
          text: text.trim(),
          isAnywhere: true,
        });
        made.push({ label: `${id} · ${severity} · ${title}`, id: button.id });
      }
      return made;
    });
    const plain = shown.map(({ id, title }) => `${id} ${title}`).join('\n');
    return { view: choicesView(asked, buttons, null), text: `${asked}\n${plain}`, show: 'you' };
  }
  const list = open.map((i) => `${i.id} ${i.channelName ? `#${i.channelName}` : ''} (${i.title})`).join('; ');
  throw new UserError('usage', `${words} is about one incident. Name it with --incident: ${list}.`);
}
