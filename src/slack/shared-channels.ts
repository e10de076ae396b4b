import { SlackError } from '@slack/web-api';
import type { Directory } from './directory.ts';
import { judge, sharedWord } from './refusals.ts';
import type { SendResult, SlackCall } from './send.ts';

/**
 * Lets no message, edit or file into a channel that is shared with another organisation, whoever shared it since.
 * Where Slack cannot be asked just now, the call waits.
 */
export function closedToOthers(
  directory: Directory,
  send: (call: SlackCall) => Promise<SendResult>,
): (call: SlackCall) => Promise<SendResult> {
  return async (call) => {
    if (call.kind !== 'post' && call.kind !== 'update' && call.kind !== 'file') return send(call);
    try {
      if ((await directory.sharing(call.channel)) !== 'shared') return send(call);
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      // Nothing was sent yet, so nothing about it is in doubt.
      return judge(error, 'say whether a channel is shared', { idempotent: true });
    }
    return {
      status: 'failed',
      word: sharedWord,
      error: `ringdown does not write into <#${call.channel}>: it is shared with another organisation (${sharedWord})`,
    };
  };
}
