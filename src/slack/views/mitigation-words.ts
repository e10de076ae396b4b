/** Where a change stands, as the store keeps it. */
export type MitigationState =
  | 'pending'
  | 'approved'
  | 'claimed'
  | 'sending'
  | 'applied'
  | 'not-applied'
  | 'unknown'
  | 'verified'
  | 'rolling-back'
  | 'rolled-back'
  | 'needs-human'
  | 'denied'
  | 'cancelled'
  | 'expired'
  | 'stale';

interface StateWords {
  sign: string;
  title: string;
  /** What it means and what to do. */
  meaning: string;
}

export const mitigationWords: Record<MitigationState, StateWords> = {
  pending: {
    sign: '🔧',
    title: 'Waits for approval',
    meaning: 'Nothing was sent. Somebody other than the requester approves.',
  },
  approved: { sign: '🔧', title: 'Approved', meaning: 'It starts after one more look at the device.' },
  claimed: { sign: '⏳', title: 'Starting', meaning: 'The device is read once more; then the lines go out.' },
  sending: { sign: '⏳', title: 'Running', meaning: 'The lines are being sent.' },
  applied: { sign: '⏳', title: 'Sent', meaning: 'The device took the lines; it is being read again to prove it.' },
  'not-applied': { sign: '🚫', title: 'Not applied', meaning: 'The device is as it was before.' },
  unknown: {
    sign: '❗',
    title: 'Outcome unknown',
    meaning: 'The connection ended while lines were being sent. Look at the device before anything else is tried.',
  },
  verified: { sign: '✅', title: 'Verified', meaning: 'The device itself says that the change holds.' },
  'rolling-back': { sign: '⏳', title: 'Rolling back', meaning: 'The way back is being sent.' },
  'rolled-back': { sign: '↩️', title: 'Rolled back', meaning: 'The device is as it was before the change.' },
  'needs-human': {
    sign: '❗',
    title: 'Needs a person',
    meaning: 'The device does not show the state that was wanted. Look at it, then roll back or finish by hand.',
  },
  denied: { sign: '🚫', title: 'Denied', meaning: 'Nothing was sent.' },
  cancelled: { sign: '🚫', title: 'Cancelled', meaning: 'Nothing was sent.' },
  expired: {
    sign: '🚫',
    title: 'Expired',
    meaning: 'Not enough approvals in time; nothing was sent. Propose it again if it is still wanted.',
  },
  stale: {
    sign: '🚫',
    title: 'Out of date',
    meaning: 'The device is no longer as the plan found it; nothing was sent. Propose it again from its state now.',
  },
};
