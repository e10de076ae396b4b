import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import { ceaseReasons } from '../bgp-words.ts';
import { isDamaged } from '../damaged-label.ts';

export type LastError = Pick<BgpPeerRecord, 'lastResetReason' | 'lastErrorCode' | 'lastErrorSubcode'>;

const codes: readonly [RegExp, number][] = [
  [/^(?:message )?header error/i, 1],
  [/^open message error/i, 2],
  [/^update message error/i, 3],
  [/^hold timer expire/i, 4],
  [/^finite state machine/i, 5],
  [/^cease/i, 6],
];

const words = new Set(Object.keys(ceaseReasons));

/** True where one letter of the reason is damaged; other reasons than those are the vendor's. */
export function isDamagedError(text: string): boolean {
  return isDamaged(/ \((.{1,80})\)$/.exec(text)?.[1]?.toLowerCase() ?? '', words);
}

/** `Cease (Administrative Shutdown)`: its words, and the numbers behind them; null for words that are not known. */
export function lastErrorOf(words: string | null): LastError {
  const [whole = null, name = '', reason = ''] = /^(.{1,60}?)(?: \((.{1,80})\))?$/.exec(words ?? '') ?? [];
  const code = codes.find(([pattern]) => pattern.test(name))?.[1] ?? null;
  const key = reason.toLowerCase();
  const subcode = code === 6 && Object.hasOwn(ceaseReasons, key) ? (ceaseReasons[key] ?? null) : null;
  return { lastResetReason: whole, lastErrorCode: code, lastErrorSubcode: subcode };
}
