/** JSON in vtysh's layout: two blanks deep, no blank after a colon, an empty object on two lines. */
export function frrJson(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const rows = Array.isArray(value)
    ? value.map((item) => `${deeper}${frrJson(item, deeper)}`)
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${deeper}${frrJson(key)}:${frrJson(item, deeper)}`);
  return rows.length === 0 ? `${open}\n${indent}${close}` : `${open}\n${rows.join(',\n')}\n${indent}${close}`;
}
