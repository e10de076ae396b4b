import { expect, test } from 'vitest';
import { isNoise } from '../../src/platforms/text-lines.ts';

test.for<[string, boolean]>([
  ["vtysh -c 'show ip route'", true],
  ['sudo vtysh -c "sh bgp summary"', true],
  ["docker exec -it leaf1 vtysh -c 'sh ip route'", true],
  ['sudo podman exec leaf1 vtysh -c "show version"', true],
  ["kubectl exec -n lab leaf1 -c frr -- vtysh -c 'sh ip route'", true],
  ["netops@leaf1:~$ ssh leaf2 sudo vtysh -c 'sh ip route'", true],
  ["Connecting to container leaf1, executing vtysh -c 'show ip bgp'", true],
  ['ops@leaf1:~$ sudo vtysh', true],
  ['[ops@lab ~]$ docker exec -it leaf1 vtysh', true],
  ['Hello, this is FRRouting (version 10.2.3_git).', true],
  ['Copyright 1996-2005 Kunihiro Ishiguro, et al.', true],
  ["% Can't open configuration file /etc/frr/vtysh.conf due to 'No such file or directory'.", true],
  ['Configuration file[/etc/frr/frr.conf] processing failure: 11', true],
  ['Configuration file[/etc/frr/frr.conf] processing failure: 1', false],
  ['Hello, this is leaf1 (version 1).', false],
  ['Nov 23 03:02:12 leaf1 sudo: ops : COMMAND=/usr/bin/vtysh', false],
  ["Nov 23 03:02:12  leaf1 sshd[1]: ran vtysh -c 'show ip route'", false],
  ["2026-11-23T03:02:12Z leaf1 sudo: ops : COMMAND=/usr/bin/vtysh -c 'show ip route'", false],
])('%s is an echo: %s', ([line, isOne]) => {
  expect(isNoise(line)).toBe(isOne);
});
