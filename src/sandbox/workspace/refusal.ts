/**
 * The workspace's "no" to a Web API call: becomes `{ok:false, error}`.
 * `messages` are Slack's `[ERROR] …` lines with a JSON pointer to the offending value.
 */
export class SlackRefusal extends Error {
  readonly error: string;
  readonly messages: readonly string[];
  /** Fields beside `error`, such as `needed` of `missing_scope`. */
  readonly more: Readonly<Record<string, string>>;

  constructor(error: string, messages: readonly string[] = [], more: Readonly<Record<string, string>> = {}) {
    super(messages.length === 0 ? error : `${error}: ${messages.join('; ')}`);
    this.name = 'SlackRefusal';
    this.error = error;
    this.messages = messages;
    this.more = more;
  }
}
