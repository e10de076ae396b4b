import {
  SlackError,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import type { SendResult } from './send.ts';

type NotSent = Exclude<SendResult, { status: 'sent' }>;

const retryMs = 2_000;

/**
 * What an error of Slack or of the way to it means for one effect. `idempotent`: doing it again does no harm, so
 * nothing about it is ambiguous. Throws on what comes neither from Slack nor from the network.
 */
export function judge(error: unknown, what: string, { idempotent }: { idempotent: boolean }): NotSent {
  if (!(error instanceof SlackError)) return ofBrokenAnswer(error, what, idempotent);
  if (error instanceof WebAPIRateLimitedError)
    return {
      status: 'retry',
      afterMs: Math.max(1, error.retryAfter) * 1_000,
      error: `Slack asks to wait before it will ${what}`,
      isLimited: true,
    };
  if (error instanceof WebAPIPlatformError) return ofPlatform(error, what, idempotent);
  const how =
    error instanceof WebAPIHTTPError
      ? `Slack answered ${error.statusCode}`
      : error instanceof WebAPIRequestError
        ? `no answer from Slack (${error.original.message})`
        : error.message;
  const said = `${how} when asked to ${what}`;
  return idempotent || neverArrived(error)
    ? { status: 'retry', afterMs: retryMs, error: said }
    : { status: 'ambiguous', error: said };
}

/** The word Slack gives as the reason, or null. */
export function refusalWord(error: unknown): string | null {
  return error instanceof WebAPIPlatformError ? error.data.error : null;
}

/** Slack itself says that some of it may have happened. */
const mayHaveHappened = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
]);

function ofPlatform(error: WebAPIPlatformError, what: string, idempotent: boolean): NotSent {
  const word = error.data.error;
  // The SDK hands on a page that is no JSON as if it were the word of a refusal.
  if (!/^[a-z0-9_]{1,60}$/i.test(word))
    return broken('Slack answered with something that is no JSON', what, idempotent);
  if (word === 'ratelimited' || word === 'rate_limited')
    return { status: 'retry', afterMs: retryMs, error: `Slack asks to wait before it will ${what}`, isLimited: true };
  if (mayHaveHappened.has(word)) return broken(`Slack had a fault (${word})`, what, idempotent);
  return { status: 'failed', error: `Slack refuses to ${what}: ${reasonOf(word, error)} (${word})`, word };
}

/** What the SDK does not wrap: an answer that breaks off, and a 429 that names no time. */
function ofBrokenAnswer(error: unknown, what: string, idempotent: boolean): NotSent {
  if (!(error instanceof Error)) throw error;
  if (error.message.startsWith('Retry header'))
    return { status: 'retry', afterMs: 5_000, error: `Slack asks to wait before it will ${what}`, isLimited: true };
  const isBroken =
    error instanceof DOMException ||
    error instanceof SyntaxError ||
    error.message === 'terminated' ||
    error.message.includes('JSON');
  if (!isBroken) throw error;
  return broken(`the answer of Slack broke off (${error.message.slice(0, 200)})`, what, idempotent);
}

function broken(how: string, what: string, idempotent: boolean): NotSent {
  const error = `${how} when asked to ${what}`;
  return idempotent ? { status: 'retry', afterMs: retryMs, error } : { status: 'ambiguous', error };
}

/** The app as a whole is refused: nothing is wrong with the message, and it goes out when that is mended. */
export function refusesApp(word: string): boolean {
  return ['invalid_auth', 'not_authed', 'token_revoked', 'token_expired', 'account_inactive'].includes(word);
}

/** Our own word for a channel in which people of another organisation read along. */
export const sharedWord = 'is_ext_shared';

/** Nothing can be written into that channel by the bot. */
export function closesChannel(word: string): boolean {
  return ['is_archived', 'not_in_channel', 'channel_not_found', sharedWord].includes(word);
}

const reasons: Record<string, string> = {
  is_archived: 'the channel is archived. Unarchive it or declare a new incident',
  not_in_channel: 'the bot is not in the channel. Invite it with /invite',
  channel_not_found: 'there is no such channel, or it is private and the bot is not in it. Invite it with /invite',
  invalid_auth: 'the bot token is not valid. Put the token of the installed app into the config and restart',
  not_authed: 'no bot token was sent. Put the token of the installed app into the config and restart',
  token_revoked: 'the bot token was revoked. Install the app again, put its new token into the config and restart',
  account_inactive: 'the app was removed from the workspace. Install it again',
  restricted_action:
    'a policy of the workspace forbids it. An administrator of the workspace must allow it for the app',
  user_not_found: 'there is no such person. Correct people: in ringdown.yaml',
  user_disabled: 'that account is deactivated. Correct people: in ringdown.yaml',
  user_is_restricted: 'that person is a guest. Invite them by hand',
  cannot_dm_bot: 'that account is a bot. Correct people: in ringdown.yaml',
  name_taken: 'every name tried is taken. Rename or delete one of those channels',
  message_not_found: 'the message was deleted',
  cant_update_message: 'the message is not one of the bot',
  msg_too_long: 'the message is too long; this is a fault of ringdown, please report it',
  msg_blocks_too_long: 'the message is too long; this is a fault of ringdown, please report it',
  invalid_blocks: 'the message is not well formed; this is a fault of ringdown, please report it',
};

function reasonOf(word: string, error: WebAPIPlatformError): string {
  if (word === 'missing_scope') {
    const { needed } = error.data as { needed?: string };
    return `the app lacks the permission ${needed ?? 'that this needs'}. Update the app from "ringdown manifest" and install it again`;
  }
  return reasons[word] ?? 'see the word Slack gives';
}

/** The connection was never made, so nothing can have happened. */
function neverArrived(error: SlackError): boolean {
  for (
    let cause: unknown = error instanceof WebAPIRequestError ? error.original : error;
    cause instanceof Error;
    cause = cause.cause
  )
    if (
      'code' in cause &&
      ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'].includes(
        String(cause.code),
      )
    )
      return true;
  return false;
}
