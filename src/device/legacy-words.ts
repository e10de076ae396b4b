import { list } from '../domain/verdict-words.ts';
import type { Inventory } from './inventory.ts';

/** The head of answers over what only `legacyCrypto` allows, with the devices it holds for; null where there is none. */
export function legacyWords({ devices }: Inventory, asked: readonly string[]): string | null {
  const legacy = asked.filter((name) => devices[name]?.legacyCrypto);
  if (legacy.length === 0) return null;
  return `LEGACY: SHA-1 and CBC are allowed for ${list(legacy)}; an answer from there may have been read or changed on its way.`;
}
