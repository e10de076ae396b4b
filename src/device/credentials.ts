import type { Secret } from '../lib/secret.ts';

/**
 * One account of the config file. The secrets are functions, so that a secret is read from its file only by the path
 * that logs in with it. Exactly one of the two is there.
 */
export interface Account {
  username: string;
  privateKey?: () => Secret;
  password?: () => Secret;
}

/** One entry under `credentials` in ringdown.yaml. */
interface CredentialSet {
  read: Account;
  write?: Account;
}

export type CredentialSets = Readonly<Record<string, CredentialSet>>;

/** What one login needs, loaded. */
export interface Login {
  username: string;
  secret: { kind: 'privateKey' | 'password'; value: Secret };
}

export type LoadedLogin<Right extends 'read' | 'write'> =
  | { ok: true; right: Right; login: Login }
  | { ok: false; problem: string };

/** Loads one account's secret. `where` names it in the config, e.g. credentials.default.read. */
export function loadLogin<Right extends 'read' | 'write'>(
  right: Right,
  account: Account | undefined,
  where: string,
): LoadedLogin<Right> {
  if (!account) return { ok: false, problem: `there is no ${where} in ringdown.yaml` };
  const { username, privateKey, password } = account;
  try {
    if (privateKey)
      return { ok: true, right, login: { username, secret: { kind: 'privateKey', value: privateKey() } } };
    if (password) return { ok: true, right, login: { username, secret: { kind: 'password', value: password() } } };
  } catch (error) {
    return { ok: false, problem: `${where} cannot be read: ${(error as Error).message}` };
  }
  return { ok: false, problem: `${where} has neither privateKey nor password` };
}
