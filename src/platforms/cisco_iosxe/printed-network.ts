import { canonicalPrefix } from '../../domain/ip.ts';

/**
 * `192.0.2.0/24` in its one form. Null when the text is no prefix, and when bits stand behind its length: no device
 * prints such a network, a digit of it was lost.
 */
export function printedNetwork(text: string): string | null {
  const found = canonicalPrefix(text);
  return found && !found.hostBitsCut ? found.prefix : null;
}
