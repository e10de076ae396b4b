import { UserError } from '../lib/errors.ts';

/** What `--port` names; 0 takes any free one. Throws UserError for anything else. */
export function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new UserError('usage', `--port ${text} is not a port (0 to 65535; 0 takes any).`);
  return port;
}
