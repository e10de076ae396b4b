import type { NetworkMap } from '../../domain/network-map.ts';
import type { MessageView } from '../../slack/views/view.ts';

/** One thing that happens in the workspace. `key` names a message for ever, as the bot's outbox does. */
export type Effect =
  | { kind: 'create-channel'; name: string; topic: string }
  /** `threadOf` is the key of the message in whose thread it goes. */
  | { kind: 'post'; key: string; place: 'incident' | 'announcements'; view: MessageView; threadOf?: string }
  | { kind: 'dm'; key: string; user: string; view: MessageView }
  | { kind: 'update'; key: string; view: MessageView }
  | { kind: 'pin'; key: string }
  /** A person comes into the channel; nothing happens for somebody who is there. */
  | { kind: 'join'; user: string }
  | { kind: 'file'; key: string; threadOf: string; filename: string; title: string; text: string }
  | { kind: 'picture'; key: string; threadOf?: string; filename: string; title: string; alt: string; drawing: Drawing }
  /** What a person wrote, as Slack keeps it. */
  | { kind: 'says'; key: string; user: string; text: string }
  | { kind: 'reacts'; key: string; user: string; isTakenBack: boolean };

/** A map is laid out when it is drawn. */
type Drawing = { svg: string } | { map: NetworkMap; title: string };

/** What entries of one moment lead to. */
export interface Step {
  atMs: number;
  /** The newest entry of the moment. */
  seq: number;
  effects: Effect[];
}
