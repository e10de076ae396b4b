import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rw, startWorld, type World } from './ssh-client.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

async function frrPeer(device: string, peer: string) {
  return (await world.json(device, 'show bgp summary json')).ipv4Unicast.peers[peer];
}

async function aristaPeer(device: string, peer: string) {
  return (await world.json(device, 'show ip bgp summary vrf all | json')).vrfs.default.peers[peer];
}

async function junosPeer(device: string, peer: string) {
  const summary = await world.json(device, 'show bgp summary | display json | no-more');
  return summary['bgp-information'][0]['bgp-peer'].find(
    (entry: { 'peer-address': [{ data: string }] }) => entry['peer-address'][0].data === peer,
  );
}

describe('what one device does, its neighbours show', () => {
  test('an interface shut on an frr leaf is down on the arista spine, and BGP comes back after no shutdown', async () => {
    const leaf = await world.shell('leaf1', rw);
    await leaf.run('configure terminal');
    await leaf.run('interface eth1');
    await leaf.run('shutdown');

    const spine = (await world.json('spine1', 'show interfaces Ethernet1 | json')).interfaces.Ethernet1;
    expect(spine).toMatchObject({ interfaceStatus: 'notconnect', lineProtocolStatus: 'down' });
    expect(await aristaPeer('spine1', '198.51.100.1')).toMatchObject({
      peerState: 'Idle',
      peerStateIdleReason: 'NoInterface',
      prefixReceived: 0,
    });
    const own = (await world.json('leaf1', 'show interface eth1 json')).eth1;
    expect(own.administrativeStatus).toBe('down');
    expect(own).not.toHaveProperty('operationalStatus');
    expect(await world.exec('leaf1', 'show interface brief')).toContain('eth1            down    default');
    expect(world.network.state().links.find(({ id }) => id === 'leaf1-spine1')).toMatchObject({
      adminUp: false,
      operUp: false,
    });

    await leaf.run('no shutdown');
    world.forward(500);
    expect((await frrPeer('leaf1', '198.51.100.0')).state).not.toBe('Established');
    world.forward(2500);
    expect(await frrPeer('leaf1', '198.51.100.0')).toMatchObject({
      state: 'Established',
      connectionsEstablished: 2,
      connectionsDropped: 1,
    });
    expect(await aristaPeer('spine1', '198.51.100.1')).toMatchObject({ peerState: 'Established' });
    leaf.close();
  });

  test('a peer shut on arista is Idle(Admin) there and a received Cease on junos, with log lines on both', async () => {
    const spine = await world.shell('spine1', rw);
    await spine.run('enable');
    for (const line of ['configure session t1', 'router bgp 65100', 'neighbor 198.51.100.5 shutdown', 'commit']) {
      await spine.run(line);
    }
    expect(await aristaPeer('spine1', '198.51.100.5')).toMatchObject({
      peerState: 'Idle',
      peerStateIdleReason: 'Admin',
    });
    expect(await world.exec('spine1', 'show ip bgp summary')).toContain('Idle(Admin)');

    const edge = await junosPeer('edge1', '198.51.100.4');
    expect(['Active', 'Connect']).toContain(edge['peer-state'][0].data);
    expect(edge).not.toHaveProperty('bgp-rib');
    const detail = await world.json('edge1', 'show bgp neighbor 198.51.100.4 | display json | no-more');
    expect(detail['bgp-information'][0]['bgp-peer'][0]['last-error'][0].data).toBe('Cease');
    expect(await world.exec('edge1', 'show log messages | last 5 | no-more')).toMatch(
      /RPD_BGP_NEIGHBOR_STATE_CHANGED: BGP peer 198\.51\.100\.4 \(External AS 65100\) changed state from Established to Idle/,
    );
    expect(await world.exec('spine1', 'show logging last 5')).toMatch(
      /^Nov 23 03:00:00 spine1 Bgp: %BGP-5-ADJCHANGE: peer 198\.51\.100\.5 \(VRF default AS 65201\) old state Established/m,
    );
    spine.close();
  });

  test('a shutdown message set on frr reaches no further than the session it is for', async () => {
    const leaf = await world.shell('leaf2', rw);
    for (const line of ['configure terminal', 'router bgp 65002', 'neighbor 198.51.100.2 shutdown message INC-1']) {
      await leaf.run(line);
    }
    const neighbor = (await world.json('leaf2', 'show bgp neighbors 198.51.100.2 json'))['198.51.100.2'];
    expect(neighbor).toMatchObject({ bgpState: 'Idle', adminShutDown: true, lastResetDueTo: 'Admin. shutdown' });
    expect((await frrPeer('leaf2', '198.51.100.2')).state).toBe('Idle (Admin)');
    expect((await frrPeer('leaf2', '198.51.100.10')).state).toBe('Established');
    expect((await aristaPeer('spine1', '198.51.100.3')).peerState).not.toBe('Established');
    await leaf.run('no neighbor 198.51.100.2 shutdown');
    world.forward(3000);
    expect((await frrPeer('leaf2', '198.51.100.2')).state).toBe('Established');
    leaf.close();
  });

  test('a cut fibre takes carrier and session on both ends and changes nothing administratively', async () => {
    world.network.cut('edge1-spine1');
    const terse = await world.exec('edge1', 'show interfaces terse');
    expect(terse).toMatch(/^et-0\/0\/0 +up +down$/m);
    expect(terse).toMatch(/^et-0\/0\/1 +up +up$/m);
    expect((await world.json('spine1', 'show interfaces status | json')).interfaceStatuses.Ethernet3.linkStatus).toBe(
      'notconnect',
    );
    world.network.heal('edge1-spine1');
    world.forward(3000);
    expect((await junosPeer('edge1', '198.51.100.4'))['peer-state'][0].data).toBe('Established');
  });
});

describe('loss', () => {
  test('shows in ping in proportion, over the lossy link only', async () => {
    world.network.setLoss({ a: 'leaf1', b: 'spine1' }, 30);
    const lossy = await world.exec('spine1', 'ping 198.51.100.1 source 198.51.100.0 repeat 20 timeout 0');
    expect(lossy).toMatch(/20 packets transmitted, 14 received, 30% packet loss/);
    const clean = await world.exec('spine2', 'ping 198.51.100.9 repeat 20 timeout 0');
    expect(clean).toMatch(/20 packets transmitted, 20 received, 0% packet loss/);
  });

  test('counts CRC errors at the receiving end and none at the other, while the session stays up', async () => {
    world.network.setLoss({ a: 'leaf1', b: 'spine1' }, 12);
    world.forward(20_000);
    const received = (await world.json('spine1', 'show interfaces Ethernet1 | json')).interfaces.Ethernet1;
    const first = received.interfaceCounters.inputErrorsDetail.fcsErrors;
    expect(first).toBeGreaterThan(1000);
    expect(received.interfaceCounters.totalInErrors).toBe(first);
    world.forward(5000);
    const later = (await world.json('spine1', 'show interfaces Ethernet1 | json')).interfaces.Ethernet1;
    expect(later.interfaceCounters.inputErrorsDetail.fcsErrors).toBeGreaterThan(first);
    const other = (await world.json('spine2', 'show interfaces Ethernet1 | json')).interfaces.Ethernet1;
    expect(other.interfaceCounters.totalInErrors).toBe(0);
    expect((await frrPeer('leaf1', '198.51.100.0')).state).toBe('Established');
  });

  test('is counted by junos when it is junos that receives', async () => {
    world.network.setLoss({ a: 'spine2', b: 'edge2' }, 5);
    world.forward(10_000);
    const extensive = await world.json('edge2', 'show interfaces et-0/0/1 extensive | display json | no-more');
    const port = extensive['interface-information'][0]['physical-interface'][0];
    const crc = Number(port['ethernet-mac-statistics'][0]['input-crc-errors'][0].data);
    expect(crc).toBeGreaterThan(1000);
    expect(Number(port['input-error-list'][0]['input-errors'][0].data)).toBe(crc);
  });

  test('of 70 percent lets the hold timer run out, and the session returns when it is gone', async () => {
    world.network.setLoss('leaf2-spine2', 70);
    world.forward(8000);
    expect((await frrPeer('leaf2', '198.51.100.10')).state).toBe('Established');
    world.forward(2000);
    const neighbor = (await world.json('leaf2', 'show bgp neighbors 198.51.100.10 json'))['198.51.100.10'];
    expect(neighbor.bgpState).not.toBe('Established');
    expect(neighbor.lastNotificationReason).toBe('Hold Timer Expired');
    world.network.heal('leaf2-spine2');
    world.forward(3000);
    expect((await frrPeer('leaf2', '198.51.100.10')).state).toBe('Established');
  });
});

describe('paths', () => {
  test('traceroute follows the sessions that are up', async () => {
    const both = await world.exec('edge1', 'traceroute 192.0.2.11 no-resolve wait 1');
    expect(both).toMatch(/^ 1 {2}198\.51\.100\.4 .*\n {4}198\.51\.100\.12 /m);
    world.network.cut({ a: 'edge1', b: 'spine1' });
    const one = await world.exec('edge1', 'traceroute 192.0.2.11 no-resolve wait 1');
    expect(one).toMatch(/^ 1 {2}198\.51\.100\.12 {2}[\d.]+ ms {2}[\d.]+ ms {2}[\d.]+ ms\n 2 {2}192\.0\.2\.11 /m);
  });

  test('a lost probe is a star on its hop', async () => {
    world.network.setLoss({ a: 'leaf1', b: 'spine1' }, 50);
    expect(await world.exec('spine1', 'traceroute 192.0.2.11 source 192.0.2.1')).toMatch(
      /^traceroute to 192\.0\.2\.11 .*\n 1 {2}(?:\*|192\.0\.2\.11 .*\*)/,
    );
  });

  test('a device without any session has no route', async () => {
    world.network.cut('leaf1-spine1');
    world.network.cut('leaf1-spine2');
    expect(await world.exec('leaf1', 'traceroute 192.0.2.12')).toContain('Network is unreachable');
    expect(JSON.parse(await world.exec('leaf1', 'show ip route 192.0.2.12 json'))).toEqual({});
    expect(await world.exec('spine1', 'ping 192.0.2.11 repeat 2')).toContain('Network is unreachable');
  });

  test('a link that goes down hands its traffic to its sibling', async () => {
    const before = world.network.state().links.find(({ id }) => id === 'leaf1-spine2')?.utilisationPercent ?? 0;
    world.network.cut('leaf1-spine1');
    world.forward(60_000);
    const after = world.network.state().links.find(({ id }) => id === 'leaf1-spine2')?.utilisationPercent ?? 0;
    expect(after).toBeGreaterThan(before * 1.7);
  });
});
