import { isIP } from 'node:net';
import type { Json, JsonObject } from '../../lib/safe-json.ts';
import { isNoise, isTooLong, type TextLines, withWholeTail } from '../text-lines.ts';
import { firstKeyOf, isBentList, isCounted, isList, isWritten, type Place, placeIn } from './info-keys.ts';
import { instantMs } from './instants.ts';
import { srlInterfaceName } from './interface-names.ts';

/** The state tree of a text in braces, and the lines of it that have no form of the tree. */
export interface InfoTree {
  tree: JsonObject;
  unparsed: string[];
  /** The last brace is closed. */
  closed: boolean;
}

const word = String.raw`("(?:[^"\\]|\\.){0,2000}"|[^\s"{}[\]#]{1,300})`;
const opening = new RegExp(String.raw`^([a-z][\w-]{0,60})((?: ${word}){0,12}) \{$`);
const leaf = new RegExp(`^([a-z][\\w-]{0,60}) ${word}$`);
const everyWord = new RegExp(word, 'g');
const listOfLeaves = /^([a-z][\w-]{0,60}) \[(?: (.{1,2000}) \])?$/;

/** The command, behind a prompt or not. */
const echo = /^(?:[\w@.:-]{1,64}# ?)?info (?:from |detail |flat |depth |\/)?[\w.:/*|" -]{1,200}$/;

/** The branches that we read are not as deep by far. */
const deepest = 30;

interface Level {
  place: Place;
  branch: JsonObject;
}

/** Reads what `info from state` prints without `| as json`; null when the text does not begin with a branch of the tree. */
export function infoTree(given: TextLines): InfoTree | null {
  const text = withWholeTail(given, /^\}$/);
  const start = text.lines.findIndex((line) => !isAround(line));
  if (!opening.test(text.lines[start]?.trim() ?? '')) return null;
  const root: Level = { place: { name: '', within: null }, branch: {} };
  const levels = [root];
  const unparsed: string[] = [];
  let members: Json[] | null = null;
  let tooDeep = 0;
  for (const raw of text.lines) {
    const line = raw.trim();
    const opens = line.endsWith(' {');
    if (!opens && line !== '}' && isAround(raw)) continue;
    const level = levels.at(-1) ?? root;
    const { branch } = level;
    if (isTooLong(raw)) unparsed.push(raw.slice(0, 200));
    else if (members) {
      const one = line === ']' ? undefined : leafValue('', line);
      if (line === ']') members = null;
      else if (one === undefined) unparsed.push(raw);
      else members.push(one);
    } else if (tooDeep > 0 || (levels.length > deepest && opens)) {
      if (opens) tooDeep += 1;
      else if (line === '}') tooDeep -= 1;
      if (line !== '}') unparsed.push(raw);
    } else if (line === '}') {
      if (levels.length > 1) levels.pop();
      else unparsed.push(raw);
    } else if (opens) {
      const match = opening.exec(line);
      if (match) levels.push(openedBy(match, level, raw, unparsed));
      else unparsed.push(raw);
    } else {
      const list = listOfLeaves.exec(line);
      const [, name = '', value = ''] = leaf.exec(line) ?? [];
      const read = name === '' ? undefined : leafValue(name, value);
      if (list) {
        members = (list[2]?.split(' ') ?? []).map((one) => leafValue('', one) ?? '');
        branch[list[1] ?? ''] = members;
        if (list[2] !== undefined) members = null;
      } else if (read === undefined || Object.hasOwn(branch, name)) unparsed.push(raw);
      else branch[name] = read;
    }
  }
  return {
    tree: root.branch,
    unparsed,
    closed: levels.length === 1 && tooDeep === 0 && members === null && text.cut === null,
  };
}

/** Lines around the tree. */
function isAround(line: string): boolean {
  return isNoise(line) || (line.includes('info ') && echo.test(line));
}

/** The level that a line opens, put into the branch above it: a container, or an entry of a list with its keys. */
function openedBy(match: RegExpExecArray, above: Level, raw: string, unparsed: string[]): Level {
  const name = match[1] ?? '';
  const rest = match[2] ?? '';
  const { place } = above;
  const level: Level = { place: placeIn(place, name), branch: {} };
  const words = rest === '' ? [] : (rest.match(everyWord) ?? []);
  if (words.length === 0) {
    if (Object.hasOwn(above.branch, name) || isList(name, place)) unparsed.push(raw);
    else above.branch[name] = level.branch;
    return level;
  }
  const first = firstKeyOf(name, place);
  const [key = '', ...others] = words.map((one) => bare(one) ?? '');
  if (others.length % 2 === 1 || key === '' || !isKey(first, key) || isBentList(name)) unparsed.push(raw);
  if (first !== null) level.branch[first] = key;
  for (let at = 0; at + 1 < others.length; at += 2) level.branch[others[at] ?? ''] = others[at + 1] ?? '';
  const list = above.branch[name];
  if (Array.isArray(list)) list.push(level.branch);
  else if (list === undefined) above.branch[name] = [level.branch];
  else unparsed.push(raw);
  return level;
}

/** The name of an interface has a known form, an AS is a number, and so is an index (`cpu all` is the sum); any other key is looked at where it is read. */
function isKey(leafName: string | null, key: string): boolean {
  if (leafName === 'as-number') return /^\d{1,10}$/.test(key);
  if (leafName === 'index') return /^(?:\d{1,20}|all)$/.test(key);
  return (leafName !== 'name' && leafName !== 'interface-name') ||
    !/\d/.test(key) ||
    !/^(?:ethernet|mgmt|lag|lo|irb)/.test(key)
    ? true
    : srlInterfaceName(key) !== null;
}

/** The text of a word without its quotation marks. */
function bare(text: string): string | null {
  if (!text.startsWith('"')) return text === '' ? null : text;
  return text.endsWith('"') && text.length > 1 ? text.slice(1, -1).replaceAll(/\\(["\\])/g, '$1') : null;
}

/** Undefined where the value begins like a number and is none, nor an address, an instant or the like. */
function leafValue(name: string, text: string): Json | undefined {
  const value = bare(text);
  if (value === null) return undefined;
  if (isWritten(name)) return value;
  if (value === 'true' || value === 'false') return value === 'true';
  if (/^-?\d{1,15}$/.test(value) && !text.startsWith('"')) return Number(value);
  // Attributes of BGP have an address below the name of an index.
  if (name === 'next-hop' && isIP(value) !== 0) return value;
  if (isCounted(name)) return /^\d{1,39}$|^-?\d{1,9}\.\d{1,9}$/.test(value) ? value : undefined;
  return !/^-?\d/.test(value) || figures.test(value) || instantMs(value) !== null ? value : undefined;
}

/** Decimals and counters, addresses and prefixes, MAC addresses, system ids, speeds, communities, spans of time, and a capability of BGP. */
const figures =
  /^(?:-?\d{1,39}(?:\.\d{1,9})?|[\dA-Fa-f]{0,4}(?:[.:][\dA-Fa-f]{0,4}){1,9}(?:\/\d{1,3}|%[\w/.-]{1,32})?|\d{1,4}(?:\.\d)?[MGT]|[\d.]{1,15}:\d{1,10}(?::\d{1,10})?|\d{1,6} (?:second|minute|hour|day|month|year)s? (?:ago|from now)|1 year, (?:1 month|\d{1,2} months|1 day|\d{1,3} days) (?:ago|from now)|4-OCTET_ASN)$/;
