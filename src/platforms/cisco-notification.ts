const notifications: readonly [RegExp, number, number | null][] = [
  [/header synchronization problems/i, 1, 1],
  [/illegal header length/i, 1, 2],
  [/unsupported version/i, 2, 1],
  [/peer in wrong AS/i, 2, 2],
  [/BGP identifier wrong/i, 2, 3],
  [/unsupported optional parameter/i, 2, 4],
  [/authentication failure/i, 2, 5],
  [/unacceptable hold time/i, 2, 6],
  [/unsupported\/disjoint capability/i, 2, 7],
  [/update malformed/i, 3, 1],
  [/invalid or corrupt AS path/i, 3, 11],
  [/hold time expired/i, 4, 0],
  [/maximum number of prefixes reached/i, 6, 1],
  [/admin(?:istrative|\.)? shutdown/i, 6, 2],
  [/peer (?:un|de-?)configured/i, 6, 3],
  [/administrative reset/i, 6, 4],
  [/connection rejected/i, 6, 5],
  [/other configuration change/i, 6, 6],
  [/connection collision/i, 6, 7],
  [/out of resources/i, 6, 8],
  [/^.{0,60}\bCease\b/i, 6, null],
];

/** Code and subcode of RFC 4271 and RFC 4486 behind the words of IOS and IOS-XR; null where the words do not say. */
export function ciscoNotification(reason: string): { code: number | null; subcode: number | null } {
  const found = notifications.find(([pattern]) => pattern.test(reason));
  return { code: found?.[1] ?? null, subcode: found?.[2] ?? null };
}
