import type { Unsupported } from '../platform.ts';

export const mplsLsps: Unsupported = {
  unsupported:
    'NX-OS keeps no label-switched paths with a state of their own, except for traffic engineering on the Nexus 7000. Use route and bgp-route.',
};
