import { canonicalIp } from '../../domain/ip.ts';
import type { RouteNextHop } from '../../domain/routing-records.ts';
import { isPrintedName } from './interface-names.ts';
import { isLabelStack } from './label-stack.ts';

export interface PrintedNextHop {
  nextHop: RouteNextHop;
  /** zebra found the same way twice and uses it once. */
  duplicate: boolean;
}

/**
 * One way of a route, as the answer about one prefix has it: `198.51.100.1, via eth1, weight 1`,
 * `directly connected, eth1`, `192.0.2.9 (recursive)`, `unreachable (blackhole)`. Null for anything else.
 */
export function nextHopOf(text: string): PrintedNextHop | null {
  const [first = '', ...words] = text.split(', ');
  const [opening = '', marks = ''] = withoutMarks(first);
  const address = canonicalIp(opening);
  const isConnected = /^(?:is )?directly connected$/.test(opening);
  const place = isConnected ? words.shift() : address !== null && words[0]?.startsWith('via ') ? words.shift() : null;
  const [where = '', more = ''] = withoutMarks(place?.replace(/^via /, '') ?? '');
  const discard = address === null && !isConnected ? discardOf(opening) : null;
  if (address === null && !isConnected && discard === null) return null;
  if (typeof place === 'string' ? !isPrintedName(where) || mark.test(where) : isConnected) return null;
  const allMarks = marks + more;
  if (where !== '' && allMarks.includes('(recursive)')) return null;
  // zebra has found a way to every address that it calls neither inactive nor recursive.
  if (address !== null && where === '' && !/inactive|recursive|duplicate/.test(allMarks)) return null;
  const weight = attributesOf(words);
  if (weight === undefined) return null;
  return {
    nextHop: {
      address,
      interface: where === '' ? discard : where,
      weight,
      recursive: allMarks.includes('(recursive)'),
    },
    duplicate: allMarks.includes('(duplicate nexthop removed)'),
  };
}

/** No name of an interface ends so: a mark has lost the blank, or the name, before it. */
const mark = /(?:inactive|onlink|linkdown)$/;

/** `eth1(vrf CUST-A) inactive onlink`, taken apart. */
function withoutMarks(text: string): [string, string] {
  const found =
    /^(\S+?|(?:is )?directly connected|unreachable(?: \((?:blackhole|ICMP [\w-]{1,20})\))?)((?: ?\(vrf [^)\s]{1,64}\))?(?: (?:inactive|onlink|linkdown|\(recursive\)|\(duplicate nexthop removed\))){0,5})$/.exec(
      text,
    );
  return found ? [found[1] ?? '', found[2] ?? ''] : [text, ''];
}

/** The word that stands in the place of an interface. */
function discardOf(text: string): string | null {
  const inside = /^unreachable(?: \((.{1,30})\))?$/.exec(text);
  if (!inside) return null;
  const words: Record<string, string> = {
    blackhole: 'blackhole',
    'ICMP unreachable': 'reject',
    'ICMP admin-prohibited': 'admin-prohibited',
  };
  return inside[1] === undefined ? 'unreachable' : (words[inside[1]] ?? null);
}

const attribute =
  /^(?:(?:rmap)?src [\da-fA-F.:]{2,45}|mtu \d{1,6}|SR-TE color \d{1,10}|seg6(?:local)? \S.{0,400}|backup \d{1,3}(?:,\d{1,3}){0,30}|\d\d:\d\d:\d\d)$/;

/** The weight among the words behind a way; null where there is none, undefined where a word has another form. */
function attributesOf(words: readonly string[]): number | null | undefined {
  let found: number | null = null;
  for (const word of words) {
    const weight = /^weight (\d{1,5})$/.exec(word);
    if (weight) found = Number(weight[1]);
    else if (!attribute.test(word) && !(word.startsWith('label ') && isLabelStack(word.slice(6)))) return undefined;
  }
  return found;
}
