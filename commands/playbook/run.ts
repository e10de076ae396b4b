import { defineCommand } from '../../src/command.ts';
import { deviceField } from '../../src/fields.ts';
import { incidentOf } from '../../src/incident-of.ts';
import { UserError } from '../../src/lib/errors.ts';
import { startPlaybook } from '../../src/ops/start-playbook.ts';
import { playbookInputs } from '../../src/playbook-inputs.ts';
import { playbookNamed } from '../../src/playbook-named.ts';
import { problemOf } from '../../src/problem-of.ts';
import { refuseControlCharacters } from '../../src/question.ts';
import { inChannel } from '../../src/reply.ts';
import type { Field } from '../../src/slack/views/form.ts';
import { spend } from '../../src/spend.ts';
import { splitWords } from '../../src/words.ts';

export default defineCommand({
  summary: 'read the evidence of a playbook, in order, and conclude',
  usage: '<name> <inputs>',
  right: 'read',
  needs: 'incident',
  form: {
    opensEmpty: true,
    build({ deps }, rest) {
      const [name = '', ...words] = rest.split(/\s+/);
      const playbook = deps.playbooks.get(name);
      if (deps.playbooks.size === 0) return null;
      if (!playbook)
        return {
          title: 'Run a playbook',
          submit: 'Next',
          isStep: true,
          shortcut: '/playbook run interface-errors …',
          fields: [
            {
              name: 'playbook',
              label: 'Playbook',
              kind: 'choice',
              options: [...deps.playbooks.values()].map((one) => ({
                value: one.name,
                label: `${one.name} · ${one.title}`,
              })),
            },
          ],
          line: ({ playbook: chosen = '' }) => ({ ok: true, text: chosen }),
        };
      return {
        title: name,
        submit: 'Run',
        shortcut: `/playbook run ${name} ${playbook.inputs.map((input) => `<${input.name}>`).join(' ')}`,
        fields: playbook.inputs.map((input, i): Field => {
          const initial = words[i] ?? '';
          return input.kind === 'device'
            ? deviceField(deps, input.name, labelOf(input.name), initial)
            : {
                ...{ name: input.name, label: labelOf(input.name), kind: 'text', longest: 64, initial },
                ...(input.kind === 'text' ? {} : { placeholder: examples[input.kind] }),
              };
        }),
        line(values) {
          const given = playbook.inputs.map((input) => values[input.name] ?? '');
          const wrong = problemOf(() => playbookInputs(deps, playbook, given));
          if (wrong === null) return { ok: true, text: `${name} ${given.join(' ')}` };
          const field = playbook.inputs.find((input) => wrong.startsWith(`${input.name}:`)) ?? playbook.inputs[0];
          return { ok: false, errors: { [field?.name ?? '']: wrong } };
        },
      };
    },
  },
  async run(context, rest) {
    refuseControlCharacters(rest);
    const [name = '', ...words] = splitWords(rest, []).words;
    if (name === '') throw new UserError('usage', 'Which playbook? /playbook list shows them.');
    const playbook = playbookNamed(context.deps, name);
    const inputs = playbookInputs(context.deps, playbook, words);
    await spend(context, 'read', `playbook run ${name}`);
    await startPlaybook(context.deps, context.cause, { playbook, incident: incidentOf(context), inputs });
    return inChannel(`Playbook ${name} is running.`);
  },
});

/** `neighborDevice` as people read it. */
function labelOf(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const examples = { interface: 'eth1', address: '192.0.2.1' };
