import { isJsonObject, type Json, type JsonObject } from '../../lib/safe-json.ts';

/**
 * The objects under `key`, one per routing engine that answered. Null when it is not there, which means that the document
 * answers another question.
 */
export function junosAnswers(documents: Json[], key: string): JsonObject[] | null {
  const answers = documents.flatMap((document) => {
    if (!isJsonObject(document)) return [];
    const engines = elements(document, 'multi-routing-engine-results').flatMap((results) =>
      elements(results, 'multi-routing-engine-item'),
    );
    return [document, ...engines].flatMap((item) => elements(item, key));
  });
  return answers.length === 0 ? null : answers;
}

/** Child elements of one name: `| display json` prints a list even of a single one. */
export function elements(parent: JsonObject, name: string): JsonObject[] {
  const value = parent[name];
  return Array.isArray(value) ? value.filter(isJsonObject) : isJsonObject(value) ? [value] : [];
}

/**
 * The text of a leaf, `[{ "data": "x" }]`, or `"x"` where the device was told to print compact JSON; without the line
 * breaks that Junos puts around it.
 */
export function leaf(parent: JsonObject | undefined, name: string): string | null {
  const value = parent?.[name];
  return textOf(Array.isArray(value) ? value.find((one) => isJsonObject(one) || typeof one === 'string') : value);
}

/** The texts of a leaf that may stand there several times. */
export function leaves(parent: JsonObject, name: string): string[] {
  const value = parent[name];
  return (Array.isArray(value) ? value : [value]).flatMap((one) => textOf(one) ?? []);
}

function textOf(value: Json | undefined): string | null {
  const data = isJsonObject(value) ? value['data'] : value;
  if (typeof data === 'number') return String(data);
  const text = typeof data === 'string' ? data.replaceAll('\n', ' ').trim() : '';
  return text === '' ? null : text;
}

/** The attribute `junos:seconds` of a leaf, the same value as the words beside it. */
export function secondsOf(parent: JsonObject | undefined, name: string): number | null {
  const attributes = parent && elements(parent, name)[0]?.['attributes'];
  const seconds = isJsonObject(attributes) ? attributes['junos:seconds'] : undefined;
  return typeof seconds === 'string' && /^\d{1,12}$/.test(seconds) ? Number(seconds) : null;
}

export function has(parent: JsonObject | undefined, name: string): boolean {
  return parent !== undefined && parent[name] !== undefined;
}
