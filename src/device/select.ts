import { isIP } from 'node:net';
import { nearest } from '../lib/nearest.ts';
import type { Device, Inventory } from './inventory.ts';

export type Selection = { ok: true; devices: Device[] } | { ok: false; problem: string };

/**
 * The devices a person means by one token: names joined by commas, or selectors `site:` `role:` `tag:` `platform:`
 * joined by commas or spaces, of which all must hold. Empty, `*`, `all` and no match are problems, never "every device".
 */
export function select(inventory: Inventory, token: string): Selection {
  const known = Object.keys(inventory.devices);
  if (token.length > longestToken) return problem('The list of devices is too long. Use a selector such as role:leaf.');
  const words = token.split(/^[a-z]+:/.test(token) ? /[, ]/ : ',');
  if (words.some((word) => word === ''))
    return problem('A device is missing. Name one or more, e.g. leaf1,leaf2 or role:leaf.');
  if (words.some((word) => word === '*' || word === 'all')) {
    return problem(`"${token}" would mean every device. Name them, or use a selector such as site:ams1.`);
  }
  const selectors = words.filter((word) => word.includes(':') && isIP(word) === 0);
  if (selectors.length === 0) return byName(inventory, words, known);
  if (selectors.length < words.length)
    return problem('Names and selectors cannot be mixed. Ask twice, or use one kind.');
  return bySelector(inventory, selectors);
}

const longestToken = 4096;

function byName(inventory: Inventory, words: readonly string[], known: readonly string[]): Selection {
  const devices: Device[] = [];
  for (const word of new Set(words)) {
    const device = inventory.devices[word];
    if (!device) return problem(unknownDevice(inventory, word, known));
    devices.push(device);
  }
  return { ok: true, devices };
}

function unknownDevice(inventory: Inventory, word: string, known: readonly string[]): string {
  const shown = JSON.stringify(word.slice(0, 64));
  if (isIP(word) !== 0) {
    const owner = Object.values(inventory.devices).find(({ address }) => address === word);
    return `${shown} is an address; devices are called by their inventory name, never an address.${owner ? ` Did you mean ${owner.name}?` : ''}`;
  }
  const near = nearest(word, known);
  const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Known: ${sample(known)}.`;
  return `There is no device ${shown} in the inventory. ${hint}`;
}

const fields = {
  site: (device: Device) => [device.site],
  role: (device: Device) => [device.role],
  tag: (device: Device) => device.tags,
  platform: (device: Device) => [device.platform],
} as const;

function bySelector(inventory: Inventory, selectors: readonly string[]): Selection {
  let devices = Object.values(inventory.devices);
  for (const selector of selectors) {
    const colon = selector.indexOf(':');
    const field = selector.slice(0, colon);
    const wanted = selector.slice(colon + 1);
    if (!isField(field))
      return problem(`"${selector.slice(0, 64)}" is not a selector. Known: site: role: tag: platform:.`);
    if (wanted === '' || wanted === '*')
      return problem(`"${selector}" names no ${field}. Write for example ${field}:${example(inventory, field)}.`);
    devices = devices.filter((device) => (fields[field](device) as (string | null)[]).includes(wanted));
  }
  if (devices.length > 0) return { ok: true, devices };
  return problem(`No device matches ${selectors.join(',').slice(0, 200)}. ${knownValues(inventory)}`);
}

function isField(text: string): text is keyof typeof fields {
  return Object.hasOwn(fields, text);
}

function values(inventory: Inventory, field: keyof typeof fields): string[] {
  const all = Object.values(inventory.devices).flatMap((device) => fields[field](device) as (string | null)[]);
  return [...new Set(all.filter((value) => value !== null))];
}

function example(inventory: Inventory, field: keyof typeof fields): string {
  return values(inventory, field)[0] ?? 'name';
}

function knownValues(inventory: Inventory): string {
  const parts = (Object.keys(fields) as (keyof typeof fields)[])
    .map((field) => ({ field, known: values(inventory, field) }))
    .filter(({ known }) => known.length > 0)
    .map(({ field, known }) => `${field}: ${sample(known)}`);
  return `Known: ${parts.join(' · ')}.`;
}

function sample(words: readonly string[]): string {
  return words.length > 8 ? `${words.slice(0, 8).join(', ')} and ${words.length - 8} more` : words.join(', ');
}

function problem(text: string): Selection {
  return { ok: false, problem: text };
}
