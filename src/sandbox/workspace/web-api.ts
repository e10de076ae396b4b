import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type Arguments, optional, parseArguments } from './arguments.ts';
import type { JsonObject } from './block-kit.ts';
import type { Fault, Faults } from './faults.ts';
import { methods } from './methods/all.ts';
import type { Doors } from './methods/method.ts';
import type { createRateLimits } from './rate-limits.ts';
import { SlackRefusal } from './refusal.ts';
import { scopeOf } from './scopes.ts';
import type { World } from './world.ts';

/** One answered Web API call. `isInjected` marks a fault the test asked for. */
export type CallRecord = {
  method: string;
  args: Arguments;
  atMs: number;
  status: number;
  ok: boolean;
  error: string | null;
  messages: readonly string[];
  isInjected: boolean;
};

export type WebApiParts = {
  world: World;
  doors: Doors;
  faults: Faults;
  rateLimits: ReturnType<typeof createRateLimits> | null;
  tokens: { bot: string; app: string };
  /** What the administrator has taken from the app; see Workspace.faults. */
  taken: { isTokenRevoked: boolean; scopes: ReadonlySet<string> };
  record: (call: CallRecord) => void;
  signal: AbortSignal;
};

type Answer = { status: number; headers?: Record<string, string>; body: JsonObject };

/** Answers `POST /api/<method>` as Slack does: 200 with `ok`, 429 with Retry-After, or the fault that was asked for. */
export async function answerCall(
  parts: WebApiParts,
  name: string,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  const fault = parts.faults.take(name);
  if (fault?.delayMs !== undefined) {
    await wait(fault.delayMs, undefined, { signal: parts.signal }).catch(() => null); // closing: answer at once
  }
  let args: Arguments = {};
  let answer: Answer;
  try {
    args = await parseArguments(request.headers['content-type'] ?? '', body);
    answer = faultAnswer(fault) ?? run(parts, name, request, args);
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    answer = { status: 200, body: refusalBody(error) };
  }
  const { token: _token, ...shown } = args;
  parts.record({
    method: name,
    args: shown,
    atMs: parts.world.nowMs(),
    status: answer.status,
    ok: answer.body.ok === true,
    error: typeof answer.body.error === 'string' ? answer.body.error : null,
    messages: (answer.body.response_metadata as { messages?: string[] } | undefined)?.messages ?? [],
    isInjected: fault !== null,
  });
  if (fault?.hangUp !== undefined) {
    response.destroy();
    return;
  }
  // The caller sees nothing; the connection ends when it gives up or the workspace closes.
  if (fault?.executeThenHang) return;
  response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', ...answer.headers });
  response.end(JSON.stringify(answer.body));
}

function run(parts: WebApiParts, name: string, request: IncomingMessage, args: Arguments): Answer {
  const method = methods.get(name);
  if (method === undefined) throw new SlackRefusal('unknown_method');
  checkToken(parts, method.token, request, args);
  checkScope(parts, name);
  if (name === 'chat.postMessage' && parts.rateLimits !== null) {
    const seconds = parts.rateLimits.takePost(optional(args, 'channel') ?? '');
    if (seconds > 0) return limited(seconds);
  }
  return { status: 200, body: { ok: true, ...method.run(parts.world, args, parts.doors) } };
}

function checkToken(parts: WebApiParts, wanted: 'bot' | 'app', request: IncomingMessage, args: Arguments): void {
  const header = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const token = header ?? optional(args, 'token');
  if (token === null) throw new SlackRefusal('not_authed');
  if (token !== parts.tokens.bot && token !== parts.tokens.app) throw new SlackRefusal('invalid_auth');
  if (token !== parts.tokens[wanted]) throw new SlackRefusal('not_allowed_token_type');
  if (parts.taken.isTokenRevoked && wanted === 'bot') throw new SlackRefusal('token_revoked');
}

function checkScope({ taken }: WebApiParts, method: string): void {
  const needed = scopeOf(method);
  if (needed !== null && taken.scopes.has(needed))
    throw new SlackRefusal('missing_scope', [], { needed, provided: '' });
}

function faultAnswer(fault: Fault | null): Answer | null {
  if (fault?.hangUp === 'before') return { status: 503, body: { ok: false, error: 'hung_up' } };
  if (fault?.retryAfterSeconds !== undefined || fault?.status === 429) return limited(fault.retryAfterSeconds ?? 1);
  if (fault?.error !== undefined) return { status: fault.status ?? 200, body: { ok: false, error: fault.error } };
  if (fault?.status !== undefined) return { status: fault.status, body: { ok: false, error: 'fatal_error' } };
  return null;
}

function limited(seconds: number): Answer {
  return { status: 429, headers: { 'retry-after': String(seconds) }, body: { ok: false, error: 'ratelimited' } };
}

function refusalBody({ error, messages, more }: SlackRefusal): JsonObject {
  return { ok: false, error, ...more, ...(messages.length === 0 ? {} : { response_metadata: { messages } }) };
}
