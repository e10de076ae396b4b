import type { Right } from './domain/access.ts';
import type { Cause } from './ops/cause.ts';
import type { Deps } from './ops/deps.ts';
import type { FormShown, FormValues } from './slack/views/form.ts';
import type { MessageView } from './slack/views/view.ts';

/**
 * Where the words were typed. `channel` is a Slack channel id, "" for the Home tab; in the terminal there is none.
 * `isIncident`: it is the channel of an incident, which some rights ask for.
 */
export type Place =
  | { kind: 'slack'; channel: string; threadTs: string | null; isIncident: boolean }
  | { kind: 'terminal' };

export interface CommandContext {
  deps: Deps;
  /** People key of the writer, from the verified envelope or the OS user; never from text. */
  person: string;
  place: Place;
  cause: Cause;
  /** The incident of the channel, or the one named by `--incident`; null when there is none. */
  incident: string | null;
  commands: readonly Command[];
}

/** What the writer gets back. `data` is what `--json` prints in the terminal. */
export interface Reply {
  view: MessageView;
  /** The whole answer as plain text, for the terminal. */
  text: string;
  data?: unknown;
  /** Asks for what the line lacked; the words of `view` stand beside it where no form can be opened at once. */
  form?: OpenForm;
  /** `you`: only the writer sees it. `none`: the bot's own messages in the channel are the answer. */
  show: 'you' | 'channel' | 'none';
}

/** A form of a command: what it asks for, and the words that its values mean. */
export interface Form extends Omit<FormShown, 'intro' | 'shortcut'> {
  /** An example of the line. */
  shortcut: string;
  /** Its words open the next form instead of being carried out. */
  isStep?: true;
  /** The words behind the command's own, or what is wrong, by field. */
  line: (values: FormValues) => { ok: true; text: string } | { ok: false; errors: Record<string, string> };
}

/** A form to be opened: the command's words, and what had been typed behind them. */
export interface OpenForm {
  form: Form;
  root: string;
  /** The words after the root: "update", or "" for a root without words of its own. */
  word: string;
  rest: string;
  /** What was wrong with the line; null when nothing was typed. */
  problem: string | null;
}

export interface CommandSpec {
  summary: string;
  /** What follows the words, e.g. "[sevN] <title>". */
  usage: string;
  right: Right | null;
  /** `incident`: needs one; outside its channel the answer asks which. */
  needs: 'nothing' | 'incident';
  /** Other words of the same root that this command takes with the whole line (`/mitigate interface-shutdown …`). */
  alsoTakes?: readonly string[];
  /**
   * What to ask for in Slack when the line lacks something, from what was typed; null when nothing can be asked.
   * `opensEmpty`: the bare words open it, because they mean nothing alone.
   */
  form?: { opensEmpty: boolean; build: (context: CommandContext, rest: string) => Promise<Form | null> | Form | null };
  run: (context: CommandContext, rest: string) => Promise<Reply>;
}

export interface Command extends CommandSpec {
  /** From the file's path: ["inc", "declare"], ["net"]. */
  words: readonly string[];
}

/** Checks a command's shape at compile time; the words come from the file's path. */
export function defineCommand(spec: CommandSpec): CommandSpec {
  return spec;
}
