import type { KnownBlock } from '@slack/types';

/** A message as Slack takes it. `text` says the same as the blocks, for notifications and screen readers. */
export interface MessageView {
  text: string;
  blocks: KnownBlock[];
}
