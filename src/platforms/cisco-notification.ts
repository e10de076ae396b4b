const notifications: readonly [RegExp, number, number | null][] = [
  [/hold time expired/i, 4, 0],
  [/peer in wrong AS/i, 2, 2],
  [/admin(?:istrative|\.)? shutdown/i, 6, 2],
  [/peer (?:un|de-?)configured/i, 6, 3],
  [/administrative reset/i, 6, 4],
  [/connection rejected/i, 6, 5],
  [/connection collision/i, 6, 7],
  [/^.{0,60}\bCease\b/i, 6, null],
];

/** Code and subcode of RFC 4271 and RFC 4486 behind the words of IOS and IOS-XR; null where the words do not say. */
export function ciscoNotification(reason: string): { code: number | null; subcode: number | null } {
  const found = notifications.find(([pattern]) => pattern.test(reason));
  return { code: found?.[1] ?? null, subcode: found?.[2] ?? null };
}
