/** One thing that came in from Slack and has an effect: what names it, and what a restart must know of it. */
export interface Incoming {
  /** The same for every delivery of the same thing: an event id or a trigger id. */
  key: string;
  kind: 'command' | 'mention' | 'action' | 'reaction' | 'submission' | 'shortcut';
  payload: Record<string, string | null>;
}

/** What a body is to the bot, whichever way it came; null for what has no effect here and is only acknowledged. */
export function incomingOf(body: Record<string, unknown>): Incoming | null {
  if (typeof body['command'] === 'string') return ofCommand(body);
  if (body['type'] === 'block_actions') return ofAction(body);
  if (body['type'] === 'view_submission') return ofSubmission(body);
  if (body['type'] === 'message_action' || body['type'] === 'shortcut') return ofShortcut(body);
  if (body['type'] === 'event_callback') return ofEvent(body);
  return null;
}

function ofCommand(body: Record<string, unknown>): Incoming | null {
  const trigger = text(body, 'trigger_id');
  if (trigger === null) return null;
  return {
    key: `command:${trigger}`,
    kind: 'command',
    payload: {
      command: text(body, 'command'),
      text: text(body, 'text'),
      user: text(body, 'user_id'),
      channel: text(body, 'channel_id'),
    },
  };
}

function ofAction(body: Record<string, unknown>): Incoming | null {
  const [action] = Array.isArray(body['actions']) ? body['actions'].map(object) : [];
  const user = text(object(body['user']), 'id');
  const button = action ? text(action, 'action_id') : null;
  if (!action || user === null || !button?.startsWith('act:')) return null;
  return {
    key: `action:${text(body, 'trigger_id') ?? `${user}:${text(action, 'action_ts') ?? ''}`}`,
    kind: 'action',
    payload: { button: button.slice('act:'.length), user, channel: text(object(body['channel']), 'id') },
  };
}

/** A form that came back with field errors is submitted again under the same view and hash: the trigger tells them apart. */
function ofSubmission(body: Record<string, unknown>): Incoming | null {
  const view = object(body['view']);
  const user = text(object(body['user']), 'id');
  const trigger = text(body, 'trigger_id');
  if (user === null || trigger === null) return null;
  return { key: `view:${trigger}`, kind: 'submission', payload: { form: text(view, 'private_metadata'), user } };
}

function ofShortcut(body: Record<string, unknown>): Incoming | null {
  const user = text(object(body['user']), 'id');
  const trigger = text(body, 'trigger_id');
  if (user === null || trigger === null) return null;
  return {
    key: `shortcut:${trigger}`,
    kind: 'shortcut',
    payload: { shortcut: text(body, 'callback_id'), user, channel: text(object(body['channel']), 'id') },
  };
}

function ofEvent(body: Record<string, unknown>): Incoming | null {
  const event = object(body['event']);
  const id = text(body, 'event_id');
  const user = text(event, 'user');
  if (id === null || user === null) return null;
  const key = `event:${id}`;
  // What a bot writes is no order to this one.
  if (event['type'] === 'app_mention' && event['bot_id'] === undefined)
    return {
      key,
      kind: 'mention',
      payload: { text: text(event, 'text'), user, channel: text(event, 'channel'), ts: text(event, 'ts') },
    };
  const isReaction = event['type'] === 'reaction_added' || event['type'] === 'reaction_removed';
  const item = object(event['item']);
  if (!isReaction || event['reaction'] !== 'pushpin' || item['type'] !== 'message') return null;
  return { key, kind: 'reaction', payload: { channel: text(item, 'channel'), ts: text(item, 'ts'), user } };
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function text(from: Record<string, unknown>, key: string): string | null {
  const value = from[key];
  return typeof value === 'string' ? value : null;
}
