/**
 * `0011.2233.4455`, `00:11:22:33:44:55`, and IS-IS' `50:0:0:3:0:3` without leading zeros, as 00:11:22:33:44:55; null for
 * another form.
 */
export function eosMac(text: string): string | null {
  if (/^(?:[\da-f]{4}\.){2}[\da-f]{4}$/i.test(text))
    return (text.replaceAll('.', '').toLowerCase().match(/../g) ?? []).join(':');
  if (!/^[\da-f]{1,2}(?::[\da-f]{1,2}){5}$/i.test(text)) return null;
  return text
    .toLowerCase()
    .split(':')
    .map((part) => part.padStart(2, '0'))
    .join(':');
}
