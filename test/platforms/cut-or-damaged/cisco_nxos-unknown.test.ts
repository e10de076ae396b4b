import { expect, test } from 'vitest';
import { parseOutput } from '../../../src/platforms/parse-output.ts';
import { readerFor } from './sample-text.ts';

const read = readerFor('cisco_nxos');
const portsIn = (text: string) => parseOutput('cisco_nxos', 'interfaces', text, { nowMs: null }).records;

test('rows below a VRF that was not understood are in no VRF', () => {
  const row = (name: string) => `${name}               192.0.2.1       protocol-up/link-up/admin-up`;
  const table = (heading: string) =>
    [
      'IP Interface Status for VRF "default"(1)',
      'Interface            IP Address      Interface Status',
      row('Vlan10'),
      row('Vl#n11'),
      row('Vlan12'),
      heading,
      row('Vlan20'),
      '',
    ].join('\n');
  const vrfsOf = (heading: string) => portsIn(table(heading)).map(({ vrf }) => vrf);
  expect(vrfsOf('IP Interface Status for VRF "red"(2)')).toEqual(['default', 'default', 'red']);
  expect(vrfsOf('IP Interfac Status of VRF red(2)')).toEqual(['default', 'default']);
  expect(vrfsOf("Interface status for vrf 'red'(2)")).toEqual(['default', 'default']);
});

test('sessions below a VRF whose own AS is none are handed back', () => {
  const sessions = (localAs: string) =>
    [
      `VRF default, local ASN ${localAs}`,
      'peers 1, established peers 1, local router-id 192.0.2.1',
      'Neighbor        ASN    Flaps LastUpDn|LastRead|LastWrit St Port(L/R)  Notif(S/R)',
      '192.0.2.2       65002 0     2w3d    |00:00:10|00:00:20 E   179/33333      0/0',
      '',
    ].join('\n');
  expect(read('bgp-summary', sessions('65001'))).toMatchObject({ outcome: 'ok', records: [{ localAs: 65_001 }] });
  expect(read('bgp-summary', sessions('6500.1.2.3'))).toMatchObject({ outcome: 'partial', records: [] });
});

test('a reason that does not say who took a port down says nothing of its setting', () => {
  const adminOf = (reason: string) => {
    const row = { interface: 'Ethernet1/1', state: 'down', state_rsn_desc: reason };
    const answer = JSON.stringify({ TABLE_interface: { ROW_interface: [row] } });
    return portsIn(answer).map(({ adminStatus }) => adminStatus);
  };
  expect(adminOf('Administratively down')).toEqual(['down']);
  expect(adminOf('trunkNotFullyActive')).toEqual(['up']);
  expect(adminOf('portGracefulShutdown')).toEqual([null]);
  expect(adminOf('adminStateConfigChange')).toEqual([null]);
});

test('a port channel is no member of itself', () => {
  const lagsOf = (name: string) => {
    const row = { interface: name, state: 'up', state_rsn_desc: 'none', speed: 'a-10G', portchan: 10 };
    return portsIn(JSON.stringify({ TABLE_interface: { ROW_interface: [row] } })).map(({ lag }) => lag);
  };
  expect(lagsOf('Ethernet1/1')).toEqual(['port-channel10']);
  expect(lagsOf('port-channel10')).toEqual([null]);
});

test('a row of the tables in JSON with a speed or a duplex that is neither number nor text is handed back', () => {
  const outcomeOf = (row: object) =>
    read('interfaces', JSON.stringify({ TABLE_interface: { ROW_interface: [row] } })).outcome;
  const port = { interface: 'Ethernet1/1', state: 'connected', vlan: '1', duplex: 'full', speed: '1000' };
  expect(outcomeOf(port)).toBe('ok');
  expect(outcomeOf({ ...port, speed: { value: 1000 } })).toBe('partial');
  expect(outcomeOf({ ...port, duplex: ['full'] })).toBe('partial');
  expect(outcomeOf({ interface: 'Ethernet1/1', type: 'eth', speed: ['10G'], desc: 'to spine1' })).toBe('partial');
});

test('an error correction that no leaf has is handed back', () => {
  const outcomeOf = (mode: string) =>
    read('interface-detail', `mgmt0 is up\nadmin state is up\n  FEC (forward-error-correction) : ${mode}\n`).unparsed;
  expect(outcomeOf('disable-fec')).toEqual([]);
  expect(outcomeOf('distble-fec')).toHaveLength(1);
});

test('the name of a switch in capital letters is no time zone', () => {
  const timesOf = (text: string) => read('log', `${text}%ETHPORT-5-IF_UP: Interface Ethernet1/1 is up\n`).records;
  expect(timesOf('2024 Nov 23 03:02:11 CORE  ')).toMatchObject([{ atText: '2024 Nov 23 03:02:11' }]);
  expect(timesOf('2024 Nov 23 03:02:11 CEST leaf1 ')).toMatchObject([{ atText: '2024 Nov 23 03:02:11 CEST' }]);
});
