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
const shortestRefused = 9;

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

const opening = /\{\s*(?:["}]|$)|\[\s*(?:["[{\]\d-]|true|false|null|t?r?u?$|f?a?l?s?$|n?u?l?$)/y;
const numberShape = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** "1." and "1e" at the end of the text may have lost their last digits. */
const cutNumber = /^[.eE+-]{0,2}\d?$/;
const wholeNumber = /^-?\d+$/;
const words: Readonly<Record<string, [string, Json]>> = {
  t: ['true', true],
  f: ['false', false],
  n: ['null', null],
};
const escapes: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', '/': '/' };
const zero = 0x30;
/** So many digits are exact in a double, whichever they are. */
const exactDigits = 15;

/** Looks at character codes one by one: a regular expression per token would take three times as long. */
class Reader {
  private at = 0;
  /** Where the next ones stand, or the length of the text; looked for again only when they are behind us. */
  private quote = -1;
  private backslash = -1;
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
    const { text } = this;
    let at = this.at;
    while (at < text.length && isBlank(text.charCodeAt(at))) at += 1;
    this.at = at;
  }

  value(depth: number): Json {
    if (depth >= this.maxDepth) throw this.refusal(`it is nested deeper than ${this.maxDepth} levels`);
    const character = this.peek();
    if (character === '{') return this.object(depth);
    if (character === '[') return this.array(depth);
    if (character === '"') return this.string();
    const word = words[character];
    return word === undefined ? this.number() : this.word(word);
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
      if (key.length >= shortestRefused && refusedKeys.has(key)) throw this.refusal(`the key "${key}" is not accepted`);
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
    this.at += 1;
    this.skipBlanks();
    if (this.peek() === ']') {
      this.at += 1;
      return [];
    }
    // An empty one makes room for many, and Junos puts each leaf into a list of one.
    const array = [this.value(depth + 1)];
    while (!this.closes(']')) array.push(this.value(depth + 1));
    return array;
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
      if (this.quote < this.at) this.quote = this.find('"');
      if (this.backslash < this.at) this.backslash = this.find('\\');
      const end = Math.min(this.quote, this.backslash);
      result += this.text.slice(this.at, end);
      this.at = end;
      if (this.peek() === '"') {
        this.at += 1;
        return result;
      }
      result += this.escape();
    }
  }

  private find(character: string): number {
    const found = this.text.indexOf(character, this.at);
    return found === -1 ? this.text.length : found;
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

  private word([word, value]: [string, Json]): Json {
    const found = this.text.slice(this.at, this.at + word.length);
    if (found !== word) throw word.startsWith(found) ? new Refusal({ kind: 'incomplete' }) : this.unexpected();
    this.at += word.length;
    return value;
  }

  private number(): number | bigint {
    return this.shortWholeNumber() ?? this.anyNumber();
  }

  /** Most numbers of a router: a few digits and then a comma, a bracket or a blank. Null for all others. */
  private shortWholeNumber(): number | null {
    const { text, at } = this;
    let value = 0;
    let end = at;
    for (let digit = text.charCodeAt(end) - zero; digit >= 0 && digit <= 9; digit = text.charCodeAt(end) - zero) {
      value = value * 10 + digit;
      end += 1;
    }
    const length = end - at;
    const isWhole = ',]} \n\r'.includes(text[end] ?? 'x');
    if (length === 0 || length > exactDigits || !isWhole || (length > 1 && text.charCodeAt(at) === zero)) return null;
    this.at = end;
    return value;
  }

  private anyNumber(): number | bigint {
    numberShape.lastIndex = this.at;
    const digits = numberShape.exec(this.text)?.[0] ?? '';
    this.at += digits.length;
    if (this.text.length - this.at < 4 && cutNumber.test(this.text.slice(this.at)))
      throw new Refusal({ kind: 'incomplete' });
    if (digits === '') throw this.unexpected();
    const value = Number(digits);
    return wholeNumber.test(digits) && !Number.isSafeInteger(value) ? BigInt(digits) : value;
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

/** Blank, tab, line feed, carriage return; NaN behind the end is none. */
function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
