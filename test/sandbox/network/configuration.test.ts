import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rw, type Shell, startWorld, type World } from './ssh-client.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

async function runAll(shell: Shell, lines: string[]): Promise<string> {
  let output = '';
  for (const line of lines) output += await shell.run(line);
  return output;
}

async function ethernet1(): Promise<string> {
  return (await world.json('spine1', 'show interfaces Ethernet1 | json')).interfaces.Ethernet1.interfaceStatus;
}

describe('arista_eos', () => {
  let shell: Shell;
  beforeEach(async () => {
    shell = await world.shell('spine1', rw);
    await runAll(shell, ['enable', 'terminal length 0', 'terminal width 511']);
  });
  afterEach(() => shell.close());

  test('a configuration session shows its place in the prompt, its diff, and changes nothing before commit', async () => {
    expect(await shell.run('configure session ringdown-1f9c22ab')).toMatch(/spine1\(config-s-ringdo\)#$/);
    expect(await shell.run('interface Ethernet1')).toMatch(/spine1\(config-s-ringdo-if-Et1\)#$/);
    await shell.run('shutdown');
    const diff = await shell.run('show session-config diffs');
    expect(diff).toContain('--- system:/running-config\n+++ session:/ringdown-1f9c22ab-session-config\n@@ ');
    expect(diff).toContain('\n interface Ethernet1\n    description to leaf1 eth1\n+   shutdown\n');
    expect(await ethernet1()).toBe('connected');
    expect(await shell.run('commit')).toMatch(/spine1#$/);
    expect(await ethernet1()).toBe('disabled');
  });

  test('abort throws the session away', async () => {
    await runAll(shell, ['configure session s1', 'interface Ethernet1', 'shutdown', 'abort']);
    expect(await ethernet1()).toBe('connected');
    expect(await shell.run('configure session s1 commit')).toContain('% ');
  });

  test('a commit timer that nobody confirms brings the old configuration back', async () => {
    await runAll(shell, ['configure session s2', 'interface Ethernet1', 'shutdown', 'commit timer 00:05:00']);
    expect(await ethernet1()).toBe('disabled');
    world.forward(299_000);
    expect(await ethernet1()).toBe('disabled');
    world.forward(2000);
    expect(await ethernet1()).toBe('connected');
    world.forward(3000);
    const peers = (await world.json('spine1', 'show ip bgp summary vrf all | json')).vrfs.default.peers;
    expect(peers['198.51.100.1'].peerState).toBe('Established');
  });

  test('confirmed from another login, a commit timer stops', async () => {
    await runAll(shell, ['configure session s3', 'interface Ethernet1', 'shutdown', 'commit timer 00:05:00']);
    const other = await world.shell('spine1', rw);
    await runAll(other, ['enable', 'configure session s3 commit']);
    world.forward(600_000);
    expect(await ethernet1()).toBe('disabled');
    other.close();
  });

  test('configure session NAME abort takes a timed commit back at once', async () => {
    await runAll(shell, ['configure session s4', 'interface Ethernet1', 'shutdown', 'commit timer 00:05:00']);
    await shell.run('configure session s4 abort');
    expect(await ethernet1()).toBe('connected');
  });

  test('an unknown line is refused in the words of EOS, in EXEC and in configuration mode', async () => {
    expect(await shell.run('show interfaces Ethernet77')).toContain('% Invalid input');
    await shell.run('configure session s5');
    expect(await shell.run('shutdwon')).toContain('% Invalid input');
  });
});

describe('juniper_junos', () => {
  let shell: Shell;
  const interfaces = () => world.exec('edge1', 'show interfaces terse');
  beforeEach(async () => {
    shell = await world.shell('edge1', rw);
    await runAll(shell, ['set cli screen-length 0', 'set cli screen-width 511']);
  });
  afterEach(() => shell.close());

  test('shows what would change, checks it, and rolls back unconfirmed when the minutes are over', async () => {
    expect(await shell.run('configure exclusive')).toMatch(
      /Entering configuration mode\n\n\[edit\]\nringdown-rw@edge1# $/,
    );
    await shell.run('set interfaces et-0/0/0 disable');
    expect(await shell.run('show | compare')).toContain('[edit interfaces et-0/0/0]\n+   disable;\n');
    expect(await shell.run('commit check')).toContain('configuration check succeeds');
    const commit = await shell.run('commit confirmed 5 comment "ringdown-1f9c22ab"');
    expect(commit).toContain(
      'commit confirmed will be automatically rolled back in 5 minutes unless confirmed\ncommit complete\n',
    );
    expect(commit).toContain('# commit confirmed will be rolled back in 5 minutes\n[edit]');
    expect(await interfaces()).toMatch(/^et-0\/0\/0 +down +down$/m);
    world.forward(301_000);
    expect(await interfaces()).toMatch(/^et-0\/0\/0 +up +up$/m);
  });

  test('a second commit confirms, and rollback 1 leads back', async () => {
    await runAll(shell, ['configure exclusive', 'set interfaces et-0/0/0 disable', 'commit confirmed 5', 'commit']);
    world.forward(600_000);
    expect(await interfaces()).toMatch(/^et-0\/0\/0 +down +down$/m);
    await runAll(shell, ['rollback 1', 'commit']);
    expect(await interfaces()).toMatch(/^et-0\/0\/0 +up +up$/m);
    expect(await shell.run('exit')).toMatch(/Exiting configuration mode\n(?:\n)?ringdown-rw@edge1> $/);
  });

  test('a deactivated neighbor leaves the table and comes back when activated', async () => {
    const neighbor = 'protocols bgp group fabric neighbor 198.51.100.4';
    await runAll(shell, ['configure exclusive', `deactivate ${neighbor}`]);
    expect(await shell.run('show | compare')).toContain('inactive: neighbor 198.51.100.4');
    await shell.run('commit');
    expect(await world.exec('edge1', 'show bgp summary')).not.toContain('198.51.100.4 ');
    expect(await world.exec('edge1', 'show configuration protocols bgp | display set | no-more')).toContain(
      `deactivate ${neighbor}\n`,
    );
    await runAll(shell, [`activate ${neighbor}`, 'commit']);
    world.forward(3000);
    expect(await world.exec('edge1', 'show bgp summary')).toMatch(/^198\.51\.100\.4 .* Establ$/m);
  });

  test('shutdown of a neighbor keeps it in the table as Idle', async () => {
    const neighbor = 'protocols bgp group fabric neighbor 198.51.100.4';
    await runAll(shell, ['configure exclusive', `set ${neighbor} shutdown`, 'commit']);
    expect(await world.exec('edge1', 'show bgp summary')).toMatch(/^198\.51\.100\.4 .* Idle$/m);
    await runAll(shell, [`delete ${neighbor} shutdown`, 'commit']);
    world.forward(3000);
    expect(await world.exec('edge1', 'show bgp summary')).toMatch(/^198\.51\.100\.4 .* Establ$/m);
  });

  test('asks before it throws uncommitted changes away', async () => {
    await runAll(shell, ['configure exclusive', 'set interfaces et-0/0/0 disable']);
    expect(await shell.run('exit', /\[yes,no\] \(yes\) $/)).toContain('Exit with uncommitted changes?');
    expect(await shell.run('no')).toMatch(/# $/);
    await shell.run('exit', /\[yes,no\] \(yes\) $/);
    expect(await shell.run('yes')).toMatch(/> $/);
    expect(await interfaces()).toMatch(/^et-0\/0\/0 +up +up$/m);
  });

  test('an exclusive login keeps others out until it leaves, also by losing its connection', async () => {
    await shell.run('configure exclusive');
    const other = await world.shell('edge1', rw);
    expect(await other.run('configure exclusive')).toMatch(/error: configuration database locked by:\n {2}ringdown-rw/);
    shell.close();
    await expect.poll(() => other.run('configure exclusive')).toContain('Entering configuration mode');
    other.close();
  });

  test('an unknown word gets a caret and the words of Junos', async () => {
    expect(await shell.run('show nothing')).toMatch(/ \^\nsyntax error, expecting <command>\./);
    expect(await shell.run('reload')).toMatch(/ \^\nunknown command\./);
    expect(await shell.run('show interfaces et-0/0/9 | display json')).toContain('error: device et-0/0/9 not found');
  });
});

describe('frr', () => {
  test('names the mode in the prompt and refuses unknown words', async () => {
    const shell = await world.shell('leaf1', rw);
    expect(await shell.run('configure terminal')).toMatch(/leaf1\(config\)# $/);
    expect(await shell.run('interface eth1')).toMatch(/leaf1\(config-if\)# $/);
    expect(await shell.run('bogus')).toContain('% Unknown command: bogus');
    await shell.run('exit');
    expect(await shell.run('router bgp 65001')).toMatch(/leaf1\(config-router\)# $/);
    expect(await shell.run('neighbor 192.0.2.99 shutdown')).toContain(
      '% Specify remote-as or peer-group commands first',
    );
    expect(await shell.run('end')).toMatch(/leaf1# $/);
    shell.close();
  });
});

describe('a read-only account', () => {
  const refusals = [
    ['leaf1', 'configure terminal', '% Unknown command: configure terminal'],
    ['leaf1', 'show running-config', '% Unknown command: show running-config'],
    ['spine1', 'configure session s1', '% Invalid input (privileged mode required)'],
    ['spine1', 'enable', "% Authorization denied for command 'enable'"],
    ['edge1', 'configure exclusive', 'unknown command.'],
  ] as const;

  test.for(refusals)('on %s may not "%s"', async ([device, line, words]) => {
    const shell = await world.shell(device);
    expect(await shell.run(line)).toContain(words);
    expect((await world.execResult(device, line)).output).toContain(words);
    shell.close();
  });

  test('cannot write on any platform by typing on', async () => {
    for (const [device, lines] of [
      ['leaf1', ['configure terminal', 'interface eth1', 'shutdown']],
      ['spine1', ['enable', 'configure session s1', 'interface Ethernet1', 'shutdown', 'commit']],
      ['edge1', ['configure', 'set interfaces et-0/0/0 disable', 'commit']],
    ] as const) {
      const shell = await world.shell(device);
      await runAll(shell, [...lines]);
      shell.close();
    }
    expect(world.network.state().links.every(({ adminUp, operUp }) => adminUp && operUp)).toBe(true);
  });
});
