import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { loadInventory } from '../../src/device/inventory.ts';
import { describeWith, need } from '../support/needs.ts';
import { run } from './commands.ts';
import { type Lab, startLab } from './lab.ts';
import { openSession } from './ssh-session.ts';
import { type LinkEnd, square } from './topology.ts';

describeWith([need.root(), need.frr()], 'a lab of four real routers', () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab(square);
    console.info(
      `lab: SSH after ${Math.round(lab.times.readyMs)} ms, converged after ${Math.round(lab.times.convergedMs)} ms`,
    );
  });
  afterAll(() => lab?.stop());

  const ask = async (router: string, command: string, login: 'read' | 'write' = 'read') => {
    const session = await openSession(lab.sshTarget(router, login));
    onTestFinished(() => session.close());
    return session.exec(command);
  };
  const json = async (router: string, command: string) => JSON.parse(await lab.vtysh(router, command));
  const lossTo = async (address: string, seconds = 8) => {
    const session = await openSession(lab.sshTarget('leaf1', 'read'));
    onTestFinished(() => session.close());
    const { stdout } = await session.exec(`ping ${address}`, { interruptAfterMs: seconds * 1_000 + 500 });
    return Number(/([\d.]+)% packet loss/.exec(stdout)?.[1]);
  };

  test.each(['read', 'write'] as const)('the %s login sees both sessions of leaf1 over SSH', async (login) => {
    const { stdout, exitCode } = await ask('leaf1', 'show bgp summary json', login);
    const { peers } = JSON.parse(stdout).ipv4Unicast;
    expect(exitCode).toBe(0);
    expect(Object.values(peers)).toMatchObject([
      { state: 'Established', remoteAs: 64_497, desc: 'spine1' },
      { state: 'Established', remoteAs: 64_499, desc: 'spine2' },
    ]);
  });

  test('every router has its own host key, and the inventory names it', () => {
    const file = join(lab.folder, 'inventory.yaml');
    writeFileSync(file, lab.inventory());
    const devices = Object.values(loadInventory(file).devices);
    expect(devices.map(({ name }) => name)).toEqual(lab.routers);
    expect(new Set(devices.map((device) => device.hostKey)).size).toBe(4);
    for (const device of devices) {
      const { host, port, hostKey } = lab.sshTarget(device.name, 'read');
      expect(device).toMatchObject({ platform: 'frr', address: host, port, hostKey });
    }
  });

  test('another host key than the expected one is noticed', async () => {
    const { hostKey } = lab.sshTarget('spine1', 'read');
    await expect(openSession({ ...lab.sshTarget('leaf1', 'read'), hostKey })).rejects.toThrow(/host/i);
  });

  test.each([
    'show interface json',
    'show interface eth1 json',
    'show bgp vrf all summary json',
    'show bgp neighbors 198.51.100.1 json',
    'show logging',
    'show version',
    'traceroute 192.0.2.3',
  ])('the read login may: %s', async (command) => {
    const { stdout, exitCode } = await ask('leaf1', command);
    expect(stdout).not.toMatch(/^%/m);
    expect(stdout.length).toBeGreaterThan(100);
    expect(exitCode).toBe(0);
  });

  test.each([
    'configure terminal',
    'configure terminal\nhostname hacked',
    'show bfd peers\nconfigure terminal\nhostname hacked',
    'enable',
    'show running-config',
    'clear bgp 198.51.100.1',
    'debug bgp updates',
    'write memory',
  ])('the read login may not: %j', async (command) => {
    expect(await ask('leaf1', command)).toMatchObject({
      stdout: expect.stringMatching(/^% Unknown command/),
      exitCode: 1,
    });
    expect(await lab.vtysh('leaf1', 'show running-config')).toContain('hostname leaf1');
  });

  test('a terminal of the read login stays in user mode; one of the write login configures', async () => {
    const reader = await openSession(lab.sshTarget('leaf2', 'read'));
    const lines = ['enable', 'configure terminal', 'interface eth1', 'description typed', 'end'];
    expect(await reader.shell(lines)).not.toContain('#');
    reader.close();
    expect(await lab.vtysh('leaf2', 'show running-config')).not.toContain('description typed');
    const writer = await openSession(lab.sshTarget('leaf2', 'write'));
    expect(await writer.shell(lines.slice(1))).toContain('leaf2(config-if)#');
    writer.close();
    expect(await lab.vtysh('leaf2', 'show running-config')).toContain('description typed');
  });

  test('a cut shows at both ends within seconds, traffic goes the other way, and it heals', async () => {
    const link = lab.link('leaf1', 'spine1');
    lab.cut(link);
    onTestFinished(() => lab.heal(link));
    for (const { router, interface: name } of [link.near, link.far])
      await vi.waitFor(
        async () =>
          expect((await json(router, `show interface ${name} json`))[name]).toMatchObject({
            administrativeStatus: 'up',
            operationalStatus: 'down',
          }),
        { timeout: 5_000, interval: 100 },
      );
    await vi.waitFor(
      async () => {
        const { peers } = (await json('leaf1', 'show bgp summary json')).ipv4Unicast;
        expect(peers[link.far.address].state).not.toBe('Established');
      },
      { timeout: 12_000, interval: 200 },
    );
    expect((await ask('leaf1', `traceroute ${lab.loopback('leaf2')}`)).stdout).toMatch(/1 {2}spine2 /);
    lab.heal(link);
    await lab.converged();
    await vi.waitFor(
      async () => expect((await ask('leaf1', `traceroute ${lab.loopback('leaf2')}`)).stdout).toMatch(/1 {2}spine1 /),
      {
        timeout: 10_000,
      },
    );
  });

  test('a shutdown at one end takes the carrier from the other, also after a cut', async () => {
    const link = lab.link('leaf2', 'spine2');
    const { near, far } = link;
    const turn = (word: string) => lab.vtysh(near.router, 'configure terminal', `interface ${near.interface}`, word);
    const shows = (status: string) =>
      vi.waitFor(async () =>
        expect((await json(far.router, `show interface ${far.interface} json`))[far.interface]).toMatchObject({
          administrativeStatus: 'up',
          operationalStatus: status,
        }),
      );
    await turn('shutdown');
    await shows('down');
    lab.cut(link);
    await turn('no shutdown');
    await shows('down');
    lab.heal(link);
    await shows('up');
    await lab.converged();
  });

  test('loss shows in a ping and goes when the wire is healed; nothing changed on the routers', async () => {
    const link = lab.link('leaf1', 'spine1');
    const before = await lab.vtysh('leaf1', 'show running-config');
    lab.loss(link, 50);
    onTestFinished(() => lab.heal(link));
    expect(await lossTo(link.far.address)).toBeGreaterThan(20);
    lab.heal(link);
    await lab.converged();
    expect(await lossTo(link.far.address, 3)).toBe(0);
    expect(await lab.vtysh('leaf1', 'show running-config')).toBe(before);
  });

  test('loss one way leaves the other way alone', async () => {
    const link = lab.link('leaf1', 'spine1');
    const received = ({ router, interface: name }: LinkEnd): number =>
      JSON.parse(run('ip', ['-n', `${basename(lab.folder)}-${router}`, '-json', '-s', 'link', 'show', name]))[0].stats64
        .rx.packets;
    lab.loss(link, 100, true);
    onTestFinished(() => lab.heal(link));
    const before = { near: received(link.near), far: received(link.far) };
    const session = await openSession(lab.sshTarget('spine1', 'read'));
    onTestFinished(() => session.close());
    const { stdout } = await session.exec(`ping ${link.near.address}`, { interruptAfterMs: 3_500 });
    expect(stdout).toContain('100% packet loss');
    expect(received(link.near) - before.near).toBeGreaterThanOrEqual(3);
    expect(received(link.far)).toBe(before.far);
    lab.heal(link);
    await lab.converged();
  });

  test('a killed daemon is told apart from a silent one', async () => {
    await lab.killDaemon('spine2', 'bgpd');
    await vi.waitFor(async () => {
      const { stdout, stderr } = await ask('spine2', 'show bgp summary json');
      expect(stdout + stderr).toContain('bgpd is not running');
    });
    expect((await ask('spine2', 'show version')).stdout).toContain('FRRouting');
  });
});
