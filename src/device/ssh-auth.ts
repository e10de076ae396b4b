import type { AnyAuthMethod, AuthenticationType, AuthHandlerMiddleware } from 'ssh2';
import type { Login } from './credentials.ts';
import { signingKey } from './signing-key.ts';

export interface AuthAttempt {
  /** What ssh2 asks for the next method. */
  handler: AuthHandlerMiddleware;
  /** Gives the login up, e.g. when the device wants a new password. */
  giveUp(why: string): void;
  /** Why we gave up; null when we did not. */
  givenUp(): string | null;
  /** What to say when the device refused the login. */
  refusal(): string;
}

/**
 * One method per login, tried once: a key, or a password for exactly one question that is not echoed. ssh2's own order
 * would offer the password before the key, and would answer whatever a server asks.
 */
export function authenticate(login: Login, abort: () => void): AuthAttempt {
  const { username, secret } = login;
  let offered: string[] = [];
  let aborted: string | null = null;
  let asked = 0;
  const methods: AuthenticationType[] =
    secret.kind === 'privateKey' ? ['publickey'] : ['keyboard-interactive', 'password'];
  const giveUp = (why: string) => {
    aborted = why;
    abort();
  };

  const method = (type: AuthenticationType): AnyAuthMethod => {
    if (type === 'publickey') return { type, username, key: signingKey(secret.value.reveal()) };
    if (type === 'password') return { type, username, password: secret.value.reveal() };
    return {
      type: 'keyboard-interactive',
      username,
      prompt: (_name, _instructions, _language, prompts, answer) => {
        // PAM ends a good login with a round of no questions.
        if (prompts.length === 0) return answer([]);
        const [prompt] = prompts;
        if (asked > 0) return giveUp('the device asked again after the password');
        if (prompts.length > 1 || !prompt)
          return giveUp(`the device asked ${prompts.length} questions at once, only one password is answered`);
        if (prompt.echo !== false || !passwordPrompt.test(prompt.prompt)) {
          return giveUp(`the device asked ${JSON.stringify(prompt.prompt.slice(0, 60))}, only "Password:" is answered`);
        }
        asked += 1;
        answer([secret.value.reveal()]);
      },
    };
  };

  return {
    handler: (left, _partial, next) => {
      if (left) offered = [...left];
      // A password that was refused is not offered a second time by another method: accounts get locked.
      const type = aborted === null && asked === 0 ? methods.shift() : undefined;
      next(type === undefined ? (false as never) : method(type));
    },
    giveUp,
    givenUp: () => (aborted === null ? null : `${aborted}; nothing was answered`),
    refusal: () => {
      const offers = offered.length > 0 ? ` (it offers: ${offered.join(', ')})` : '';
      return `the device refused the login of "${username}" by ${secret.kind === 'privateKey' ? 'key' : 'password'}${offers}`;
    },
  };
}

/** Why nobody could log in with this, known before a device is called; null when it looks right. */
export function whyUnusable({ secret }: Login): string | null {
  if (secret.kind !== 'privateKey') return null;
  try {
    signingKey(secret.value.reveal());
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

const passwordPrompt = /^password:?\s*$/i;
