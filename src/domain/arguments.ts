import { isIPv4 } from 'node:net';
import { isAllowedDestination } from './destinations.ts';
import {
  type ArgumentName,
  argumentLabel,
  type DiagnosticArguments,
  type DiagnosticName,
  diagnostics,
} from './diagnostics.ts';
import { canonicalIp, canonicalPrefix } from './ip.ts';

/**
 * Grammars of what a person types. Every one matches the whole text, accepts ASCII only and gives a canonical value;
 * the typed bytes never go further (security rules R2 to R8).
 */

const longestArgument = 64;
const mostLines = 200;

/** Canonical address, or null. An IPv4-mapped IPv6 address is taken as IPv4. */
export function parseIpAddress(text: string): string | null {
  return canonicalIp(text);
}

/** Canonical prefix and whether host bits were cut off, or null. */
export function parsePrefix(text: string): { prefix: string; hostBitsCut: boolean } | null {
  return text.length > longestArgument ? null : canonicalPrefix(text);
}

/** aa:bb:cc:dd:ee:ff of any usual spelling (colons, hyphens, three groups with dots), or null. */
function parseMac(text: string): string | null {
  const separator = ['.', ':', '-'].find((one) => text.includes(one));
  if (text.length > 17 || separator === undefined) return null;
  const groups = text.toLowerCase().split(separator);
  const [count, shape] = separator === '.' ? [3, /^[0-9a-f]{4}$/] : [6, /^[0-9a-f]{1,2}$/];
  if (groups.length !== count || !groups.every((group) => shape.test(group))) return null;
  const digits = groups.map((group) => group.padStart(separator === '.' ? 4 : 2, '0')).join('');
  return (digits.match(/../g) ?? []).join(':');
}

export function parseVrf(text: string): string | null {
  const wellFormed = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,31}$/.test(text);
  return wellFormed && !['constructor', 'prototype'].includes(text) ? text : null;
}

/** 1 to 200, decimal, without leading zeros. */
export function parseLines(text: string): number | null {
  if (!/^[1-9]\d{0,2}$/.test(text)) return null;
  const lines = Number(text);
  return lines <= mostLines ? lines : null;
}

export interface ArgumentSurroundings {
  /** Canonical interface name of the platform, or null. */
  interfaceName: (text: string) => string | null;
  /** Prefixes that ping and traceroute may be sent to. */
  pingDestinations: readonly string[];
}

export type ParsedArguments = { ok: true; args: DiagnosticArguments } | { ok: false; problem: string };

/**
 * Words behind the devices, in table order, and the flags, to canonical arguments. The problem is a sentence for the
 * person: which argument, what was expected, what came.
 */
export function parseArguments(
  diagnostic: DiagnosticName,
  words: readonly string[],
  flags: Readonly<Record<string, string | undefined>>,
  surroundings: ArgumentSurroundings,
): ParsedArguments {
  const specs = diagnostics[diagnostic].arguments;
  if (words.length > specs.length) {
    const most = specs.length === 0 ? 'no arguments' : `at most ${specs.map(argumentLabel).join(', ')}`;
    return problem(`${diagnostic} takes ${most}; ${shown(words[specs.length] ?? '')} is one too many.`);
  }
  const args: DiagnosticArguments = {};
  for (const [index, spec] of specs.entries()) {
    const { name, required } = spec;
    const word = words[index];
    if (word === undefined) {
      if (required) return problem(`${diagnostic} needs ${expected[name]} as <${argumentLabel(spec)}>.`);
      continue;
    }
    const wrong = take(args, name, word, surroundings);
    if (wrong !== null) return problem(wrong);
  }
  for (const [name, value] of Object.entries(flags)) {
    if (value === undefined) continue;
    const wrong = takeFlag(args, diagnostic, name, value);
    if (wrong !== null) return problem(wrong);
  }
  return { ok: true, args };
}

const expected: Record<ArgumentName | 'vrf' | 'source', string> = {
  prefix: 'an IPv4 or IPv6 prefix such as 203.0.113.0/24 (an address counts as a host prefix)',
  target: 'an IPv4 or IPv6 prefix or address',
  address: 'an IPv4 or IPv6 address',
  mac: 'a MAC address such as 00:53:00:aa:bb:cc or 0053.00aa.bbcc',
  interface: "an interface name in the platform's own spelling",
  peer: 'the address of a BGP peer, or its interface when it is unnumbered',
  destination: 'an IPv4 or IPv6 address (a name is not looked up)',
  lines: `a number of lines from 1 to ${mostLines}`,
  vrf: 'a VRF name (letters, digits and _ . : -, at most 32)',
  source: 'an IPv4 or IPv6 address of the device',
};

/** A prefix keeps its length; a bare address stays one where addresses are looked up, else it is a host prefix. */
function routeTarget(name: 'prefix' | 'target', word: string): string | null {
  const address = parseIpAddress(word);
  if (address === null) return parsePrefix(word)?.prefix ?? null;
  if (name === 'target') return address;
  return `${address}/${isIPv4(address) ? 32 : 128}`;
}

/** Puts the canonical value into `args`; the problem as a sentence, or null. */
function take(
  args: DiagnosticArguments,
  name: ArgumentName,
  word: string,
  { interfaceName, pingDestinations }: ArgumentSurroundings,
): string | null {
  if (word.length > longestArgument) return mismatch(name, word);
  switch (name) {
    case 'interface': {
      const value = interfaceName(word);
      if (value === null) return mismatch(name, word);
      args.interface = value;
      return null;
    }
    case 'peer': {
      const value = parseIpAddress(word) ?? (/\d/.test(word) && /^[A-Za-z]/.test(word) ? interfaceName(word) : null);
      if (value === null) return mismatch(name, word);
      args.peer = value;
      return null;
    }
    case 'prefix':
    case 'target': {
      const value = routeTarget(name, word);
      if (value === null) return mismatch(name, word);
      args[name] = value;
      return null;
    }
    case 'address': {
      const value = parseIpAddress(word);
      if (value === null) return mismatch(name, word);
      args.address = value;
      return null;
    }
    case 'mac': {
      const value = parseMac(word);
      if (value === null) return mismatch(name, word);
      args.mac = value;
      return null;
    }
    case 'destination': {
      const value = parseIpAddress(word);
      if (value === null) return mismatch(name, word);
      if (!isAllowedDestination(value, pingDestinations)) {
        const allowed = pingDestinations.length === 0 ? 'none are configured' : pingDestinations.join(', ');
        return `destination: ${value} is not an allowed destination. Allowed (pingDestinations): ${allowed}; never loopback, link-local, multicast or broadcast addresses.`;
      }
      args.destination = value;
      return null;
    }
    case 'lines': {
      const value = parseLines(word);
      if (value === null) return mismatch(name, word);
      args.lines = value;
      return null;
    }
  }
}

function takeFlag(args: DiagnosticArguments, diagnostic: DiagnosticName, name: string, value: string): string | null {
  const known: readonly string[] = diagnostics[diagnostic].flags;
  if (!known.includes(name)) {
    const flags = known.length === 0 ? 'no flags' : known.map((flag) => `--${flag}`).join(' and ');
    return `${diagnostic} knows ${flags}; ${shown(`--${name}`)} is not one of them.`;
  }
  if (name === 'vrf') {
    const vrf = parseVrf(value);
    if (vrf === null) return mismatch('vrf', value);
    args.vrf = vrf;
    return null;
  }
  const source = value.length > longestArgument ? null : parseIpAddress(value);
  if (source === null) return mismatch('source', value);
  args.source = source;
  return null;
}

function mismatch(name: keyof typeof expected, value: string): string {
  return `${name}: expected ${expected[name]}, received ${shown(value)}.`;
}

function problem(text: string): ParsedArguments {
  return { ok: false, problem: text };
}

/** In quotes, control and non-ASCII characters escaped, at most 40 of them. */
function shown(value: string): string {
  const characters = [...value].slice(0, 40).join('');
  const escaped = JSON.stringify(characters).replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return characters.length < value.length ? `${escaped} … (${value.length} characters)` : escaped;
}
