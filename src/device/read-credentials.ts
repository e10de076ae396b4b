import { type CredentialSets, type LoadedLogin, loadLogin } from './credentials.ts';

/** The read-only login of a named set. */
export type ReadLogins = (set: string) => LoadedLogin<'read'>;

/** The only road from the config to a login for diagnostics; it never looks at `write`. */
export function readLogins(sets: CredentialSets): ReadLogins {
  return (set) => loadLogin('read', Object.hasOwn(sets, set) ? sets[set]?.read : undefined, `credentials.${set}.read`);
}
