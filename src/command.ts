import type { Right } from './domain/access.ts';
import type { Cause } from './ops/cause.ts';
import type { Deps } from './ops/deps.ts';
import type { MessageView } from './slack/views/view.ts';

/** Where the words were typed. `channel` is a Slack channel id; in the terminal there is none. */
export type Place = { kind: 'slack'; channel: string; threadTs: string | null } | { kind: 'terminal' };

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
  /** `you`: only the writer sees it. `none`: the bot's own messages in the channel are the answer. */
  show: 'you' | 'channel' | 'none';
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
