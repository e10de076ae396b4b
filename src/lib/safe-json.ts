/**
 * JSON as routers print it: several documents after each other, text behind the last one, line breaks inside strings.
 * A number that a double cannot hold is a bigint, so that an octet counter keeps its last digits.
 */
export type Json = null | boolean | number | bigint | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export type JsonReading =
  /** `rest` is the text behind the last document. */
  | { kind: 'documents'; documents: Json[]; rest: string }
  /** The text does not start with `{` or `[`. */
  | { kind: 'none' }
  /** The text ends inside a document. */
  | { kind: 'incomplete' }
  /** Not JSON, nested too deeply, a key given twice, or a key that could reach a prototype. */
  | { kind: 'refused'; why: string };

const defaultMaxDepth = 64;
const refusedKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** Reads every document at the start of `text`. Takes linear time and never throws. */
export function readJson(text: string, maxDepth = defaultMaxDepth): JsonReading {
  const reader = new Reader(text, maxDepth);
  const documents: Json[] = [];
  try {
    reader.skipBlanks();
    while (reader.startsDocument()) {
      documents.push(reader.value(0));
      reader.skipBlanks();
    }
  } catch (error) {
    if (error instanceof Refusal) return error.reading;
    throw error;
  }
  return documents.length === 0 ? { kind: 'none' } : { kind: 'documents', documents, rest: reader.rest() };
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

class Refusal extends Error {
  readonly reading: JsonReading;

  constructor(reading: JsonReading) {
    super('this text was not read');
    this.reading = reading;
  }
}

const blanks = /[ \t\r\n]*/y;
const opening = /\{\s*(?:["}]|$)|\[\s*(?:["[{\]\d-]|true|false|null|t?r?u?$|f?a?l?s?$|n?u?l?$)/y;
const plainCharacters = /[^"\\]*/y;
const numberShape = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const wholeNumber = /^-?\d+$/;
const words: readonly [string, Json][] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
const escapes: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', '/': '/' };

class Reader {
  private at = 0;
  private readonly text: string;
  private readonly maxDepth: number;

  constructor(text: string, maxDepth: number) {
    this.text = text;
    this.maxDepth = maxDepth;
  }

  rest(): string {
    return this.text.slice(this.at);
  }

  /** `{master}` behind a document is a note of Junos and no document. */
  startsDocument(): boolean {
    opening.lastIndex = this.at;
    return opening.test(this.text);
  }

  skipBlanks(): void {
    this.match(blanks);
  }

  value(depth: number): Json {
    if (depth >= this.maxDepth) throw this.refusal(`it is nested deeper than ${this.maxDepth} levels`);
    const character = this.peek();
    if (character === '{') return this.object(depth);
    if (character === '[') return this.array(depth);
    if (character === '"') return this.string();
    const word = this.word();
    return word === undefined ? this.number() : word;
  }

  private object(depth: number): JsonObject {
    const object: JsonObject = {};
    this.at += 1;
    this.skipBlanks();
    if (this.peek() === '}') {
      this.at += 1;
      return object;
    }
    for (;;) {
      if (this.peek() !== '"') throw this.unexpected();
      const key = this.string();
      if (refusedKeys.has(key)) throw this.refusal(`the key "${key}" is not accepted`);
      if (Object.hasOwn(object, key)) throw this.refusal(`the key "${key.slice(0, 60)}" is there twice`);
      this.skipBlanks();
      if (this.peek() !== ':') throw this.unexpected();
      this.at += 1;
      this.skipBlanks();
      object[key] = this.value(depth + 1);
      if (this.closes('}')) return object;
    }
  }

  private array(depth: number): Json[] {
    const array: Json[] = [];
    this.at += 1;
    this.skipBlanks();
    if (this.peek() === ']') {
      this.at += 1;
      return array;
    }
    for (;;) {
      array.push(this.value(depth + 1));
      if (this.closes(']')) return array;
    }
  }

  /** True at the closing bracket; false behind a comma. */
  private closes(bracket: string): boolean {
    this.skipBlanks();
    const character = this.peek();
    if (character !== bracket && character !== ',') throw this.unexpected();
    this.at += 1;
    this.skipBlanks();
    return character === bracket;
  }

  /** Raw control characters are accepted: Junos breaks lines inside values. */
  private string(): string {
    this.at += 1;
    let result = '';
    for (;;) {
      result += this.match(plainCharacters);
      if (this.peek() === '"') {
        this.at += 1;
        return result;
      }
      result += this.escape();
    }
  }

  private escape(): string {
    this.at += 1;
    const letter = this.peek();
    this.at += 1;
    if (letter !== 'u') {
      const character = escapes[letter];
      if (character === undefined) throw this.unexpected();
      return character;
    }
    const digits = this.text.slice(this.at, this.at + 4);
    if (digits.length < 4) throw new Refusal({ kind: 'incomplete' });
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.unexpected();
    this.at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  private word(): Json | undefined {
    for (const [word, value] of words) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
      if (word.startsWith(this.text.slice(this.at, this.at + word.length))) throw new Refusal({ kind: 'incomplete' });
    }
    return undefined;
  }

  private number(): number | bigint {
    const digits = this.match(numberShape);
    // "1." and "1e" at the end of the text may have lost their last digits.
    if (/^[.eE+-]{0,2}\d?$/.test(this.text.slice(this.at, this.at + 4)) && this.text.length - this.at < 4)
      throw new Refusal({ kind: 'incomplete' });
    if (digits === '') throw this.unexpected();
    const value = Number(digits);
    return wholeNumber.test(digits) && !Number.isSafeInteger(value) ? BigInt(digits) : value;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  private peek(): string {
    const character = this.text[this.at];
    if (character === undefined) throw new Refusal({ kind: 'incomplete' });
    return character;
  }

  private unexpected(): Refusal {
    return this.refusal(`unexpected ${JSON.stringify(this.text[this.at])} at character ${this.at + 1}`);
  }

  private refusal(why: string): Refusal {
    return new Refusal({ kind: 'refused', why });
  }
}
