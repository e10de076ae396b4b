import { Liquid, LiquidError } from 'liquidjs';
import { UserError } from '../lib/errors.ts';

/** A part of a document that is written in pieces, because it may be long; it escapes its own text. */
export class Section {
  readonly write: () => Iterable<string> | AsyncIterable<string>;

  constructor(write: () => Iterable<string> | AsyncIterable<string>) {
    this.write = write;
  }
}

export type TemplateValues = Readonly<Record<string, unknown>>;

/** Stands for a section in the rendered text. Foreign text cannot hold it: every escape shows control characters as words. */
const mark = '\u0001';

/**
 * Fills a Liquid template and gives the document in pieces: what is small is rendered at once, a section is written in its
 * place when its turn comes. Every value passes through `escaped`. A template can neither run code nor read a file.
 * Throws UserError with line and column for a template that cannot be read or that names what is not there.
 */
export function renderTemplate(
  text: string,
  values: TemplateValues,
  escaped: (text: string) => string,
): AsyncGenerator<string> {
  // At once, so that a bad template is an error of the call and not of the first piece.
  return written(filled(text, values, escaped), values);
}

async function* written(rendered: string, values: TemplateValues): AsyncGenerator<string> {
  for (const [index, part] of rendered.split(mark).entries()) {
    if (index % 2 === 0) {
      if (part !== '') yield part;
      continue;
    }
    const section = values[part];
    if (section instanceof Section) yield* section.write();
  }
}

function filled(text: string, values: TemplateValues, escaped: (text: string) => string): string {
  if (text.includes(mark))
    throw new UserError('usage', 'The template holds the control character U+0001. Take it out.');
  const nameOf = new Map(Object.entries(values).map(([name, value]) => [value, name]));
  const engine = new Liquid({
    outputEscape: (value: unknown) =>
      value instanceof Section ? `${mark}${nameOf.get(value) ?? ''}${mark}` : escaped(plain(value)),
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    ownPropertyOnly: true,
    // No file but this one: a template is text of its own.
    templates: {},
    parseLimit: 1_000_000,
    renderLimit: 10_000,
    memoryLimit: 20_000_000,
  });
  // It would let foreign text through as it is.
  delete engine.filters['raw'];
  try {
    return String(engine.parseAndRenderSync(text, { ...values }));
  } catch (error) {
    if (!LiquidError.is(error)) throw error;
    throw new UserError('usage', `The template cannot be filled: ${error.message}`, { cause: error });
  }
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
