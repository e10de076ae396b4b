import { SlackRefusal } from './refusal.ts';

/** A call's arguments as the wire carries them: strings from a form, anything from JSON. */
export type Arguments = Record<string, unknown>;

const COMPLEX = new Set(['blocks', 'attachments', 'view', 'metadata', 'files', 'changes', 'document_content']);

/** Reads a Web API body. Throws SlackRefusal `invalid_json`, or `invalid_form_data` for another content type. */
export async function parseArguments(contentType: string, body: Buffer): Promise<Arguments> {
  if (body.length === 0) return {};
  if (contentType.startsWith('application/json')) return parseJson(body.toString('utf8')) as Arguments;
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(body.toString('utf8')));
  }
  if (contentType.startsWith('multipart/form-data')) {
    const form = await readForm(contentType, body);
    return Object.fromEntries(form.entries());
  }
  throw new SlackRefusal('invalid_form_data');
}

/** Reads a multipart body. */
export function readForm(contentType: string, body: Buffer): Promise<FormData> {
  return new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
}

/** The argument as text, or null when it is absent or empty. */
export function optional(args: Arguments, name: string): string | null {
  const value = args[name];
  return value === undefined || value === null || value === '' ? null : String(value);
}

/** Throws SlackRefusal `invalid_arguments` when the argument is absent. */
export function required(args: Arguments, name: string): string {
  const value = optional(args, name);
  if (value === null) throw new SlackRefusal('invalid_arguments', [`[ERROR] missing required field: ${name}`]);
  return value;
}

export function flag(args: Arguments, name: string): boolean {
  return args[name] === true || args[name] === 'true' || args[name] === '1';
}

/** A complex argument, decoded; undefined when absent. Throws SlackRefusal `invalid_<name>_format`-like errors as Slack does. */
export function complex(args: Arguments, name: string): unknown {
  if (!COMPLEX.has(name)) throw new Error(`${name} is not a complex argument; add it to COMPLEX in arguments.ts`);
  const value = args[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch (cause) {
    const error = name === 'blocks' ? 'invalid_blocks_format' : 'invalid_arguments';
    throw new SlackRefusal(error, [`[ERROR] ${name} is not JSON: ${String(cause)}`]);
  }
}

/** One page of `items` by `limit` and `cursor`, with the cursor of the next page ('' at the end). */
export function page<T>(items: readonly T[], args: Arguments, defaultLimit: number): { items: T[]; cursor: string } {
  const limit = Math.min(Number(optional(args, 'limit') ?? defaultLimit), 999);
  if (!Number.isInteger(limit) || limit < 1) throw new SlackRefusal('invalid_limit');
  const cursor = optional(args, 'cursor');
  const start = cursor === null ? 0 : Number(Buffer.from(cursor, 'base64').toString('utf8').replace('next:', ''));
  if (!Number.isInteger(start)) throw new SlackRefusal('invalid_cursor');
  const end = start + limit;
  return {
    items: items.slice(start, end),
    cursor: end < items.length ? Buffer.from(`next:${end}`).toString('base64') : '',
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SlackRefusal('invalid_json');
  }
}
