import { UserError } from '../lib/errors.ts';

export interface ManifestParts {
  mode: 'socket' | 'http';
  /** The address that Slack calls, for `http`. */
  url?: string;
  /** With the slash. */
  commands: readonly { name: string; description: string; usageHint: string }[];
}

/** What the bot may do; docs of each stand in Slack's scope reference. No user scopes. */
const botScopes = [
  'app_mentions:read',
  'channels:history',
  'channels:manage',
  'channels:read',
  'chat:write',
  'chat:write.public',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'groups:write',
  'im:history',
  'im:read',
  'im:write',
  'pins:write',
  'reactions:read',
  'usergroups:read',
  'users:read',
];

const botEvents = ['app_home_opened', 'app_mention', 'reaction_added', 'reaction_removed'];

/** Where slash commands cannot be typed: in the menu of a message, and behind the lightning bolt. */
export const shortcuts = [
  {
    name: 'Pin to the timeline',
    type: 'message',
    callback_id: 'pin_message',
    description: 'Puts this message on the timeline of the incident, at the time it was written',
  },
  {
    name: 'Declare an incident',
    type: 'message',
    callback_id: 'declare_from_message',
    description: 'Opens the form with this message as the title',
  },
  { name: 'Declare an incident', type: 'global', callback_id: 'declare', description: 'Opens the form' },
  {
    name: 'Read devices',
    type: 'global',
    callback_id: 'diagnose',
    description: 'Asks routers and switches, read-only',
  },
] as const;

/** Slack's limits on a manifest. */
const most = { commands: 50, name: 32, description: 2_000, usageHint: 1_000 };

/** The app manifest (schema 1) as plain data. Throws UserError for a command that Slack would refuse, or a bad address. */
export function manifest({ mode, url, commands }: ManifestParts) {
  const address = mode === 'http' ? httpsAddress(url) : null;
  if (commands.length > most.commands)
    throw new UserError('usage', `There are ${commands.length} slash commands; Slack takes ${most.commands} at most.`);
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: {
      name: 'ringdown',
      description: 'Incidents, on-call, diagnostics and approved changes for network engineers.',
      background_color: '#1d2b3a',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      shortcuts,
      bot_user: { display_name: 'ringdown', always_online: true },
      slash_commands: commands.map((command) => ({
        ...checked(command),
        // People and channels arrive as ids, which nobody can fake by typing a name.
        should_escape: true,
        ...(address === null ? {} : { url: address }),
      })),
    },
    oauth_config: { scopes: { bot: botScopes } },
    settings: {
      event_subscriptions: { bot_events: botEvents, ...(address === null ? {} : { request_url: address }) },
      interactivity: { is_enabled: true, ...(address === null ? {} : { request_url: address }) },
      org_deploy_enabled: false,
      socket_mode_enabled: mode === 'socket',
      token_rotation_enabled: false,
    },
  };
}

function checked({ name, description, usageHint }: ManifestParts['commands'][number]) {
  if (!/^\/[a-z0-9_-]+$/.test(name) || name.length > most.name)
    throw new UserError(
      'usage',
      `"${name}" is no slash command: a slash and up to ${most.name - 1} of a-z, 0-9, _ and -.`,
    );
  if (description === '') throw new UserError('usage', `${name} has no description; Slack asks for one.`);
  const hint = usageHint.slice(0, most.usageHint);
  return {
    command: name,
    description: description.slice(0, most.description),
    ...(hint === '' ? {} : { usage_hint: hint }),
  };
}

function httpsAddress(url: string | undefined): string {
  if (url === undefined || !URL.canParse(url) || new URL(url).protocol !== 'https:')
    throw new UserError('usage', `"${url ?? ''}" is not an https:// address that Slack can call.`);
  return url;
}
