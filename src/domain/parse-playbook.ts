import { z } from 'zod';
import { dotted, type FileProblem, parseYaml, schemaProblems } from '../lib/yaml-file.ts';
import { diagnosticNames, diagnostics } from './diagnostics.ts';
import { mitigationNames, mitigations } from './mitigation.ts';
import type { Playbook } from './playbook.ts';
import { syntaxProblem, templateExpressions } from './playbook-cel.ts';

const identifier = z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/, { error: 'letters and digits, beginning with a letter' });
const text = z.string().min(1).max(2_000);

const schema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,40}$/, { error: 'small letters, digits and "-", such as interface-errors' }),
  title: text,
  trigger: z.strictObject({ when: text }).nullable().default(null),
  inputs: z.array(
    z.strictObject({
      name: identifier,
      kind: z.enum(['device', 'interface', 'address', 'text']),
      of: identifier.optional(),
    }),
  ),
  steps: z
    .array(
      z.strictObject({
        id: identifier,
        title: text,
        diagnostic: z.enum(diagnosticNames),
        device: text,
        args: z.partialRecord(z.enum(['interface', 'peer', 'destination', 'lines', 'vrf', 'source']), text).optional(),
        waitSeconds: z.number().min(0).max(60).optional(),
      }),
    )
    .min(1)
    .max(40),
  verdicts: z
    .array(
      z.strictObject({
        when: text,
        says: text,
        facts: z.array(z.strictObject({ when: text.optional(), says: text })).default([]),
        propose: z
          .strictObject({
            mitigation: z.enum(mitigationNames),
            device: text,
            args: z.partialRecord(z.enum(['interface', 'peer', 'vrf']), text),
            reason: text,
          })
          .optional(),
      }),
    )
    .min(1),
  healed: z.array(z.strictObject({ when: text, says: text })).default([]),
});

export type ParsedPlaybook = { ok: true; playbook: Playbook } | { ok: false; problems: FileProblem[] };

/** Reads one playbook file. Everything that could fail later is found here: names, inputs, and the syntax of every condition. */
export function parsePlaybook(content: string): ParsedPlaybook {
  const file = parseYaml(content);
  if (!file.ok) return file;
  const parsed = schema.safeParse(file.value, { reportInput: true });
  if (!parsed.success) return { ok: false, problems: schemaProblems(parsed.error, file.lineOf) };
  const playbook: Playbook = {
    ...parsed.data,
    steps: parsed.data.steps.map(({ args, ...step }) => ({
      ...step,
      args: Object.fromEntries(
        Object.entries(args ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
    })),
    verdicts: parsed.data.verdicts.map(({ propose, ...verdict }) => ({
      ...verdict,
      ...(propose
        ? {
            propose: {
              ...propose,
              args: Object.fromEntries(
                Object.entries(propose.args).filter((entry): entry is [string, string] => entry[1] !== undefined),
              ),
            },
          }
        : {}),
    })),
  };
  const problems = [...stepProblems(playbook), ...conditionProblems(playbook), ...proposalProblems(playbook)].map(
    ({ path, what }) => ({ line: file.lineOf(path), key: dotted(path), what }),
  );
  return problems.length > 0 ? { ok: false, problems } : { ok: true, playbook };
}

interface Found {
  path: PropertyKey[];
  what: string;
}

function stepProblems(playbook: Playbook): Found[] {
  const inputs = new Set(playbook.inputs.map(({ name }) => name));
  const seen = new Set<string>();
  const found: Found[] = [];
  playbook.inputs.forEach((input, i) => {
    if (input.kind === 'interface' && !playbook.inputs.some(({ name, kind }) => name === input.of && kind === 'device'))
      found.push({ path: ['inputs', i, 'of'], what: 'an interface names the device input that it belongs to' });
  });
  playbook.steps.forEach((step, i) => {
    if (seen.has(step.id)) found.push({ path: ['steps', i, 'id'], what: `"${step.id}" is used twice` });
    seen.add(step.id);
    found.push(...inputProblems({ device: step.device, ...step.args }, inputs, ['steps', i]));
    for (const argument of diagnostics[step.diagnostic].arguments)
      if (argument.required && step.args[argument.name] === undefined)
        found.push({ path: ['steps', i], what: `${step.diagnostic} needs the argument "${argument.name}"` });
  });
  return found;
}

function proposalProblems(playbook: Playbook): Found[] {
  const inputs = new Set(playbook.inputs.map(({ name }) => name));
  return playbook.verdicts.flatMap(({ propose }, i) => {
    if (!propose) return [];
    const path = ['verdicts', i, 'propose'];
    const { argument } = mitigations[propose.mitigation];
    return [
      ...inputProblems({ device: propose.device, ...propose.args }, inputs, path),
      ...(propose.args[argument] === undefined
        ? [{ path, what: `${propose.mitigation} needs the argument "${argument}"` }]
        : []),
    ];
  });
}

function inputProblems(texts: Record<string, string>, inputs: ReadonlySet<string>, path: PropertyKey[]): Found[] {
  return Object.entries(texts).flatMap(([key, value]) => {
    const name = /^\$\{(\w+)\}$/.exec(value)?.[1];
    return name !== undefined && !inputs.has(name)
      ? [{ path: [...path, key], what: `there is no input "${name}" (known: ${[...inputs].join(', ')})` }]
      : [];
  });
}

function conditionProblems(playbook: Playbook): Found[] {
  const found: Found[] = [];
  const condition = (expression: string | undefined, path: PropertyKey[]) => {
    const problem = expression === undefined ? null : syntaxProblem(expression);
    if (problem !== null) found.push({ path, what: `not a CEL expression: ${problem}` });
  };
  const template = (value: string, path: PropertyKey[]) => {
    for (const expression of templateExpressions(value)) condition(expression, path);
  };
  condition(playbook.trigger?.when, ['trigger', 'when']);
  playbook.verdicts.forEach((verdict, i) => {
    condition(verdict.when, ['verdicts', i, 'when']);
    template(verdict.says, ['verdicts', i, 'says']);
    verdict.facts.forEach((fact, k) => {
      condition(fact.when, ['verdicts', i, 'facts', k, 'when']);
      template(fact.says, ['verdicts', i, 'facts', k, 'says']);
    });
    if (verdict.propose) template(verdict.propose.reason, ['verdicts', i, 'propose', 'reason']);
  });
  playbook.healed.forEach(({ when, says }, i) => {
    condition(when, ['healed', i, 'when']);
    template(says, ['healed', i, 'says']);
  });
  return found;
}
