import { type Device, select } from './device/inventory.ts';
import { platformOf } from './device/platform-table.ts';
import { parseArguments } from './domain/arguments.ts';
import { type DiagnosticArguments, type DiagnosticName, diagnosticNames, diagnostics } from './domain/diagnostics.ts';
import { UserError } from './lib/errors.ts';
import { nearest } from './lib/nearest.ts';
import { argumentsText } from './ops/arguments-text.ts';
import type { Question } from './ops/asked-question.ts';
import type { Deps } from './ops/deps.ts';
import { splitWords } from './words.ts';

/**
 * "<diagnostic> <devices> [arguments] [flags]" → a question whose every part is known and canonical. Throws UserError
 * before any device is touched.
 */
export function readQuestion(deps: Pick<Deps, 'config' | 'devices'>, text: string): Question {
  refuseControlCharacters(text);
  refuseInvisible(text);
  const { words, flags } = splitWords(text, ['vrf', 'source']);
  const [name = '', ...rest] = words;
  const diagnostic = diagnosticNamed(name);
  const selectors = rest.findIndex((word, index) => index > 0 && !/^(site|role|tag|platform):/.test(word));
  const deviceWords = /^(site|role|tag|platform):/.test(rest[0] ?? '')
    ? rest.slice(0, selectors === -1 ? undefined : selectors)
    : rest.slice(0, 1);
  const devices = select(deps.devices.inventory, deviceWords.join(' '));
  if (!devices.ok) throw new UserError('usage', devices.problem);
  const argumentWords = rest.slice(deviceWords.length);
  const parsed = argumentsFor(deps, diagnostic, devices.devices, argumentWords, flags);
  const names = devices.devices.map((device) => device.name);
  const args = argumentsText(diagnostic, parsed);
  return {
    diagnostic,
    devices: names,
    args: parsed,
    shortcut: `/net ${diagnostic} ${deviceWords.join(' ')}${args === '' ? '' : ` ${args}`}`,
  };
}

/** Canonical arguments that mean the same on every device: an interface has another name on another platform. */
function argumentsFor(
  deps: Pick<Deps, 'config' | 'devices'>,
  diagnostic: DiagnosticName,
  devices: readonly Device[],
  words: readonly string[],
  flags: Readonly<Record<string, string | undefined>>,
): DiagnosticArguments {
  const [first, ...others] = [...new Set(devices.map(({ platform }) => platform))].map((platform) => {
    const parsed = parseArguments(diagnostic, words, flags, {
      interfaceName: platformOf(deps.devices.platforms, platform).interfaceName,
      pingDestinations: deps.config.pingDestinations,
    });
    if (!parsed.ok) throw new UserError('usage', `${parsed.problem}${devices.length > 1 ? ` (${platform})` : ''}`);
    return { platform, args: parsed.args };
  });
  if (!first) throw new UserError('usage', 'No device is named.');
  const other = others.find(({ args }) => JSON.stringify(args) !== JSON.stringify(first.args));
  if (other)
    throw new UserError(
      'usage',
      `${words.join(' ')} is ${argumentsText(diagnostic, first.args)} on ${first.platform} and ${argumentsText(diagnostic, other.args)} on ${other.platform}. Ask one platform at a time.`,
    );
  return first.args;
}

function diagnosticNamed(word: string): DiagnosticName {
  const found = diagnosticNames.find((name) => name === word);
  if (found) return found;
  if (word === '') throw new UserError('usage', `Which diagnostic? One of: ${diagnosticNames.join(', ')}.`);
  const close = nearest(word, diagnosticNames);
  throw new UserError(
    'usage',
    `Unknown diagnostic "${word}". ${close.length > 0 ? `Did you mean: ${close.join(', ')}?` : `Known: ${Object.keys(diagnostics).join(', ')}.`}`,
  );
}

/** A newline or another control character never separates words: it is refused, whatever stands around it. */
export function refuseControlCharacters(text: string): void {
  const found = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.exec(text);
  if (found)
    throw new UserError(
      'usage',
      `The line holds a control character (${JSON.stringify(found[0])} at position ${found.index + 1}). Type it on one line.`,
    );
}

/** A zero-width character makes two names look alike: it is refused with its code, wherever a name is expected. */
export function refuseInvisible(text: string): void {
  const found = /\p{Cf}/u.exec(text);
  const code = found?.[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  if (found)
    throw new UserError(
      'usage',
      `The line holds an invisible character (U+${code} at position ${found.index + 1}). Type the word instead of pasting it.`,
    );
}
