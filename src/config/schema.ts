import { z } from 'zod';
import { rights } from '../domain/access.ts';
import { canonicalPrefix } from '../domain/ip.ts';
import { isoTime } from '../lib/clock.ts';
import { parseDuration } from '../lib/duration.ts';
import { isSecretReference } from './secret-text.ts';

/** The file's shape (contract.md section 3), strict everywhere: an unknown key stops the start. */

const duration = z.string('expected a duration such as 30m').transform((text, context) => {
  const ms = parseDuration(text);
  if (ms !== null) return ms;
  context.addIssue({ code: 'custom', message: `"${text}" is not a duration, such as 30m, 2h or 1w` });
  return z.NEVER;
});
/** Null for "never". */
const durationOrNever = z.string('expected a duration such as 30m, or never').transform((text, context) => {
  const ms = text === 'never' ? null : parseDuration(text);
  if (ms !== null || text === 'never') return ms;
  context.addIssue({ code: 'custom', message: `"${text}" is not a duration, such as 30m, 2h or 1w, nor never` });
  return z.NEVER;
});
const cadence = durationOrNever.refine((ms) => ms === null || ms >= 1_000, {
  error: 'nobody can be asked more often than once a second; never switches it off',
});
const secret = z.string().refine(isSecretReference, {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is the form that people write in the file
  error: 'a secret comes as ${NAME} (environment) or file:PATH, never as text in this file',
});
const slackUser = z.string().regex(/^[UW][A-Z0-9]{7,}$/, {
  error: 'not a Slack user id (one like U012AB3CD; it is under the profile’s "Copy member ID")',
});
const slackChannel = z.string().regex(/^[CG][A-Z0-9]{7,}$/, { error: 'not a Slack channel id, such as C0123456789' });
const timeZone = z.string().refine(isTimeZone, { error: 'not a time zone, such as Europe/Berlin' });
const listen = z.string().refine(isListen, { error: 'expected address:port, such as 127.0.0.1:8080' });
const name = z.string().min(1);
const command = z
  .string()
  .regex(/^\/[a-z0-9_-]{1,31}$/, { error: 'a slash command is "/" and small letters, at most 32 characters' });
const account = z
  .strictObject({ username: name, privateKey: secret.optional(), password: secret.optional() })
  .refine((a) => (a.privateKey === undefined) !== (a.password === undefined), {
    error: 'give either privateKey or password',
  });

export const configSchema = z.strictObject({
  slack: z
    .strictObject({
      mode: z.enum(['socket', 'http']).default('socket'),
      botToken: secret,
      appToken: secret.optional(),
      signingSecret: secret.optional(),
      apiUrl: z.url().default('https://slack.com/api/'),
      listen: listen.default('127.0.0.1:3000'),
      commands: z
        .strictObject({
          inc: command.default('/inc'),
          net: command.default('/net'),
          mitigate: command.default('/mitigate'),
          oncall: command.default('/oncall'),
          playbook: command.default('/playbook'),
        })
        .prefault({}),
      announce: slackChannel.optional(),
    })
    .optional(),
  incidents: z
    .strictObject({
      prefix: z
        .string()
        .regex(/^[a-z0-9-]{1,20}$/)
        .default('inc'),
      private: z.boolean().default(false),
      archiveAfter: durationOrNever.prefault('1w'),
    })
    .prefault({}),
  store: z.string().default('./ringdown.db'),
  http: z.strictObject({ listen: listen.default('127.0.0.1:8080') }).prefault({}),
  alerts: z
    .strictObject({
      generic: z.strictObject({ secret }).optional(),
      alertmanager: z.strictObject({ token: secret }).optional(),
    })
    .prefault({}),
  inventory: z.string().default('./inventory.yaml'),
  playbooks: z.string().default('./playbooks'),
  people: z
    .record(
      z.string().regex(/^[a-z][a-z0-9_-]{0,30}$/, { error: 'a people key is small letters and digits, such as ana' }),
      z.strictObject({
        slack: slackUser.optional(),
        timeZone: timeZone.default('UTC'),
        osUser: name.optional(),
        email: z.email().optional(),
      }),
    )
    .default({}),
  groups: z.record(z.string(), z.array(name)).default({}),
  access: z
    .array(
      z.strictObject({
        who: name,
        may: z.array(z.enum(rights)).min(1),
        where: z.union([z.enum(['any', 'incident-channels', 'terminal']), z.array(slackChannel).min(1)], {
          error: 'expected any, incident-channels, terminal or a list of channel ids',
        }),
      }),
    )
    .default([]),
  approvals: z
    .strictObject({
      low: z.int().min(1).max(5).default(1),
      high: z.int().min(1).max(5).default(2),
      expireMinutes: z.int().min(1).max(240).default(15),
    })
    .prefault({}),
  /** How often people are told, by severity. */
  updates: z
    .strictObject({
      sev1: cadence.prefault('30m'),
      sev2: cadence.prefault('1h'),
      sev3: cadence.prefault('never'),
      sev4: cadence.prefault('never'),
    })
    .prefault({}),
  /** Liquid templates that take the place of ours. */
  postmortem: z
    .strictObject({ markdown: z.string().min(1).optional(), html: z.string().min(1).optional() })
    .prefault({}),
  pingDestinations: z
    .array(
      z.string().transform((text, context) => {
        const found = canonicalPrefix(text);
        if (found && !found.hostBitsCut) return found.prefix;
        context.addIssue({
          code: 'custom',
          message: `"${text}" is not a prefix${found ? `; did you mean ${found.prefix}?` : ', such as 192.0.2.0/24'}`,
        });
        return z.NEVER;
      }),
    )
    .default([]),
  oncall: z
    .strictObject({
      /** Told of pages that Slack has not taken. */
      fallback: z
        .strictObject({
          url: z.url({ protocol: /^https?$/, error: 'expected an address such as https://pager.example.net/ringdown' }),
          secret,
          afterSeconds: z.int().min(30).max(3_600).default(120),
        })
        .optional(),
      rotations: z
        .record(
          z.string(),
          z.strictObject({
            timeZone,
            start: z.string().refine(isLocalTime, { error: 'expected a local time such as 2026-01-05T09:00' }),
            every: z
              .string()
              .regex(/^[1-9]\d{0,2}[hdw]$/, { error: 'expected hours, days or weeks, such as 12h, 1d or 1w' }),
            people: z.array(name).min(1),
          }),
        )
        .default({}),
      policies: z
        .record(
          z.string(),
          z.strictObject({
            steps: z
              .array(z.strictObject({ after: duration, notify: z.array(name).min(1) }))
              .min(1)
              .max(10),
            repeat: z.int().min(0).max(5).default(0),
          }),
        )
        .default({}),
    })
    .optional(),
  credentials: z.record(z.string(), z.strictObject({ read: account, write: account.optional() })).default({}),
  /** What people in Slack may ask of devices and propose, so that one of them cannot keep all devices busy. */
  asks: z
    .strictObject({
      personPerMinute: z.int().min(1).max(1_000).default(60),
      channelPerMinute: z.int().min(1).max(1_000).default(120),
      allPerMinute: z.int().min(1).max(10_000).default(300),
      changesPerHour: z.int().min(1).max(1_000).default(20),
    })
    .prefault({}),
  limits: z
    .strictObject({
      devicesAtOnce: z.int().min(1).max(256).optional(),
      shellsPerDevice: z.int().min(1).max(4).optional(),
      execChannelsPerDevice: z.int().min(1).max(8).optional(),
      commandSeconds: z.int().min(1).max(300).optional(),
      tracerouteSeconds: z.int().min(1).max(300).optional(),
    })
    .prefault({}),
});

export type RawConfig = z.infer<typeof configSchema>;

/** Also false for what looks like a time and is none, such as 2026-02-30T09:00: nobody would be on call. */
function isLocalTime(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}:00.000Z`);
  return !Number.isNaN(ms) && isoTime(ms).startsWith(text);
}

function isListen(text: string): boolean {
  const port = /^(?:[^\s:]+|\[[0-9a-f:]+\]):(\d{1,5})$/.exec(text)?.[1];
  return port !== undefined && Number(port) <= 65_535;
}

/** A name of the zone database; a bare offset such as +02:00 would not follow the clocks. */
function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
