/** One value of a JSON answer damaged: where it stands, and the whole text with it. */
interface DamagedJson {
  /** Keys from the root, without the places in lists. */
  path: string;
  text: string;
}

/** What of an answer is tried at most: long answers repeat themselves. */
const mostValues = 400;

/**
 * Every text that one damage to one value makes of this answer, digits of large numbers kept: the last digit of a text
 * becomes "#", a text without digits becomes a word that no device prints, and so does a number or a truth value.
 */
export function* damagedJson(output: string): Generator<DamagedJson> {
  const values = valuesIn(output);
  const step = Math.max(1, Math.ceil(values.length / mostValues));
  for (let place = 0; place < values.length; place += step) {
    const { path, from, to } = values[place] ?? { path: '', from: 0, to: 0 };
    const value = output.slice(from, to);
    const last = value.search(/\d\D*$/);
    const isText = value.startsWith('"');
    const bent = isText && last !== -1 ? `${value.slice(0, last)}#${value.slice(last + 1)}` : '"Zorbl"';
    yield { path, text: `${output.slice(0, from)}${bent}${output.slice(to)}` };
  }
}

interface Value {
  path: string;
  from: number;
  to: number;
}

/** Where the values stand that are neither lists nor objects, null or empty. */
function valuesIn(text: string): Value[] {
  const found: Value[] = [];
  const keys: (string | null)[] = [];
  let key: string | null = null;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g)) {
    if (token === '{' || token === '[') {
      keys.push(key);
      key = null;
    } else if (token === '}' || token === ']') key = keys.pop() ?? null;
    else if (token === ',') key = null;
    else if (token !== ':') {
      const isKey = key === null && /^\s*:/.test(text.slice(index + token.length, index + token.length + 9));
      if (isKey && token.startsWith('"')) key = token.slice(1, -1);
      else if (token !== 'null' && token !== '""')
        found.push({
          path: [...keys, key].filter((one) => one !== null).join('.'),
          from: index,
          to: index + token.length,
        });
    }
  }
  return found;
}
