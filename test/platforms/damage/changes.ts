export interface Change {
  field: string;
  from: unknown;
  to: unknown;
}

/**
 * Every value of a record, or of a list of them, that is another one now; of a list that is longer or shorter, its
 * length. Undefined counts as null. `isLeftOut` tells which values need not be as before.
 */
export function changes(
  from: unknown,
  to: unknown,
  isLeftOut: (field: string, to: unknown) => boolean,
  field = 'records',
): Change[] {
  if (JSON.stringify(from) === JSON.stringify(to) || isLeftOut(field, to ?? null)) return [];
  if (Array.isArray(from) && Array.isArray(to))
    return from.length === to.length
      ? from.flatMap((one, index) => changes(one, to[index], isLeftOut, field))
      : [{ field, from: from.length, to: to.length }];
  if (isObject(from) && isObject(to))
    return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((key) =>
      changes(from[key], to[key], isLeftOut, key),
    );
  return [{ field, from, to: to ?? null }];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
