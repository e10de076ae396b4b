import type { Config } from './config.ts';
import type { Deps } from './ops/deps.ts';
import type { Field } from './slack/views/form.ts';

/** A menu of Slack takes this many options and at least one; a larger inventory, and an empty one, is typed. */
const mostOptions = 100;
const fitsMenu = (names: readonly string[]) => names.length > 0 && names.length <= mostOptions;

/** The severity, `sev3` unless something was chosen before. */
export function severityField(initial: string): Field {
  return {
    name: 'severity',
    label: 'Severity',
    kind: 'choice',
    options: [
      { value: 'sev1', label: 'sev1 · customers are down' },
      { value: 'sev2', label: 'sev2 · service is degraded' },
      { value: 'sev3', label: 'sev3 · redundancy is lost' },
      { value: 'sev4', label: 'sev4 · to be looked at' },
    ],
    initial,
  };
}

/** One or several devices of the inventory. */
export function devicesField(deps: Pick<Deps, 'devices'>, initial: string): Field {
  const names = Object.keys(deps.devices.inventory.devices);
  const common = { name: 'devices', label: 'Devices' };
  if (!fitsMenu(names) || initial.includes(':'))
    return {
      ...common,
      kind: 'text',
      placeholder: 'leaf1,leaf2 or site:ams1 role:leaf',
      ...(initial === '' ? {} : { initial }),
    };
  return { ...common, kind: 'choices', options: names.map(optionOf), initial: initial.split(',') };
}

/** One device of the inventory. */
export function deviceField(deps: Pick<Deps, 'devices'>, name: string, label: string, initial: string): Field {
  const names = Object.keys(deps.devices.inventory.devices);
  if (!fitsMenu(names))
    return { name, label, kind: 'text', placeholder: 'leaf1', ...(initial === '' ? {} : { initial }) };
  return { name, label, kind: 'choice', options: names.map(optionOf), initial };
}

function optionOf(value: string) {
  return { value, label: value };
}

/** The people key of a chosen person, as it is typed; null for somebody the config does not know. */
export function typedPerson(config: Config, slackUser: string): string | null {
  const found = Object.entries(config.people).find(([, { slack }]) => slack === slackUser);
  return found ? `@${found[0]}` : null;
}

export const unknownPerson = 'ringdown does not know this person. An operator adds them under people in ringdown.yaml.';
