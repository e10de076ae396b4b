import type { CommandContext, Form } from './command.ts';
import { argumentLabel, type DiagnosticName, diagnosticNames, diagnostics } from './domain/diagnostics.ts';
import { devicesField } from './fields.ts';
import { problemOf } from './problem-of.ts';
import { readQuestion } from './question.ts';
import type { Field } from './slack/views/form.ts';

/** Asks for what a `/net` line lacks; what was typed is filled in. */
export function netForm({ deps, incident }: CommandContext, rest: string): Form {
  const words = rest.split(/\s+/).filter((word) => word !== '' && !word.startsWith('--'));
  const [diagnostic = '', devices = '', ...given] = words;
  const known = diagnosticNames.find((name) => name === diagnostic);
  return {
    title: 'Read devices',
    submit: 'Read',
    shortcut: '/net bgp-summary leaf1',
    fields: [
      diagnosticField(diagnostic),
      devicesField(deps, devices),
      {
        name: 'argument',
        label:
          known && diagnostics[known].arguments[0]
            ? argumentLabel(diagnostics[known].arguments[0])
            : 'Interface, peer, prefix …',
        kind: 'text',
        isOptional: true,
        longest: 64,
        hint: 'Where the diagnostic asks for one.',
        initial: given.join(' '),
      },
      { name: 'vrf', label: 'VRF', kind: 'text', isOptional: true, longest: 32 },
      ...(incident === null ? [] : [watchField]),
    ],
    line(values) {
      const { diagnostic: what = '', devices: where = '', argument, vrf, watch } = values;
      const question = [what, where, argument, vrf === undefined ? undefined : `--vrf ${vrf}`];
      const text = question.filter((word) => word !== undefined).join(' ');
      const wrong = problemOf(() => readQuestion(deps, text));
      if (wrong === null) return { ok: true, text: watch === undefined ? text : `${text} --watch ${watch}` };
      return { ok: false, errors: { [fieldOf(wrong, what)]: wrong } };
    },
  };
}

export function diagnosticField(initial: string): Field {
  const options = diagnosticNames.map((value) => ({ value, label: optionText(value) }));
  return { name: 'diagnostic', label: 'What?', kind: 'choice', options, initial };
}

const watchField: Field = {
  name: 'watch',
  label: 'Keep looking for',
  kind: 'choice',
  isOptional: true,
  options: ['5m', '10m', '30m', '1h'].map((value) => ({ value, label: value })),
};

function optionText(name: DiagnosticName): string {
  return `${name} · ${diagnostics[name].summary}`;
}

/** Beside which field a problem is shown. */
function fieldOf(problem: string, diagnostic: string): string {
  if (/vrf/i.test(problem)) return 'vrf';
  return problem.startsWith(diagnostic) || /^\w+: /.test(problem) ? 'argument' : 'devices';
}
