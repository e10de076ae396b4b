/** `50:0:0:2:0:1` and `00:50:56:ff:ba:6f` as six pairs in lower case; null for anything else. */
export function hardwareAddress(text: string | null): string | null {
  const match = /^[0-9A-Fa-f]{1,2}(?::[0-9A-Fa-f]{1,2}){5}$/.test(text ?? '') ? (text ?? '') : null;
  return (
    match
      ?.split(':')
      .map((pair) => pair.padStart(2, '0').toLowerCase())
      .join(':') ?? null
  );
}
