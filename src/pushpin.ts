import type { Cause } from './ops/cause.ts';
import type { Deps } from './ops/deps.ts';
import { incidentOfChannel } from './ops/open-incidents.ts';
import { type Pinned, pinMessage, unpinMessage } from './ops/pin-message.ts';
import { permit } from './permit.ts';
import type { MessageReader } from './slack/read-message.ts';

interface Pushpin {
  /** People key, from the verified envelope. */
  person: string;
  cause: Cause;
  channel: string;
  ts: string;
}

/** A pushpin, or the word in a message's menu: it writes on the record, as a note does, and asks for the same right. */
export async function addPushpin(deps: Deps, pushpin: Pushpin, readMessage: MessageReader): Promise<Pinned | null> {
  return (await mayPin(deps, pushpin)) ? pinMessage(deps, pushpin.cause, pushpin, readMessage) : null;
}

export async function removePushpin(deps: Deps, pushpin: Pushpin, readMessage: MessageReader): Promise<void> {
  if (await mayPin(deps, pushpin)) await unpinMessage(deps, pushpin.cause, pushpin, readMessage);
}

/** False outside the channels of incidents, where pushpins are nothing of ours. Throws UserError without the right. */
async function mayPin(deps: Deps, { person, cause, channel }: Pushpin): Promise<boolean> {
  const incident = await incidentOfChannel(deps, channel);
  if (incident === null) return false;
  const place = { kind: 'slack', channel, threadTs: null, isIncident: true } as const;
  await permit({ deps, person, cause, incident, place }, 'note', 'pushpin');
  return true;
}
