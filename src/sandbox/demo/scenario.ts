import type { Network } from '../network/network.ts';

/** What the monitoring of the demo would send: the alert's labels are what the playbook's inputs are filled from. */
export interface ScenarioAlert {
  fingerprint: string;
  title: string;
  severity: 'sev1' | 'sev2' | 'sev3' | 'sev4';
  labels: Record<string, string>;
}

export interface Scenario {
  name: string;
  /** What goes wrong, in one line for the person who watches. */
  what: string;
  /** Seconds after the bot is ready. */
  startsAfterSeconds: number;
  breakIt: (network: Network) => void;
  alert: ScenarioAlert;
}

export const scenarios: readonly Scenario[] = [
  {
    name: 'lossy-link',
    what: 'the link between leaf1 and spine1 starts to lose 30 % of its packets',
    startsAfterSeconds: 3,
    breakIt: (network) => network.setLoss('leaf1-spine1', 30),
    alert: {
      fingerprint: 'leaf1-eth1-loss',
      title: 'leaf1 eth1 to spine1 Ethernet1 loses packets',
      severity: 'sev2',
      labels: {
        alertname: 'InterfaceErrors',
        device: 'leaf1',
        interface: 'eth1',
        neighborDevice: 'spine1',
        neighborInterface: 'Ethernet1',
        destination: '198.51.100.0',
        farDestination: '192.0.2.12',
      },
    },
  },
];
