import type { Unsupported } from '../platform.ts';

/** The tables live on the line cards, and the line that prints one must name its card. */
export const macTable: Unsupported = {
  unsupported:
    'IOS-XR keeps MAC addresses on each line card: run "show l2vpn forwarding bridge-domain mac-address location NODE" on the device, once for each card with bridge domains.',
};
