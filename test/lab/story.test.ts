import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventType } from '../../src/domain/timeline.ts';
import { sendAlert } from '../../src/sandbox/demo/send-alert.ts';
import { readEvents } from '../../src/store/timeline.ts';
import { verifyStore } from '../../src/store/verify.ts';
import { exportText } from '../support/export-text.ts';
import { describeWith, need } from '../support/needs.ts';
import { pressIn } from '../support/slack-hands.ts';
import { startOffice, startStoryBot } from '../support/story-world.ts';
import { type Lab, startLab } from './lab.ts';
import { square } from './topology.ts';

const ana = 'U01ANA0001';
const bo = 'U01BO00002';

describeWith([need.root(), need.frr()], 'an evening on call with real routers', () => {
  let lab: Lab;
  let office: Awaited<ReturnType<typeof startOffice>>;
  let bot: Awaited<ReturnType<typeof startStoryBot>>;

  beforeAll(async () => {
    lab = await startLab(square);
    const key = (login: 'read' | 'write') => lab.sshTarget('leaf1', login).privateKey;
    office = await startOffice({ inventory: lab.inventory(), keys: { read: key('read'), write: key('write') } });
    bot = await startStoryBot(office);
  });
  afterAll(async () => {
    await bot?.stop();
    await office?.stop();
    await lab?.stop();
  });

  const channel = () => {
    const found = office.workspace.channels().find(({ name }) => name.startsWith('inc-1'));
    if (!found) throw new Error('the incident has no channel');
    return found.id;
  };
  const events = (types: EventType[]) => readEvents(bot.deps.database.db, 'INC-1', { types });
  /** Lets due things happen in real time, because real routers do not skip it, until the entry is there. */
  const recorded = async (type: EventType, count = 1, seconds = 60) => {
    for (let i = 0; i < seconds * 2; i += 1) {
      await bot.tick();
      const found = await events([type]);
      if (found.length >= count) return found;
      await sleep(500);
    }
    throw new Error(`no ${type} within ${seconds} s`);
  };
  const adminState = async () => {
    const { eth1 } = JSON.parse(await lab.vtysh('leaf1', 'show interface eth1 json')) as {
      eth1: { administrativeStatus: string };
    };
    return eth1.administrativeStatus;
  };

  test('loss on the wire: the playbook sees it on the routers and proposes to shut the link', async () => {
    const link = lab.link('leaf1', 'spine1');
    expect(link.near.interface).toBe('eth1');
    lab.loss(link, 50);
    await sendAlert(
      bot.httpPort,
      office.alertSecret,
      {
        fingerprint: 'lab-loss',
        title: 'leaf1 eth1 to spine1 loses packets',
        severity: 'sev2',
        labels: {
          alertname: 'InterfaceErrors',
          device: 'leaf1',
          interface: link.near.interface,
          neighborDevice: 'spine1',
          neighborInterface: link.far.interface,
          destination: link.far.address,
          farDestination: lab.loopback('leaf2'),
        },
      },
      'firing',
    );
    await recorded('mitigation.proposed', 1, 90);
    const [note] = await events(['note.added']);
    expect(note?.body).toMatchObject({
      text: expect.stringMatching(/^Verdict: The link leaf1 eth1 – spine1 eth1 loses packets: \d+ %/),
    });
    expect(await adminState()).toBe('up');
  });

  test('two people approve; the real router is shut, says so itself, and traffic takes the other way', async () => {
    await pressIn(office.workspace, ana, /^Approve/);
    await recorded('mitigation.voted', 1);
    // Bo has not been paged yet; he comes by himself.
    office.workspace.asUser(bo).join(channel());
    await pressIn(office.workspace, bo, /^Approve/);
    const [verified] = await recorded('mitigation.verified');
    expect(verified?.body).toMatchObject({ holds: true, healed: true, after: { admin: 'down' } });
    expect(await adminState()).toBe('down');
    expect(await lab.vtysh('leaf1', 'show running-config')).toMatch(/interface eth1\n[^!]*shutdown/);
    const summary = JSON.parse(await lab.vtysh('leaf1', 'show bgp ipv4 unicast summary json')) as {
      peers: Record<string, { state: string }>;
    };
    expect(summary.peers[lab.link('leaf1', 'spine1').far.address]?.state).not.toBe('Established');
    expect(summary.peers[lab.link('leaf1', 'spine2').far.address]?.state).toBe('Established');
  });

  test('the wire is mended; the approved way back brings the router back', async () => {
    lab.heal(lab.link('leaf1', 'spine1'));
    await pressIn(office.workspace, bo, /^Roll back/);
    await recorded('mitigation.rolled-back');
    expect(await adminState()).toBe('up');
    await lab.converged();
  });

  test('a cut link is seen from both ends, and typed words reach the real routers', async () => {
    const link = lab.link('leaf2', 'spine2');
    lab.cut(link);
    await sleep(1_500);
    await office.workspace.asUser(bo).command(channel(), '/net interfaces leaf2,spine2');
    const before = (await events(['diagnostic.answered'])).length;
    await recorded('diagnostic.answered', before + 2, 20);
    const last = (await events(['diagnostic.answered'])).slice(-2);
    for (const [device, name] of [
      ['leaf2', link.near.interface],
      ['spine2', link.far.interface],
    ] as const) {
      const answer = last.find((event) => event.type === 'diagnostic.answered' && event.body?.device === device);
      const records = (answer?.type === 'diagnostic.answered' && answer.body?.records) || [];
      expect(records.find((record) => record['interface'] === name)).toMatchObject({
        operStatus: expect.not.stringMatching(/^up$/),
      });
    }
    lab.heal(link);
  });

  test('it is resolved; the record holds what the routers said, and the chain verifies', async () => {
    await pressIn(office.workspace, bo, /^Resolve/);
    await recorded('incident.status');
    const text = await exportText(bot.deps.database.db, 'INC-1', 'markdown', { zone: 'UTC' });
    for (const step of [
      'Verdict: ',
      'Proposed interface-shutdown eth1 on leaf1',
      'Sent to leaf1',
      'Verified',
      'taken back',
      'resolved',
    ])
      expect(text).toContain(step);
    expect(text).toContain('show bgp');
    expect((await verifyStore(bot.deps.database.db)).problems).toEqual([]);
    expect(office.workspace.rejected()).toEqual([]);
  });
});
