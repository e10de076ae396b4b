import type { BgpPeerRecord } from '../../domain/routing-records.ts';
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

/** The reasons of a Cease, RFC 4486, RFC 8538 and RFC 9384, which stand in brackets behind it. */
const reasons: Readonly<Record<string, number>> = {
  'maximum number of prefixes reached': 1,
  'administrative shutdown': 2,
  'peer de-configured': 3,
  'administrative reset': 4,
  'connection rejected': 5,
  'other configuration change': 6,
  'connection collision resolution': 7,
  'out of resources': 8,
  'hard reset': 9,
  'bfd down': 10,
};

const words = new Set(Object.keys(reasons));

/** True where one letter of the reason is damaged; other reasons than those are the vendor's. */
export function isDamagedError(text: string): boolean {
  return isDamaged(/ \((.{1,80})\)$/.exec(text)?.[1]?.toLowerCase() ?? '', words);
}

/** `Cease (Administrative Shutdown)`: its words, and the numbers behind them; null for words that are not known. */
export function lastErrorOf(words: string | null): LastError {
  const [whole = null, name = '', reason = ''] = /^(.{1,60}?)(?: \((.{1,80})\))?$/.exec(words ?? '') ?? [];
  const code = codes.find(([pattern]) => pattern.test(name))?.[1] ?? null;
  const key = reason.toLowerCase();
  const subcode = code === 6 && Object.hasOwn(reasons, key) ? (reasons[key] ?? null) : null;
  return { lastResetReason: whole, lastErrorCode: code, lastErrorSubcode: subcode };
}
