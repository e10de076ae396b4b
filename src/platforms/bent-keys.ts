import type { Json, JsonObject } from '../lib/safe-json.ts';
import { differInOne } from './damaged-label.ts';
import type { Rows } from './parsed.ts';

/**
 * Reads documents with `read`, and hands back each key in them that is one that was asked for, and is not there, but for
 * one letter changed, put in or taken out: it was damaged, and what stands below it was not read. Any other key that
 * nobody asks for is one of a newer release. The documents are those of this answer alone: it is noted in them who asks.
 */
export function withBentKeys<R, D extends readonly Json[]>(
  documents: D,
  read: (documents: D) => Rows<R> | null,
): Rows<R> | null {
  const watch = new KeyWatch();
  for (const document of documents) watch.over(document);
  const rows = watchedBy(watch, () => read(documents));
  if (rows === null || watch.bent.size === 0) return rows;
  const bent = [...watch.bent].map(([found, asked]) => `"${found}" in place of "${asked}"`);
  return { ...rows, unparsed: [...rows.unparsed, ...bent] };
}

/** Whom a key that is not there is told. Reading is done at one go. */
let watching: KeyWatch | null = null;

function watchedBy<T>(watch: KeyWatch, read: () => T): T {
  const before = watching;
  watching = watch;
  try {
    return read();
  } finally {
    watching = before;
  }
}

/** One for all answers: objects with another prototype each time would be new kinds of objects each time, and slow. */
const notes = new Proxy<object>(Object.prototype, {
  get: (all, key, object: JsonObject) => {
    if (typeof key === 'symbol' || key in all) return Reflect.get(all, key);
    watching?.noteMissing(key, object);
  },
});

/** Of objects whose keys were all found so often before, nobody notes who asks: a damaged key is a rare one. */
const often = 4;

/** No reader asks for as many: those behind them are names that the answer itself gave. */
const mostAsked = 400;

/** No answer has as many keys that are nearly the same one, and the first of them hand it back already. */
const mostNear = 20;

/** The keys of a short answer are gone through one by one. */
const fewKeys = 100;

/** Knows the keys of an answer; its objects look up what they do not have in a prototype which notes it. */
class KeyWatch {
  /** The damaged keys, and what was asked for in their place. */
  readonly bent = new Map<string, string>();
  private readonly found = new Map<string, number>();
  /** The keys of a long answer by their length and one of their ends: a key is nearly another only where one end is the same. */
  private byEnd: Map<string, string[]> | null = null;
  /** Of each key that was asked for where it is not, the keys of the answer that are nearly it. */
  private readonly asked = new Map<string, readonly string[]>();

  over(value: Json): void {
    // Most values are neither.
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) for (const one of value) this.over(one);
    else this.overObject(value);
  }

  noteMissing(key: string, object: JsonObject): void {
    for (const near of this.asked.get(key) ?? this.nearKeys(key))
      if (Object.hasOwn(object, near)) this.bent.set(near, key);
  }

  private overObject(object: JsonObject): void {
    let isRare = false;
    for (const key in object) {
      const times = isData(key) ? often : (this.found.get(key) ?? 0);
      if (times < often) {
        this.found.set(key, times + 1);
        isRare = true;
      }
      this.over(object[key] ?? null);
    }
    if (isRare) Object.setPrototypeOf(object, notes);
  }

  private nearKeys(key: string): readonly string[] {
    if (this.asked.size >= mostAsked) return [];
    const near: string[] = [];
    for (const one of this.found.size <= fewKeys ? this.found.keys() : this.withItsEnds(key)) {
      if (near.length === mostNear) break;
      if (isNearKey(one, key)) near.push(one);
    }
    this.asked.set(key, near);
    return near;
  }

  private withItsEnds(key: string): Set<string> {
    const byEnd = this.byEnd ?? this.sortedByEnd();
    const lengths = [key.length - 1, key.length, key.length + 1];
    return new Set(lengths.flatMap((length) => endsOf(key, length)).flatMap((end) => byEnd.get(end) ?? []));
  }

  private sortedByEnd(): Map<string, string[]> {
    const byEnd = new Map<string, string[]>();
    for (const key of this.found.keys())
      for (const end of endsOf(key, key.length)) {
        const place = byEnd.get(end);
        if (place) place.push(key);
        else byEnd.set(end, [key]);
      }
    this.byEnd = byEnd;
    return byEnd;
  }
}

/** Its first and its last letter, in a word of this length. */
function endsOf(key: string, length: number): [first: string, last: string] {
  return [`${length}<${key[0]}`, `${length}>${key.at(-1)}`];
}

/** Numbers, addresses and prefixes, by which long tables are kept. `l2-mtu` without its first letter is none of them. */
function isData(key: string): boolean {
  const second = key.charCodeAt(1);
  return key.charCodeAt(0) <= nine && !(second < point || second > nine);
}

const point = 0x2e;
const nine = 0x39;

/** True for a key that is `known` with one letter changed, put in or taken out, and that no device has beside it. */
export function isNearKey(key: string, known: string): boolean {
  return differInOne(key, known) && known.length > 1 && !areBothReal(key, known);
}

/** Words that tell two keys of one object apart, of which either may be missing. NX-OS has the `fd` of a socket beside `bfd`. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/\d/g, ''],
  [/rx/, 'tx'],
  [/Rx/, 'Tx'],
  [/bps/, 'pps'],
  [/bdr/, 'dr'],
  [/mcast/, 'ucast'],
  [/^bfd$/, 'fd'],
];

/** `ipv4` and `ipv6`, `metric` and `metric2`, `rx_pwr` and `tx_pwr`. */
function areBothReal(found: string, asked: string): boolean {
  return withoutKind(found) === withoutKind(asked);
}

function withoutKind(key: string): string {
  return kinds.reduce((rest, [word, other]) => rest.replace(word, other), key);
}
