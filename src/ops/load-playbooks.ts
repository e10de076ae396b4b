import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePlaybook } from '../domain/parse-playbook.ts';
import type { Playbook } from '../domain/playbook.ts';
import { UserError } from '../lib/errors.ts';
import { problemText } from '../lib/yaml-file.ts';

/** Reads every *.yaml of the folder. Throws UserError with all problems of all files; no playbook is loaded then. */
export function loadPlaybooks(folder: string): ReadonlyMap<string, Playbook> {
  const loaded = new Map<string, Playbook>();
  const problems: string[] = [];
  for (const name of filesIn(folder)) {
    const parsed = parsePlaybook(readFileSync(join(folder, name), 'utf8'));
    if (!parsed.ok) problems.push(problemText(name, parsed.problems));
    else if (`${parsed.playbook.name}.yaml` !== name)
      problems.push(
        `${name}:1: name: "${parsed.playbook.name}" stands in a file of another name; call the file ${parsed.playbook.name}.yaml`,
      );
    else loaded.set(parsed.playbook.name, parsed.playbook);
  }
  if (problems.length > 0) throw new UserError('usage', problems.join('\n'));
  return loaded;
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .sort();
  } catch (error) {
    throw new UserError('usage', `playbooks: ${folder} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
