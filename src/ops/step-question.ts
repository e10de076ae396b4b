import { parseArguments } from '../domain/arguments.ts';
import { type DiagnosticArguments, diagnostics } from '../domain/diagnostics.ts';
import { type PlaybookStep, resolveStep } from '../domain/playbook.ts';
import { platforms } from '../platforms/index.ts';
import type { Deps } from './deps.ts';

export type StepQuestion = { ok: true; device: string; args: DiagnosticArguments } | { ok: false; problem: string };

/**
 * What a step asks, under the same rules as a question that a person types: a known device, arguments of their grammar,
 * allowed destinations. Inputs come from alert labels, so nothing about them is taken for granted.
 */
export function stepQuestion(
  deps: Pick<Deps, 'devices' | 'config'>,
  step: PlaybookStep,
  inputs: Record<string, string>,
): StepQuestion {
  const resolved = resolveStep(step, inputs);
  if (!resolved.ok) return resolved;
  const device = Object.hasOwn(deps.devices.inventory.devices, resolved.device)
    ? deps.devices.inventory.devices[resolved.device]
    : undefined;
  if (!device)
    return {
      ok: false,
      problem: `step ${step.id}: there is no device ${JSON.stringify(resolved.device.slice(0, 80))} in the inventory`,
    };
  const words = diagnostics[step.diagnostic].arguments.flatMap(({ name }) => {
    const value = resolved.args[name];
    return value === undefined ? [] : [String(value)];
  });
  const parsed = parseArguments(
    step.diagnostic,
    words,
    { vrf: resolved.args.vrf, source: resolved.args.source },
    {
      interfaceName: platforms[device.platform].interfaceName,
      pingDestinations: deps.config.pingDestinations,
    },
  );
  if (!parsed.ok) return { ok: false, problem: `step ${step.id} on ${device.name}: ${parsed.problem}` };
  return { ok: true, device: device.name, args: parsed.args };
}
