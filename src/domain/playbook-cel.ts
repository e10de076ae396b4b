import { Environment } from '@marcbachmann/cel-js';
import { duration, grouped } from './verdict-words.ts';

/** What texts of a playbook can use besides CEL's own functions; numbers such as AS numbers are never grouped by themselves. */
const cel = new Environment({ unlistedVariablesAreDyn: true })
  .registerFunction('grouped(double): string', (value: number) => grouped(value))
  .registerFunction('grouped(int): string', (value: bigint) => grouped(String(value)))
  .registerFunction('span(double): string', (seconds: number) => duration(seconds));

export type CelResult = { ok: true; value: unknown } | { ok: false; problem: string };

/** Evaluates one CEL expression. Numbers of records are doubles, as CEL sees JSON. Never throws. */
export function evaluate(expression: string, variables: Record<string, unknown>): CelResult {
  try {
    return { ok: true, value: cel.evaluate(expression, variables) };
  } catch (error) {
    return { ok: false, problem: firstLine(error) };
  }
}

/** What is wrong with an expression's syntax; null when it can be parsed. */
export function syntaxProblem(expression: string): string | null {
  try {
    cel.parse(expression);
    return null;
  } catch (error) {
    return firstLine(error);
  }
}

/** The CEL expressions inside "text ${expression} text". */
export function templateExpressions(template: string): string[] {
  return [...template.matchAll(/\$\{([^}]*)\}/g)].map((match) => match[1] ?? '');
}

/** Fills "${expression}" in a text; what cannot be evaluated reads "unknown", because unknown is said aloud. */
export function fillTemplate(template: string, variables: Record<string, unknown>): string {
  return template.replace(/\$\{([^}]*)\}/g, (_, expression: string) => {
    const result = evaluate(expression, variables);
    return result.ok ? valueText(result.value) : 'unknown';
  });
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return 'unknown';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toFixed(1);
  if (Array.isArray(value)) return value.map(valueText).join(', ') || 'none';
  return String(value);
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
