import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'vitest';

/** `reason` is what the screen shows: `skipped: needs …`. */
export type Need = { ok: true } | { ok: false; reason: string };

/** What some tests need of the machine. `.ci/run` installs it and sets RINGDOWN_REQUIRE=all: there nothing may be absent. */
export const need = {
  root: (): Need => needed('root (may make namespaces)', mayMakeNamespaces()),
  frr: (): Need => {
    const missing = labPrograms.filter(([program]) => findProgram(program) === null).map(([, name]) => name);
    return needed([...new Set(missing)].join(', '), missing.length === 0);
  },
  chromium: (): Need => needed('Chromium', chromiumPath() !== null),
  corpus: (): Need =>
    needed(`recordings of real devices in ${corpusFolder} (RINGDOWN_CORPUS)`, existsSync(corpusFolder)),
};

/** Recordings of other people, never committed. */
const corpusFolder = resolve(import.meta.dirname, '../..', process.env['RINGDOWN_CORPUS'] ?? '../shared/corpus');

function chromiumPath(): string | null {
  return findProgram('chromium') ?? findProgram('chromium-browser');
}

/** Like `describe`; where a need is absent it says so on the screen and skips, or fails under RINGDOWN_REQUIRE=all. */
export function describeWith(needs: readonly Need[], title: string, tests: () => void): void {
  const reason = together(needs);
  if (reason === null) return void describe(title, tests);
  if (process.env['RINGDOWN_REQUIRE'] === 'all') {
    describe(title, () => {
      test('has what it needs', () => {
        throw new Error(
          `${title}: ${reason.replace('skipped: ', '')}. RINGDOWN_REQUIRE=all allows no skipping: install what is missing.`,
        );
      });
    });
    return;
  }
  console.warn(`${title}: ${reason}`);
  describe.skip(`${title} (${reason})`, tests);
}

/** One reason of all that are absent, or null. */
export function together(needs: readonly Need[]): string | null {
  const absent = needs.flatMap((one) => (one.ok ? [] : one.reason.slice(opening.length)));
  return absent.length === 0 ? null : `${opening}${absent.join(' and ')}`;
}

const opening = 'skipped: needs ';

/** Program and the name people install it by. */
const labPrograms: [program: string, name: string][] = [
  ['vtysh', 'FRR (vtysh)'],
  ['/usr/lib/frr/bgpd', 'FRR (vtysh)'],
  ['sshd', 'OpenSSH server'],
  ['ip', 'iproute2'],
  ['nft', 'nftables'],
  ['ping', 'iputils-ping'],
  ['traceroute', 'traceroute'],
  ['nsenter', 'util-linux'],
  ['setpriv', 'util-linux'],
];

function needed(what: string, ok: boolean): Need {
  return ok ? { ok } : { ok, reason: `${opening}${what}` };
}

/** Root alone is not enough in a container without the right to make namespaces. */
function mayMakeNamespaces(): boolean {
  if (process.getuid?.() !== 0) return false;
  const unshare = findProgram('unshare');
  return unshare !== null && spawnSync(unshare, ['--net', '--mount', '--uts', '--pid', '--fork', 'true']).status === 0;
}

function findProgram(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/sbin'].filter((folder) => folder !== '');
  const candidates = name.startsWith('/') ? [name] : folders.map((folder) => join(folder, name));
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
