import { select } from './device/inventory.ts';
import { parseIpAddress } from './domain/arguments.ts';
import type { Playbook, PlaybookInput } from './domain/playbook.ts';
import { UserError } from './lib/errors.ts';
import type { Deps } from './ops/deps.ts';
import { platforms } from './platforms/index.ts';

/** Positional words → a playbook's inputs, each known and canonical. Throws UserError before anything is read. */
export function playbookInputs(
  deps: Pick<Deps, 'devices'>,
  playbook: Playbook,
  words: readonly string[],
): Record<string, string> {
  const names = playbook.inputs.map(({ name }) => `<${name}>`).join(' ');
  if (words.length !== playbook.inputs.length)
    throw new UserError(
      'usage',
      `${playbook.name} takes ${playbook.inputs.length} inputs, ${words.length} are given: /playbook run ${playbook.name} ${names}`,
    );
  const given: Record<string, string> = {};
  for (const [i, input] of playbook.inputs.entries())
    given[input.name] = inputValue(deps, input, words[i] ?? '', given);
  return given;
}

function inputValue(
  deps: Pick<Deps, 'devices'>,
  input: PlaybookInput,
  word: string,
  given: Record<string, string>,
): string {
  const { inventory } = deps.devices;
  if (input.kind === 'device') {
    const selected = select(inventory, word);
    if (!selected.ok) throw new UserError('usage', `${input.name}: ${selected.problem}`);
    const [device, ...more] = selected.devices;
    if (!device || more.length > 0) throw new UserError('usage', `${input.name}: name one device.`);
    return device.name;
  }
  if (input.kind === 'interface') {
    const device = inventory.devices[given[input.of ?? ''] ?? ''];
    const name = device ? platforms[device.platform].interfaceName(word) : null;
    if (name === null)
      throw new UserError(
        'usage',
        `${input.name}: ${JSON.stringify(word)} is not an interface name on ${device?.name ?? 'that device'}.`,
      );
    return name;
  }
  if (input.kind === 'address') {
    const address = parseIpAddress(word);
    if (address === null) throw new UserError('usage', `${input.name}: ${JSON.stringify(word)} is not an IP address.`);
    return address;
  }
  if (!/^[\x21-\x7e]{1,64}$/.test(word))
    throw new UserError('usage', `${input.name}: ${JSON.stringify(word)} is not a plain word.`);
  return word;
}
