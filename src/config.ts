import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { crossProblems } from './config/cross-checks.ts';
import { configSchema, type RawConfig } from './config/schema.ts';
import { type LazySecret, lazySecret } from './config/secret-text.ts';
import type { Grant } from './domain/access.ts';
import type { EscalationPolicy } from './domain/escalation.ts';
import type { Rotation } from './domain/rotation.ts';
import type { Severity } from './domain/timeline.ts';
import { UserError } from './lib/errors.ts';
import { dotted, type FileProblem, parseYaml, problemText, schemaProblems } from './lib/yaml-file.ts';

/** One account; its secret is read from its file only by the code that logs in with it. */
interface AccountConfig {
  username: string;
  privateKey?: LazySecret;
  password?: LazySecret;
}

interface Person {
  slack?: string | undefined;
  timeZone: string;
  osUser?: string | undefined;
  email?: string | undefined;
}

interface SlackConfig {
  mode: 'socket' | 'http';
  botToken: LazySecret;
  appToken: LazySecret | null;
  signingSecret: LazySecret | null;
  /** Where Slack's requests arrive in HTTP mode, behind a proxy that speaks TLS. */
  listen: string;
  apiUrl: string;
  /** Root word of ours to the slash command in this workspace. */
  commands: Record<string, string>;
  announce: string | null;
}

/** The config with every default filled in, every path absolute, every duration in ms, every secret unread. */
export interface Config {
  slack: SlackConfig | null;
  /** `archiveAfterMs`: from the end of an incident; null for never. */
  incidents: { prefix: string; private: boolean; archiveAfterMs: number | null };
  /** Absolute path, or a postgres:// address. */
  store: string;
  http: { listen: string };
  alerts: { generic: { secret: LazySecret } | null; alertmanager: { token: LazySecret } | null };
  inventory: string;
  playbooks: string;
  people: Record<string, Person>;
  groups: Record<string, string[]>;
  access: Grant[];
  approvals: { low: number; high: number; expireMinutes: number };
  /** Milliseconds between two updates of an open incident; null for never. */
  updates: Record<Severity, number | null>;
  /** Files of the operator that take the place of our own postmortem templates. */
  postmortem: { markdown: string | null; html: string | null };
  pingDestinations: string[];
  oncall: {
    rotations: Record<string, Rotation>;
    policies: Record<string, EscalationPolicy>;
    /** Where pages go that Slack has not taken after so long; null where there is no such place. */
    fallback: { url: string; secret: LazySecret; afterMs: number } | null;
  };
  credentials: Record<string, { read: AccountConfig; write?: AccountConfig }>;
  asks: { personPerMinute: number; channelPerMinute: number; allPerMinute: number; changesPerHour: number };
  limits: { [K in keyof RawConfig['limits']]: NonNullable<RawConfig['limits'][K]> };
}

/**
 * Reads ringdown.yaml. Throws UserError('usage') with every problem as `ringdown.yaml:14: key: what, remedy`.
 * Secrets are not read here; a missing one is an error when it is needed.
 */
export function loadConfig(path: string, env: Readonly<Record<string, string | undefined>>): Config {
  const file = parseYaml(readConfigFile(path));
  if (!file.ok) throw new UserError('usage', problemText(path, file.problems));
  const parsed = configSchema.safeParse(file.value, { reportInput: true });
  const problems: FileProblem[] = [
    ...(parsed.success ? [] : schemaProblems(parsed.error, file.lineOf, knownKeys)),
    ...crossProblems(file.value).map(({ path: key, what }) => ({ line: file.lineOf(key), key: dotted(key), what })),
  ];
  if (!parsed.success || problems.length > 0) throw new UserError('usage', problemText(path, problems));
  const dir = dirname(path);
  const secretAt = (reference: string, ...key: string[]) =>
    lazySecret(reference, `${basename(path)}:${file.lineOf(key)}: ${dotted(key)}`, { dir, env });
  return build(parsed.data, dir, secretAt);
}

type SecretAt = (reference: string, ...key: string[]) => LazySecret;

function build(raw: RawConfig, dir: string, secretAt: SecretAt): Config {
  const { slack, oncall, alerts } = raw;
  return {
    slack: slack
      ? {
          mode: slack.mode,
          botToken: secretAt(slack.botToken, 'slack', 'botToken'),
          appToken: slack.appToken === undefined ? null : secretAt(slack.appToken, 'slack', 'appToken'),
          signingSecret:
            slack.signingSecret === undefined ? null : secretAt(slack.signingSecret, 'slack', 'signingSecret'),
          listen: slack.listen,
          apiUrl: slack.apiUrl,
          commands: slack.commands,
          announce: slack.announce ?? null,
        }
      : null,
    incidents: {
      prefix: raw.incidents.prefix,
      private: raw.incidents.private,
      archiveAfterMs: raw.incidents.archiveAfter,
    },
    store: /^postgres(ql)?:\/\//.test(raw.store) ? raw.store : resolve(dir, raw.store),
    http: raw.http,
    alerts: {
      generic: alerts.generic ? { secret: secretAt(alerts.generic.secret, 'alerts', 'generic', 'secret') } : null,
      alertmanager: alerts.alertmanager
        ? { token: secretAt(alerts.alertmanager.token, 'alerts', 'alertmanager', 'token') }
        : null,
    },
    inventory: resolve(dir, raw.inventory),
    playbooks: resolve(dir, raw.playbooks),
    people: raw.people,
    groups: raw.groups,
    access: raw.access,
    approvals: raw.approvals,
    updates: raw.updates,
    postmortem: {
      markdown: raw.postmortem.markdown === undefined ? null : resolve(dir, raw.postmortem.markdown),
      html: raw.postmortem.html === undefined ? null : resolve(dir, raw.postmortem.html),
    },
    pingDestinations: raw.pingDestinations,
    oncall: {
      rotations: oncall?.rotations ?? {},
      fallback: oncall?.fallback
        ? {
            url: oncall.fallback.url,
            secret: secretAt(oncall.fallback.secret, 'oncall', 'fallback', 'secret'),
            afterMs: oncall.fallback.afterSeconds * 1000,
          }
        : null,
      policies: Object.fromEntries(
        Object.entries(oncall?.policies ?? {}).map(([name, { steps, repeat }]) => [
          name,
          { repeat, steps: steps.map(({ after, notify }) => ({ afterMs: after, notify })) },
        ]),
      ),
    },
    credentials: Object.fromEntries(
      Object.entries(raw.credentials).map(([name, { read, write }]) => [
        name,
        {
          read: accountOf(read, secretAt, ['credentials', name, 'read']),
          ...(write ? { write: accountOf(write, secretAt, ['credentials', name, 'write']) } : {}),
        },
      ]),
    ),
    asks: raw.asks,
    limits: Object.fromEntries(Object.entries(raw.limits).filter(([, value]) => value !== undefined)),
  };
}

function accountOf(raw: RawConfig['credentials'][string]['read'], secretAt: SecretAt, key: string[]) {
  return {
    username: raw.username,
    ...(raw.privateKey === undefined ? {} : { privateKey: secretAt(raw.privateKey, ...key, 'privateKey') }),
    ...(raw.password === undefined ? {} : { password: secretAt(raw.password, ...key, 'password') }),
  };
}

function readConfigFile(path: string): string {
  try {
    const mode = statSync(path).mode & 0o777;
    if ((mode & 0o022) !== 0)
      throw new UserError(
        'usage',
        `${path}: mode ${mode.toString(8)} lets others change the config. Run: chmod go-w ${path}`,
      );
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UserError(
      'usage',
      code === 'ENOENT' ? `${path}: there is no config file. Name one with --config FILE.` : `${path}: ${message}`,
      { cause: error },
    );
  }
}

/** The keys that a schema knows at a path, for "did you mean". */
function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  let schema: unknown = configSchema;
  for (const step of path) schema = inner(schema, step);
  const shape = unwrap(schema)?.shape;
  return shape ? Object.keys(shape) : [];
}

type AnySchema = {
  shape?: Record<string, unknown>;
  def?: { innerType?: unknown; element?: unknown; valueType?: unknown };
};

function unwrap(schema: unknown): AnySchema | undefined {
  let current = schema as AnySchema | undefined;
  while (current && !current.shape && current.def?.innerType) current = current.def.innerType as AnySchema;
  return current;
}

function inner(schema: unknown, step: PropertyKey): unknown {
  const current = unwrap(schema);
  return current?.shape?.[String(step)] ?? current?.def?.valueType ?? current?.def?.element;
}
