import type { Rows } from '../parsed.ts';

/** Behind a port stand its channels, as many as `ds-1/0/0:1:2:3` has; a virtual link of OSPF leads to a router's id. */
const shaped =
  /^(?:[a-z]{2,5}-\d{1,3}(?:\/\d{1,3}){0,2}(?::\d{1,2}){0,3}(?:\.(?:0|[1-9]\d{0,9}))?[*+]?|vl-\d{1,3}(?:\.\d{1,3}){3})$/;
const numbered = /^(?:ae|lo|em|fxp|st|reth|irb|lsi|esi|vtep)\d{0,4}(?:\.(?:0|[1-9]\d{0,9}))?[*+]?$/;

/** True for a name that Junos prints for an interface, those of its own inner ones included (`.local..1`, `vtep.32769`). */
export function isPrintedName(text: string): boolean {
  if (/^[a-z]{2,5}-/.test(text) && /[\d/]/.test(text)) return shaped.test(text);
  if (/^(?:ae|lo|em|fxp|st|reth|irb|lsi|esi|vtep)[\d.]/.test(text)) return numbered.test(text);
  return /^[A-Za-z.][\w.:/()*+-]{0,63}$/.test(text);
}

/** The rows whose interface has such a name; of the others the name is handed back. */
export function withPrintedNames<R extends { interface: string | null }, T extends Rows<R>>(rows: T | null): T | null {
  if (rows === null) return null;
  const strange = rows.records.filter((record) => record.interface !== null && !isPrintedName(record.interface));
  if (strange.length === 0) return rows;
  return {
    ...rows,
    records: rows.records.filter((record) => !strange.includes(record)),
    unparsed: [...rows.unparsed, ...strange.map((record) => `interface ${record.interface}`)],
  };
}
