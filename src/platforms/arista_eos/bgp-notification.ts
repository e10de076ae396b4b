import type { BgpPeerRecord } from '../../domain/routing-records.ts';
import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';
import { isBentWord } from '../bent-word.ts';
import { ceaseReasons, notificationCode } from '../bgp-words.ts';
import { amountOf, textOf } from '../values.ts';

export type BgpNotification = Pick<
  BgpPeerRecord,
  'lastErrorCode' | 'lastErrorSubcode' | 'lastNotificationDirection' | 'lastResetSeconds'
>;

/** `Cease` and `administrative reset` to the number of the latter; null for the reasons of other errors. */
export function notificationSubcode(error: string | null, reason: string | null): number | null {
  const key = reason?.toLowerCase() ?? '';
  const isCease = notificationCode(error) === 6;
  return isCease && Object.hasOwn(ceaseReasons, key) ? (ceaseReasons[key] ?? null) : null;
}

/** How the names of its three keys begin. One that was sent is the last error without a further word on some releases. */
const stems = [
  { stem: 'lastErrorSent', direction: 'sent' },
  { stem: 'lastError', direction: 'sent' },
  { stem: 'lastErrorRcvd', direction: 'received' },
] as const;

/**
 * The later of the two notifications of `show bgp neighbors | json`: `lastErrorRcvdCode`, `lastErrorRcvdSubcode` and
 * `lastErrorRcvdTimeInfo.time`, which is an age in seconds; the same with `lastErrorSent` or `lastError`. Null without
 * one, and where the age of one is not known.
 */
export function lastNotification(peer: JsonObject): BgpNotification | null {
  const all = stems.flatMap((names) => notificationOf(peer, names) ?? []);
  if (all.length === 0 || all.some(({ lastResetSeconds }) => lastResetSeconds === null)) return null;
  return all.reduce((last, one) => (Number(one.lastResetSeconds) <= Number(last.lastResetSeconds) ? one : last));
}

function notificationOf(peer: JsonObject, { stem, direction }: (typeof stems)[number]): BgpNotification | null {
  const error = textOf(peer[`${stem}Code`]);
  if (error === null) return null;
  return {
    lastErrorCode: notificationCode(error),
    lastErrorSubcode: notificationSubcode(error, textOf(peer[`${stem}Subcode`])),
    lastNotificationDirection: direction,
    lastResetSeconds: ageIn(peer[`${stem}TimeInfo`]),
  };
}

/** `Cease/BFD dawn`: nearly a known reason. Another one may be newer than those. */
export function isBentReason(error: string, reason: string): boolean {
  return notificationCode(error) === 6 && isBentWord(reason, Object.keys(ceaseReasons));
}

function ageIn(info: Json | undefined): number | null {
  const seconds = isJsonObject(info) ? amountOf(info['time']) : null;
  return seconds === null || seconds >= 1_000_000_000 ? null : Math.floor(seconds);
}
