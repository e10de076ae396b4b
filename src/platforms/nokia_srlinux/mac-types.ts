const types: Readonly<Record<string, string>> = {
  learnt: 'dynamic',
  'learnt-static': 'static',
  static: 'static',
  'irb-interface': 'self',
};

/** The type of an entry as this project names it. */
export function macType(type: string | null): string | null {
  return type !== null && Object.hasOwn(types, type) ? (types[type] ?? type) : type;
}
