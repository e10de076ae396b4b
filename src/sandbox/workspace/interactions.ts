import type { AppDoor, Delivery } from './app-door.ts';
import { type ReplyPlace, showReply } from './app-replies.ts';
import type { JsonObject } from './block-kit.ts';
import { describeAction, findElement, type RawValue, type RawValues, viewValues } from './element-values.ts';
import { addEphemeral, describeMessage } from './messages.ts';
import { SlackRefusal } from './refusal.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Triggers } from './triggers.ts';
import { closeModal, describeView, pushModal, updateView } from './views.ts';
import type { Channel, Ephemeral, Message, View, World } from './world.ts';

/** What the person saw of their own action; `fields` are messages by block_id. */
export type Outcome = { ok: true } | { ok: false; error: string; fields?: Record<string, string> };

export type InteractionParts = {
  world: World;
  door: AppDoor;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  /** Notes an ack the workspace would not accept. */
  refuse: (what: string, refusal: SlackRefusal) => void;
};

const FINE: Outcome = { ok: true };

/** Slash commands, clicks and submissions on their way to the app, and its acks on their way back. */
export function createInteractions({ world, door, triggers, responseUrls, refuse }: InteractionParts) {
  const userFields = (user: string) => {
    const name = world.people.get(user)?.name ?? user;
    return { id: user, username: name, name, team_id: world.team.id };
  };

  function failed(place: ReplyPlace, what: string, delivery: Delivery): Outcome {
    const error = delivery.outcome === 'no-socket' ? 'dispatch_failed' : 'operation_timeout';
    const text = `${what} failed with the error "${error}"`;
    addEphemeral(world, place.channel, place.user, { text, from: 'slackbot' });
    return { ok: false, error };
  }

  /** Runs a change the ack asks for; a refusal is noted and told to the caller. */
  function accept(what: string, change: () => void): Outcome {
    try {
      change();
      return FINE;
    } catch (error) {
      if (!(error instanceof SlackRefusal)) throw error;
      refuse(what, error);
      return { ok: false, error: error.error };
    }
  }

  function common(user: string): JsonObject {
    return {
      team: { id: world.team.id, domain: world.team.domain },
      user: userFields(user),
      enterprise: null,
      is_enterprise_install: false,
      api_app_id: world.appId,
      token: 'verification',
    };
  }

  return {
    /** Runs `/name words` typed in the channel. `text` is already in Slack's escaped form. */
    async command(user: string, channel: Channel, command: string, text: string): Promise<Outcome> {
      const place: ReplyPlace = { channel, user, messageTs: null };
      if (!world.commands.includes(command)) {
        const words = `${command} is not a valid command.`;
        addEphemeral(world, channel, user, { text: words, from: 'slackbot' });
        return { ok: false, error: 'unknown_command' };
      }
      const delivery = await door.deliver({
        type: 'slash_commands',
        payload: {
          token: 'verification',
          command,
          text,
          user_id: user,
          user_name: userFields(user).name,
          channel_id: channel.id,
          channel_name: channel.kind === 'im' ? 'directmessage' : channel.name,
          team_id: world.team.id,
          team_domain: world.team.domain,
          api_app_id: world.appId,
          is_enterprise_install: 'false',
          response_url: responseUrls.issue(place),
          trigger_id: triggers.issue(user),
        },
      });
      if (delivery.outcome !== 'acked') return failed(place, command, delivery);
      const reply = asObject(delivery.payload);
      return Object.keys(reply).length === 0 ? FINE : accept(`ack of ${command}`, () => showReply(world, place, reply));
    },

    /** Touches an element of a message: a button's click, a select's choice. */
    async touchMessage(
      user: string,
      channel: Channel,
      message: Message | Ephemeral,
      actionId: string,
      blockId: string | null,
      raw: RawValue,
    ): Promise<Outcome> {
      const found = findElement(message.blocks, actionId, blockId);
      if (found === null)
        throw new SlackRefusal('action_not_found', [
          `message ${message.ts} has no element with the action_id "${actionId}"`,
        ]);
      const isEphemeral = !('reactions' in message);
      const place: ReplyPlace = { channel, user, messageTs: message.ts };
      const container = { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: isEphemeral };
      const thread = message.threadTs === null ? {} : { thread_ts: message.threadTs };
      const delivery = await door.deliver({
        type: 'interactive',
        payload: {
          ...common(user),
          type: 'block_actions',
          container: { ...container, ...thread },
          channel: { id: channel.id, name: channel.kind === 'im' ? 'directmessage' : channel.name },
          ...(isEphemeral ? {} : { message: describeMessage(world, channel, message) }),
          actions: [describeAction(found, raw, world.nextTs())],
          state: { values: viewValues(message.blocks, raw === null ? {} : { [actionId]: raw }).values },
          response_url: responseUrls.issue(place),
          trigger_id: triggers.issue(user),
        },
      });
      if (delivery.outcome !== 'acked') return failed(place, 'The button', delivery);
      return FINE;
    },

    /** Touches an element inside a modal or the Home tab. */
    async touchView(user: string, view: View, actionId: string, blockId: string | null, raw: RawValue, all: RawValues) {
      const found = findElement(view.blocks, actionId, blockId);
      if (found === null)
        throw new SlackRefusal('action_not_found', [`view ${view.id} has no element with the action_id "${actionId}"`]);
      const { values } = viewValues(view.blocks, raw === null ? all : { ...all, [actionId]: raw });
      const delivery = await door.deliver({
        type: 'interactive',
        payload: {
          ...common(user),
          type: 'block_actions',
          container: { type: 'view', view_id: view.id },
          view: describeView(world, view, values),
          actions: [describeAction(found, raw, world.nextTs())],
          trigger_id: triggers.issue(user),
        },
      });
      return delivery.outcome === 'acked' ? FINE : ({ ok: false, error: 'operation_timeout' } as Outcome);
    },

    /** Presses a modal's submit button. A required empty input is caught here, as Slack's client does. */
    async submit(user: string, view: View, raw: RawValues): Promise<Outcome> {
      const { values, missing } = viewValues(view.blocks, raw);
      if (Object.keys(missing).length > 0) return { ok: false, error: 'required', fields: missing };
      const delivery = await door.deliver({
        type: 'interactive',
        payload: {
          ...common(user),
          type: 'view_submission',
          view: describeView(world, view, values),
          trigger_id: triggers.issue(user),
          response_urls: [],
        },
      });
      if (delivery.outcome !== 'acked') return { ok: false, error: 'operation_timeout' };
      const reply = asObject(delivery.payload);
      const what = `ack of ${view.callbackId}`;
      switch (reply.response_action) {
        case undefined:
          closeModal(world, view);
          return FINE;
        case 'clear':
          closeModal(world, view, true);
          return FINE;
        case 'update':
          return accept(what, () => void updateView(world, view, reply.view, null));
        case 'push':
          return accept(what, () => void pushModal(world, user, reply.view));
        case 'errors':
          return showErrors(world, view, asObject(reply.errors) as Record<string, string>, (refusal) =>
            refuse(what, refusal),
          );
        default:
          refuse(what, new SlackRefusal('invalid_response_action', [String(reply.response_action)]));
          return { ok: false, error: 'invalid_response_action' };
      }
    },

    /** Chooses a shortcut of the app: of a message, or a global one. Throws `shortcut_not_found` for one it does not have. */
    async shortcut(
      user: string,
      callbackId: string,
      on: { channel: Channel; message: Message } | null,
    ): Promise<Outcome> {
      const type = on === null ? 'global' : 'message';
      if (!world.shortcuts.some((shortcut) => shortcut.type === type && shortcut.callback_id === callbackId))
        throw new SlackRefusal('shortcut_not_found', [`the app has no ${type} shortcut "${callbackId}"`]);
      const payload =
        on === null
          ? { ...common(user), type: 'shortcut', callback_id: callbackId, action_ts: world.nextTs() }
          : {
              ...common(user),
              type: 'message_action',
              callback_id: callbackId,
              action_ts: world.nextTs(),
              channel: { id: on.channel.id, name: on.channel.name },
              message_ts: on.message.ts,
              message: describeMessage(world, on.channel, on.message),
              response_url: responseUrls.issue({ channel: on.channel, user, messageTs: null }),
            };
      const delivery = await door.deliver({
        type: 'interactive',
        payload: { ...payload, trigger_id: triggers.issue(user) },
      });
      return delivery.outcome === 'acked' ? FINE : { ok: false, error: 'operation_timeout' };
    },

    /** Closes a modal by its close button; the app hears of it when it asked to. */
    async close(user: string, view: View): Promise<Outcome> {
      closeModal(world, view, view.clearOnClose);
      if (!view.notifyOnClose) return FINE;
      await door.deliver({
        type: 'interactive',
        payload: { ...common(user), type: 'view_closed', view: describeView(world, view), is_cleared: false },
      });
      return FINE;
    },
  };
}

export type Interactions = ReturnType<typeof createInteractions>;

function showErrors(
  world: World,
  view: View,
  errors: Record<string, string>,
  refuse: (refusal: SlackRefusal) => void,
): Outcome {
  const inputs = view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id);
  const unknown = Object.keys(errors).filter((key) => !inputs.includes(key));
  if (unknown.length > 0 || Object.keys(errors).length === 0) {
    const lines = unknown.map((key) => `[ERROR] errors: "${key}" is not the block_id of an input`);
    refuse(new SlackRefusal('invalid_errors', lines));
  }
  view.errors = errors;
  world.changed();
  return { ok: false, error: 'errors', fields: errors };
}

function asObject(value: unknown): JsonObject {
  if (typeof value === 'string') return value === '' ? {} : { text: value };
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}
