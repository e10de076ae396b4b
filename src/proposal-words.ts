import { select } from './device/inventory.ts';
import { parseIpAddress, parseVrf } from './domain/arguments.ts';
import { type MitigationArguments, type MitigationName, mitigationNames, mitigations } from './domain/mitigation.ts';
import { UserError } from './lib/errors.ts';
import { nearest } from './lib/nearest.ts';
import type { Deps } from './ops/deps.ts';
import type { Proposal } from './ops/propose-mitigation.ts';
import { platforms } from './platforms/index.ts';
import { refuseControlCharacters, refuseInvisible } from './question.ts';
import { splitWords } from './words.ts';

/** "<mitigation> <device> <interface|peer> [reason …]" → one change on one device. Throws UserError for the rest. */
export function readProposal(
  deps: Pick<Deps, 'config' | 'devices'>,
  text: string,
): { proposal: Omit<Proposal, 'incident' | 'playbookRun'>; dryRun: boolean } {
  refuseControlCharacters(text);
  const { words, flags } = splitWords(text, ['vrf'], ['dry-run']);
  const [name = '', device = '', target = '', ...reason] = words;
  refuseInvisible(`${name} ${device} ${target}`);
  const mitigation = mitigationNamed(name);
  const { argument } = mitigations[mitigation];
  if (device === '' || target === '')
    throw new UserError(
      'usage',
      `${mitigation} needs ${device === '' ? 'a device' : `the ${argument} on ${device}`}: /mitigate ${mitigation} ${device || '<device>'} <${argument}> [reason …]`,
    );
  const selected = select(deps.devices.inventory, device);
  if (!selected.ok) throw new UserError('usage', selected.problem);
  const [only, ...others] = selected.devices;
  if (!only || others.length > 0)
    throw new UserError(
      'usage',
      `A mitigation changes one device; "${device}" names ${selected.devices.length}. Name one.`,
    );
  const args = argumentsOf(mitigation, target, platforms[only.platform].interfaceName, only.name);
  const vrf = flags['vrf'] === undefined ? null : parseVrf(flags['vrf']);
  if (flags['vrf'] !== undefined && vrf === null) throw new UserError('usage', `"${flags['vrf']}" is not a VRF name.`);
  return {
    proposal: {
      mitigation,
      device: only.name,
      args: vrf === null ? args : { ...args, vrf },
      reason: reason.length === 0 ? null : reason.join(' ').replace(/^reason\s+/, ''),
    },
    dryRun: 'dry-run' in flags,
  };
}

function mitigationNamed(word: string): MitigationName {
  const found = mitigationNames.find((name) => name === word);
  if (found) return found;
  const close = nearest(word, mitigationNames);
  throw new UserError(
    'usage',
    `Unknown mitigation "${word}". ${close.length > 0 ? `Did you mean: ${close.join(', ')}?` : `Known: ${mitigationNames.join(', ')}.`}`,
  );
}

function argumentsOf(
  mitigation: MitigationName,
  target: string,
  interfaceName: (text: string) => string | null,
  device: string,
): MitigationArguments {
  if (mitigations[mitigation].argument === 'interface') {
    const name = interfaceName(target);
    if (name === null) throw new UserError('usage', `${JSON.stringify(target)} is not an interface name on ${device}.`);
    return { interface: name };
  }
  const peer = parseIpAddress(target);
  if (peer === null) throw new UserError('usage', `${JSON.stringify(target)} is not the address of a BGP peer.`);
  return { peer };
}
