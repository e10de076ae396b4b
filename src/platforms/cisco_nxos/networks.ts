import { canonicalPrefix } from '../../domain/ip.ts';

/** The prefix of a route. Null where bits stand behind its length: NX-OS prints networks, so one of the two is damaged. */
export function nxosNetwork(text: string): string | null {
  const found = canonicalPrefix(text);
  return found && !found.hostBitsCut ? found.prefix : null;
}
