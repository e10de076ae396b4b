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

function firstElement(parent: JsonObject, name: string): JsonObject | undefined {
  const value = parent[name];
  return Array.isArray(value) ? value.find(isJsonObject) : isJsonObject(value) ? value : undefined;
}

/** The text of a leaf, `[{ "data": "x" }]`, without the line breaks that Junos puts around it. */
export function leaf(parent: JsonObject | undefined, name: string): string | null {
  const data = parent && firstElement(parent, name)?.['data'];
  if (typeof data === 'number') return String(data);
  const text = typeof data === 'string' ? data.replaceAll('\n', ' ').trim() : '';
  return text === '' ? null : text;
}

/** The attribute `junos:seconds` of a leaf, the same value as the words beside it. */
export function secondsOf(parent: JsonObject | undefined, name: string): number | null {
  const attributes = parent && firstElement(parent, name)?.['attributes'];
  const seconds = isJsonObject(attributes) ? attributes['junos:seconds'] : undefined;
  return typeof seconds === 'string' && /^\d{1,12}$/.test(seconds) ? Number(seconds) : null;
}

export function has(parent: JsonObject | undefined, name: string): boolean {
  return parent !== undefined && parent[name] !== undefined;
}
