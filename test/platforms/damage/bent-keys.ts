/** One key of an answer with one letter changed, lost or doubled: where it stands, and the whole text with it. */
export interface BentKey {
  /** Names from the root, without the places in lists. */
  path: string;
  key: string;
  bent: string;
  text: string;
}

/** Every key of a tree once, where it stands first: entries of a list have the same ones. Null for an output that is no tree. */
export function bentKeys(output: string): BentKey[] | null {
  const keys = /^\s*[[{]/.test(output) ? keysInJson(output) : isTree.test(output) ? keysInBraces(output) : null;
  if (keys === null) return null;
  const first = Map.groupBy(keys, ({ path }) => path.replace(/\d+/g, '#'));
  return [...first.values()].flatMap(([one]) =>
    one === undefined || isData.test(one.key) ? [] : bendings(one, output),
  );
}

const isTree = /^ *[a-z-]+ (?:\S+ )?\{$/m;

/** Of an IPv6 address every letter is another digit. */
const isData = /:.*:/;

interface Key {
  path: string;
  key: string;
  at: number;
}

/** Another letter in the middle, none in front, the last one twice. */
function bendings({ path, key, at }: Key, output: string): BentKey[] {
  const places = [...key.matchAll(/[A-Za-z]/g)].map(({ index }) => index);
  const [first = 0, middle = 0, last = 0] = [places[0], places[places.length >> 1], places.at(-1)];
  const other = key[middle] === 'x' ? 'z' : 'x';
  const all = [
    `${key.slice(0, middle)}${other}${key.slice(middle + 1)}`,
    `${key.slice(0, first)}${key.slice(first + 1)}`,
    `${key.slice(0, last)}${key[last]}${key.slice(last)}`,
  ];
  return places.length === 0
    ? []
    : all.map((bent) => ({
        path,
        key,
        bent,
        text: `${output.slice(0, at)}${bent}${output.slice(at + key.length)}`,
      }));
}

function keysInJson(text: string): Key[] {
  const found: Key[] = [];
  const around: (string | null)[] = [];
  let key: string | null = null;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"(?=\s*(:)?)|[[\]{},]/g)) {
    if (token === '{' || token === '[') {
      around.push(key);
      key = null;
    } else if (token === '}' || token === ']') key = around.pop() ?? null;
    else if (token === ',') key = null;
    else if (key === null && /^\s*:/.test(text.slice(index + token.length, index + token.length + 9))) {
      key = token.slice(1, -1);
      found.push({ path: [...around, key].filter((one) => one !== null).join('.'), key, at: index + 1 });
    }
  }
  return found;
}

/** Names of branches, of lists and of leaves: the first word of each line. */
function keysInBraces(text: string): Key[] {
  const found: Key[] = [];
  const around: string[] = [];
  for (const { 0: line, index } of text.matchAll(/^.+$/gm)) {
    const bare = line.trim();
    const key = /^[a-z][\w-]*(?= )/.exec(bare)?.[0];
    if (key !== undefined) found.push({ path: [...around, key].join('.'), key, at: index + line.indexOf(key) });
    if (bare.endsWith('{')) around.push(key ?? '');
    else if (bare === '}') around.pop();
  }
  return found;
}
