/** A leaf the way `| display json` prints every value: a list of one object with `data`, and attributes where there are some. */
export type Leaf = [{ data: string | [null]; attributes?: Record<string, string> }];

export function leaf(value: string | number, attributes?: Record<string, string>): Leaf {
  return [{ data: String(value), ...(attributes && { attributes }) }];
}

/** An empty element such as `<ifdf-running/>`. */
export function flag(): Leaf {
  return [{ data: [null] }];
}

/** Several plain leaves at once. */
export function leaves(values: Record<string, string | number>): Record<string, Leaf> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, leaf(value)]));
}

/** Junos' layout: a blank on both sides of the colon. */
export function junosJson(value: unknown): string {
  return `${JSON.stringify(value, null, 4).replace(/^(\s*"(?:[^"\\]|\\.)*"):/gm, '$1 :')}\n`;
}

export const release = '21.4R3-S5.4';

export function xmlns(schema: 'interface' | 'routing'): string {
  return `http://xml.juniper.net/junos/21.4R0/junos-${schema}`;
}
