import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { DiagnosticArguments, DiagnosticName } from '../../src/domain/diagnostics.ts';
import { platforms } from '../../src/platforms/index.ts';
import { parseOutput } from '../../src/platforms/parse-output.ts';
import { readerOf } from '../../src/platforms/platform.ts';
import { describeWith, need } from '../support/needs.ts';
import { type Lab, startLab } from './lab.ts';
import { openSession } from './ssh-session.ts';
import { type Link, square } from './topology.ts';

/** Set, every answer is also written to `<folder>/<diagnostic>/<case>.raw`, byte for byte. */
const recordTo = process.env['RINGDOWN_RECORD'];

describeWith([need.root(), need.frr()], 'what real FRR routers answer is understood', () => {
  let lab: Lab;
  let link: Link;

  beforeAll(async () => {
    lab = await startLab(square);
    link = lab.link('leaf1', 'spine1');
  });
  afterAll(() => lab?.stop());

  /** Asks as ringdown asks, with the read login. */
  const answer = async (name: string, router: string, diagnostic: DiagnosticName, args: DiagnosticArguments = {}) => {
    const reader = readerOf(platforms.frr, diagnostic);
    const [command] = 'unsupported' in reader ? [] : reader.commands(args);
    if (!command) throw new Error(`frr has no command for ${diagnostic}`);
    const { line, interruptAfterMs } = command;
    const session = await openSession(lab.sshTarget(router, 'read'));
    const { bytes, stdout } = await session.exec(line, interruptAfterMs === undefined ? {} : { interruptAfterMs });
    session.close();
    if (recordTo !== undefined) {
      mkdirSync(join(recordTo, diagnostic), { recursive: true });
      writeFileSync(join(recordTo, diagnostic, `${name}.raw`), bytes);
      console.info(`${diagnostic}/${name}: ${router}: ${line}`);
    }
    return parseOutput('frr', diagnostic, stdout, { command: line, nowMs: null });
  };

  test('of a healthy network', async () => {
    const leaf2 = lab.loopback('leaf2');
    const established = { addressFamily: 'ipv4-unicast', state: 'established', adminDown: false };
    expect(await answer('lab-healthy', 'leaf1', 'interfaces')).toMatchObject({
      outcome: 'ok',
      records: [
        { interface: 'eth1', description: 'to spine1 eth1', adminStatus: 'up', operStatus: 'up' },
        { interface: 'eth2', description: 'to spine2 eth2', adminStatus: 'up', operStatus: 'up' },
        { interface: 'lo', adminStatus: 'up', operStatus: 'up', ipAddresses: ['192.0.2.1/32'] },
      ],
    });
    expect(await answer('lab-healthy', 'leaf1', 'interface-detail', { interface: 'eth1' })).toMatchObject({
      outcome: 'ok',
      records: [{ interface: 'eth1', operStatus: 'up' }],
    });
    expect(await answer('lab-healthy', 'leaf1', 'bgp-summary')).toMatchObject({
      outcome: 'ok',
      records: [
        { ...established, peer: '198.51.100.1', localAs: 64_496, remoteAs: 64_497, description: 'spine1' },
        { ...established, peer: '198.51.100.6', localAs: 64_496, remoteAs: 64_499, description: 'spine2' },
      ],
    });
    expect(await answer('lab-healthy', 'leaf1', 'bgp-peer', { peer: '198.51.100.1' })).toMatchObject({
      outcome: 'ok',
      records: [{ ...established, holdSeconds: 9, keepaliveSeconds: 3, localAddress: '198.51.100.0' }],
    });
    expect(await answer('lab-healthy', 'leaf1', 'ping', { destination: leaf2 })).toMatchObject({
      outcome: 'ok',
      records: [{ destination: leaf2, lossPercent: 0 }],
    });
    expect(await answer('lab-healthy', 'leaf1', 'traceroute', { destination: leaf2 })).toMatchObject({
      outcome: 'ok',
      records: [{ hop: 1 }, { hop: 2, reached: true }],
    });
    expect(await answer('lab-healthy', 'leaf1', 'version')).toMatchObject({
      outcome: 'ok',
      records: [{ hostname: 'leaf1' }],
    });
  });

  test('of a peer that was shut, on both sides', async () => {
    const shut = (no: string) =>
      lab.vtysh('leaf1', 'configure terminal', 'router bgp 64496', `${no}neighbor ${link.far.address} shutdown`);
    await shut('');
    await vi.waitFor(async () => expect(await lab.vtysh('spine1', 'show bgp summary')).toMatch(/Active|Idle|Connect/));
    const [here, there] = [{ peer: link.far.address }, { peer: link.near.address }];
    expect((await answer('lab-peer-shut-here', 'leaf1', 'bgp-summary')).records).toContainEqual(
      expect.objectContaining({ ...here, state: 'idle', adminDown: true, upSeconds: null }),
    );
    expect((await answer('lab-peer-shut-here', 'leaf1', 'bgp-peer', here)).records).toMatchObject([
      { ...here, state: 'idle', adminDown: true },
    ]);
    expect((await answer('lab-peer-shut-there', 'spine1', 'bgp-summary')).records).toContainEqual(
      expect.objectContaining({ ...there, adminDown: false, upSeconds: null }),
    );
    expect((await answer('lab-peer-shut-there', 'spine1', 'bgp-peer', there)).records).toMatchObject([
      { ...there, adminDown: false, lastErrorCode: 6, lastErrorSubcode: 2, lastNotificationDirection: 'received' },
    ]);
    await shut('no ');
    await lab.converged();
  });

  test('of a cut link', async () => {
    lab.cut(link);
    await vi.waitFor(async () => expect(await lab.vtysh('leaf1', 'show bgp summary')).toMatch(/Active|Idle|Connect/), {
      timeout: 12_000,
    });
    const { address: gone } = link.far;
    expect((await answer('lab-link-cut', 'leaf1', 'interfaces')).records).toContainEqual(
      expect.objectContaining({ interface: 'eth1', adminStatus: 'up', operStatus: 'down' }),
    );
    expect((await answer('lab-link-cut', 'leaf1', 'interface-detail', { interface: 'eth1' })).records).toMatchObject([
      { adminStatus: 'up', operStatus: 'down', carrierTransitions: 1 },
    ]);
    expect((await answer('lab-link-cut', 'leaf1', 'bgp-summary')).records).toContainEqual(
      expect.objectContaining({ peer: gone, adminDown: false, upSeconds: null }),
    );
    expect((await answer('lab-link-cut', 'leaf1', 'bgp-peer', { peer: gone })).records).toMatchObject([{ peer: gone }]);
    const lost = await answer('lab-link-cut', 'leaf1', 'ping', { destination: gone });
    expect(lost.records.map((record) => 'lossPercent' in record && record.lossPercent)).not.toContain(0);
    const around = await answer('lab-link-cut', 'leaf1', 'traceroute', { destination: lab.loopback('leaf2') });
    expect(around).toMatchObject({
      outcome: 'ok',
      records: [{ replies: [{ address: '192.0.2.4' }] }, { reached: true }],
    });
    lab.heal(link);
    await lab.converged();
  });

  test('of a link that loses packets', async () => {
    lab.loss(link, 40, true);
    const ask = () => answer('lab-loss', 'leaf1', 'ping', { destination: link.far.address });
    let ping = await ask();
    // At this loss one run in nine loses every packet, and then there is no time to be measured.
    for (let again = 0; again < 6 && (ping.records[0] as { received?: number } | undefined)?.received === 0; again += 1)
      ping = await ask();
    expect(ping).toMatchObject({
      outcome: 'ok',
      records: [{ lossPercent: expect.any(Number), rttAvgMs: expect.any(Number) }],
    });
    await answer('lab-loss', 'leaf1', 'traceroute', { destination: link.far.address });
    lab.heal(link);
  });
});
