import { execFileSync } from 'node:child_process';

/** Runs a tool of the machine; throws with what it said. */
export function run(tool: string, args: readonly string[], input?: string): string {
  try {
    return execFileSync(tool, args, {
      encoding: 'utf8',
      stdio: 'pipe',
      cwd: '/',
      ...(input !== undefined && { input }),
    });
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new Error(`${tool} ${args.join(' ')}: ${stderr?.trim() || (error as Error).message}`, { cause: error });
  }
}

export function namespaces(): string[] {
  return run('ip', ['netns', 'list'])
    .split('\n')
    .flatMap((line) => line.replace(/ \(id: \d+\)$/, '') || []);
}
