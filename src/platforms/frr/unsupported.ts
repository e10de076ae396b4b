import type { Unsupported } from '../platform.ts';

/** What the router has and vtysh does not show: the command on the host that does. */
export const beyondVtysh = {
  optics: { unsupported: 'Vtysh shows no transceivers: use `ethtool -m INTERFACE` on the host.' },
  'lldp-neighbors': { unsupported: 'FRR speaks no LLDP: use `lldpctl` on the host, where lldpd runs.' },
  'mac-table': { unsupported: 'Vtysh shows only the MAC addresses of EVPN: use `bridge fdb show` on the host.' },
  environment: {
    unsupported: 'Vtysh shows no fans, power supplies or temperatures: use `sensors` or `ipmitool sdr` on the host.',
  },
  'cpu-memory': {
    unsupported:
      'Vtysh shows neither the load nor the memory of the machine: use `top -b -n 1` and `free` on the host.',
  },
  log: {
    unsupported:
      'Vtysh shows where the log goes (`show logging`), not its lines: read that file or `journalctl -u frr` on the host.',
  },
  'config-history': {
    unsupported: 'Vtysh keeps no history of changes: compare /etc/frr/frr.conf with its copies on the host.',
  },
  lag: { unsupported: 'Vtysh shows no members of bonds: use `cat /proc/net/bonding/BOND` on the host.' },
  ntp: { unsupported: 'FRR keeps no time: use `chronyc sources` or `timedatectl timesync-status` on the host.' },
  'queue-drops': { unsupported: 'Vtysh shows no queues: use `tc -s qdisc show dev INTERFACE` on the host.' },
} satisfies Record<string, Unsupported>;
