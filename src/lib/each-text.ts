/** The same value with every text in it changed, keys only made well-formed: half an emoji has no canonical JSON. */
export function eachText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value.toWellFormed());
  if (Array.isArray(value)) return value.map((item) => eachText(item, change));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key.toWellFormed(), eachText(item, change)]));
  return value;
}
