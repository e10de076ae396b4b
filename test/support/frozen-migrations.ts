import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/**
 * Fails when a migration differs from what its first commit held: a store that has applied it would never see the edit.
 * Run by `npm run migrations`; reads git history, changes nothing.
 */
const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' });
const files = readdirSync('migrations')
  .filter((name) => name.endsWith('.sql'))
  .sort();
const problems: string[] = [];

for (const [index, name] of files.entries()) {
  if (name.slice(0, 4) === files[index - 1]?.slice(0, 4))
    problems.push(
      `migrations/${name} has the number of migrations/${files[index - 1]}. Give the newer one the next number.`,
    );
  const path = `migrations/${name}`;
  const first = git('log', '--diff-filter=A', '--format=%H', '--no-renames', '--', path).trim().split('\n').at(-1);
  if (!first) {
    console.log(`${path}: new, not committed yet`);
    continue;
  }
  if (git('show', `${first}:${path}`) !== readFileSync(path, 'utf8'))
    problems.push(`${path} was changed after it landed in ${first.slice(0, 10)}. Put the change into a new migration.`);
}
const gone = git('log', '--diff-filter=D', '--format=', '--name-only', '--no-renames', '--', 'migrations')
  .split('\n')
  .filter((path) => path.endsWith('.sql') && !files.includes(path.slice('migrations/'.length)));
for (const path of new Set(gone)) console.log(`${path}: taken away before it was part of a release`);

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exitCode = 1;
} else console.log(`${files.length} migrations are as they landed`);
