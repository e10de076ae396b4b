import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { frrConfig } from './frr-config.ts';
import { igpDaemons } from './igp-config.ts';
import { logins } from './keys.ts';
import type { PlannedRouter } from './topology.ts';

/** What programs in the router need of the machine's /etc; the rest is written here. */
const borrowed = [
  'ld.so.cache',
  'ld.so.conf',
  'ld.so.conf.d',
  'alternatives',
  'localtime',
  'protocols',
  'services',
  'login.defs',
];

export interface RouterKeys {
  /** OpenSSH private key of the router. */
  host: string;
  /** One line of authorized_keys per login. */
  authorized: Record<keyof typeof logins, string>;
}

/** Fills `folder` with what `router-init.sh` mounts: etc/, log/, the host key and the login command. */
export function writeRouterFiles(
  folder: string,
  router: PlannedRouter,
  hosts: readonly PlannedRouter[],
  keys: RouterKeys,
): void {
  const etc = join(folder, 'etc');
  const write = (path: string, text: string, mode = 0o644) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true, mode: 0o755 });
    writeFileSync(file, text);
    chmodSync(file, mode);
  };
  mkdirSync(etc, { recursive: true, mode: 0o755 });
  for (const name of borrowed)
    if (existsSync(join('/etc', name)))
      cpSync(join('/etc', name), join(etc, name), { recursive: true, verbatimSymlinks: true });

  writeAccounts(write);
  for (const name of ['read', 'write'] as const)
    write(`etc/ssh/authorized_keys/${logins[name].user}`, `${keys.authorized[name]}\n`);
  // Nobody answers name questions here: without a resolver nothing waits for one.
  write('etc/nsswitch.conf', 'passwd: files\ngroup: files\nshadow: files\nhosts: files\n');
  write(
    'etc/hosts',
    ['127.0.0.1 localhost', ...hosts.map(({ loopback, name }) => `${loopback} ${name}`), ''].join('\n'),
  );
  write('etc/pam.d/frr', 'auth sufficient pam_permit.so\naccount sufficient pam_permit.so\n');
  write('etc/frr/frr.conf', frrConfig(router, hosts.indexOf(router)), 0o640);
  write('etc/frr/started', ['staticd', 'bgpd', ...(router.igp ? igpDaemons : []), ''].join('\n'));
  write('etc/frr/vtysh.conf', 'service integrated-vtysh-config\n');
  mkdirSync(join(folder, 'log', 'frr'), { recursive: true, mode: 0o755 });
  const { uid, gid } = frrIds();
  for (const path of ['etc/frr', 'etc/frr/frr.conf', 'etc/frr/vtysh.conf', 'log/frr'])
    chownSync(join(folder, path), uid, gid);

  write('host-key', keys.host, 0o600);
  write('sshd_config', sshdConfig(), 0o600);
  write('login.sh', readFileSync(join(import.meta.dirname, 'login.sh'), 'utf8'), 0o755);
}

/** The two logins exist only in the router. A member of frrvty may talk to the daemons. */
function writeAccounts(write: (path: string, text: string, mode?: number) => void): void {
  const users = Object.values(logins);
  const lines = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n');
  const passwd = users.map(({ user, id }) => `${user}:x:${id}:${id}::/home:/bin/sh`);
  const shadow = ['root', 'sshd', 'frr', ...users.map(({ user }) => user)].map((user) => `${user}:*:19000::::::`);
  const groups = lines('/etc/group').map((line) => {
    if (!line.startsWith('frrvty:')) return line;
    const names = users.map(({ user }) => user).join(',');
    return line.endsWith(':') ? `${line}${names}` : `${line},${names}`;
  });
  write('etc/passwd', `${[...lines('/etc/passwd'), ...passwd].join('\n')}\n`);
  write('etc/group', `${[...groups, ...users.map(({ user, id }) => `${user}:x:${id}:`)].join('\n')}\n`);
  write('etc/shadow', `${shadow.join('\n')}\n`, 0o600);
}

function frrIds(): { uid: number; gid: number } {
  const [, uid, gid] = /^frr:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  if (uid === undefined || gid === undefined) throw new Error('/etc/passwd has no user frr: install FRR');
  return { uid: Number(uid), gid: Number(gid) };
}

function sshdConfig(): string {
  return `${[
    'HostKey /mnt/router/host-key',
    'PidFile none',
    'UsePAM no',
    'UseDNS no',
    'AllowUsers ringdown-ro ringdown-rw',
    'AuthenticationMethods publickey',
    'AuthorizedKeysFile /etc/ssh/authorized_keys/%u',
    'PermitUserRC no',
    'DisableForwarding yes',
    'PrintMotd no',
    'PrintLastLog no',
    ...Object.entries(logins).flatMap(([name, { user }]) => [
      `Match User ${user}`,
      `  ForceCommand /mnt/router/login.sh ${name}`,
    ]),
  ].join('\n')}\n`;
}
