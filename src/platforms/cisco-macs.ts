/** `0011.2233.4455` and `0011:2233:4455` as 00:11:22:33:44:55; null for another form. */
export function ciscoMac(text: string): string | null {
  const bare = text.replaceAll(/[.:-]/g, '').toLowerCase();
  if (!/^(?:[0-9a-f]{4}[.:-]){2}[0-9a-f]{4}$|^(?:[0-9a-f]{2}[.:-]){5}[0-9a-f]{2}$/i.test(text)) return null;
  return (bare.match(/../g) ?? []).join(':');
}
