import { expect, test } from 'vitest';
import { parseOutput } from '../../src/platforms/parse-output.ts';

const first = '*Mar  4 09:12:43.102: %LINEPROTO-5-UPDOWN: Line protocol on Interface Vlan7, changed state to up\n';

function outcomeOf(last: string): string {
  return parseOutput('cisco_iosxe', 'log', `Log Buffer (16384 bytes):\n\n${first}*Mar  4 09:12:44.018: ${last}`, {
    nowMs: null,
  }).outcome;
}

test.each([
  '%LINEPROTO-5-UPDOWN: Line protocol on Interface Vlan7, changed state to down',
  '%LINK-3-UPDOWN: Interface Tunnel5, changed state to up',
  '%LINK-5-CHANGED: Interface GigabitEthernet1/0/9, changed state to administratively down',
  '%BGP-5-ADJCHANGE: neighbor 2001:db8::9 vpn vrf blue Up',
  '%BGP-5-ADJCHANGE: neighbor 192.0.2.9 Up',
  '%OSPFv3-5-ADJCHG: Process 1, Nbr 192.0.2.9 on Ethernet0/1 from LOADING to FULL, Loading Done',
  '%SYS-5-CONFIG_I: Configured from console by ops on vty1 (192.0.2.50)',
  '%SYS-5-CONFIG_I: Configured from console by vty0 (2001:db8::50)',
  '%SYS-6-LOGOUT: User ops has exited tty session 866(192.0.2.50)',
  '%SELINUX-3-MISMATCH: R0/0: audispd: type=AVC msg=audit(1700000000.001:12): avc:  denied  { read } for  pid=7 comm="x" tclass=dir permissive=1',
])('a last message without its break is whole where its last words are known: %s', (message) => {
  expect(outcomeOf(message)).toBe('ok');
  expect(outcomeOf(message.slice(0, -1))).toBe('incomplete');
});

test.each([
  '%SYS-5-CONFIG_I: Configured from console by console',
  '%SYS-5-CONFIG_I: Configured from console by ops on vty1',
  '%LINEPROTO-5-UPDOWN: Line protocol on Interface Vlan7, changed state to administratively d',
  '%BGP-5-ADJCHANGE: neighbor 192.0.2.9 Down BGP Notification sent',
])('a last message without its break that may go on is not: %s', (message) => {
  expect(outcomeOf(message)).toBe('incomplete');
});
