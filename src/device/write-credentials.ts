import { type CredentialSets, type LoadedLogin, loadLogin } from './credentials.ts';

/** The login of a named set that may change a device. */
export type WriteLogins = (set: string) => LoadedLogin<'write'>;

/** The only road from the config to a login for changes; only devices.ts hands it to change.ts. */
export function writeLogins(sets: CredentialSets): WriteLogins {
  return (set) =>
    loadLogin('write', Object.hasOwn(sets, set) ? sets[set]?.write : undefined, `credentials.${set}.write`);
}
