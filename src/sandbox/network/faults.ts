/**
 * What can be wrong with a device's front door:
 * `refuse` nobody listens · `no-banner` TCP opens and stays silent · `auth-fail` every login is denied ·
 * `new-host-key` another key than pinned · `hang-after-login` a channel opens and nothing comes ·
 * `hang-command` prompt and echo, then nothing · `close-mid-output` half an answer, then the connection is gone ·
 * `slow` every answer takes two seconds longer.
 */
export type Fault =
  | 'refuse'
  | 'no-banner'
  | 'auth-fail'
  | 'new-host-key'
  | 'hang-after-login'
  | 'hang-command'
  | 'close-mid-output'
  | 'slow';

/** Faults that begin before a login: connections that are already open do not survive them. */
export const doorFaults: readonly Fault[] = ['refuse', 'no-banner', 'auth-fail', 'new-host-key'];

export const slowMs = 2000;
