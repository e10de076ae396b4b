import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { ZodError } from 'zod';
import { isPng } from './files.ts';
import { readBody } from './guard.ts';
import { type PageParts, performAct } from './page-acts.ts';
import { describePage } from './page-state.ts';
import type { World } from './world.ts';

/** The region beside the messages: a live picture of `json()`, announced by `subscribe` where there is one. */
export type SidePanel = {
  title: string;
  html?: string;
  json: () => unknown;
  subscribe?: (changed: () => void) => () => void;
};

const PAGE = join(import.meta.dirname, '..', 'page');
const GATHER_MS = 40;
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** The people's side of the workspace: static files, the page's JSON, and one stream that says when to look again. */
export function createPageServer({ panel, ...parts }: PageParts & { panel: SidePanel | null }) {
  const { world } = parts;
  const streams = new Set<ServerResponse>();
  let gathering: NodeJS.Timeout | null = null;
  let news = new Set<string>();

  function announce(kind: 'workspace' | 'network'): void {
    news.add(kind);
    if (streams.size === 0) news.clear();
    else
      gathering ??= setTimeout(() => {
        gathering = null;
        for (const stream of streams) for (const name of news) stream.write(`event: ${name}\ndata: {}\n\n`);
        news = new Set();
      }, GATHER_MS);
  }
  const ends = [world.onChange(() => announce('workspace')), panel?.subscribe?.(() => announce('network'))];

  function openStream(response: ServerResponse): void {
    response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
    response.write('retry: 1000\n\nevent: workspace\ndata: {}\n\n');
    streams.add(response);
    response.on('close', () => streams.delete(response));
  }

  async function answer(request: IncomingMessage, url: URL, response: ServerResponse): Promise<void> {
    const isGet = request.method === 'GET';
    if (isGet && url.pathname === '/page/events') return openStream(response);
    if (isGet && url.pathname === '/page/state') return sendState(parts, panel, url, response);
    if (isGet && url.pathname === '/page/network') return sendJson(response, 200, panel?.json() ?? null);
    if (isGet && url.pathname.startsWith('/page/file/')) return sendFile(world, url.pathname.slice(11), response);
    if (isGet) return sendStatic(url.pathname, response);
    if (request.method !== 'POST' || url.pathname !== '/page/act') return sendJson(response, 404, { ok: false });
    // A form of another site cannot send this type without asking first, and asking is refused.
    if (request.headers['content-type'] !== 'application/json') return sendJson(response, 415, { ok: false });
    try {
      const body: unknown = JSON.parse((await readBody(request)).toString('utf8'));
      sendJson(response, 200, await performAct(parts, body));
    } catch (error) {
      const isWrong = error instanceof ZodError || error instanceof SyntaxError;
      sendJson(response, isWrong ? 400 : 500, { ok: false, error: error instanceof Error ? error.message : 'failed' });
    }
  }

  return {
    answer,
    close(): void {
      if (gathering !== null) clearTimeout(gathering);
      for (const end of ends) end?.();
      for (const stream of streams) stream.end();
    },
  };
}

function sendState({ world, trouble }: PageParts, panel: SidePanel | null, url: URL, response: ServerResponse): void {
  const first = [...world.people.values()].find((person) => !person.isBot && !person.deleted)?.id ?? '';
  const asked = url.searchParams.get('as') ?? first;
  const viewer = world.people.has(asked) ? asked : first;
  const state = describePage(world, viewer, url.searchParams.get('channel'));
  const described = panel === null ? null : { title: panel.title, html: panel.html ?? null };
  sendJson(response, 200, { ...state, panel: described, trouble: trouble.state() });
}

function sendFile(world: World, id: string, response: ServerResponse) {
  const file = world.files.get(id);
  if (!file?.content) return sendJson(response, 404, { ok: false, error: 'file_not_found' });
  const picture = isPng(file);
  response.writeHead(200, {
    ...HEADERS,
    'content-security-policy': "default-src 'none'; sandbox",
    'content-type': picture ? 'image/png' : 'application/octet-stream',
    'content-disposition': `${picture ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  });
  response.end(file.content);
}

async function sendStatic(path: string, response: ServerResponse): Promise<void> {
  const isDeep = path === '/' || path.startsWith('/archives/');
  const name = isDeep ? 'index.html' : path.slice('/page/'.length);
  const type = TYPES[extname(name)];
  if ((!isDeep && !path.startsWith('/page/')) || type === undefined || !/^[\w-]+\.\w+$/.test(name)) {
    return sendJson(response, 404, { ok: false, error: 'not found' });
  }
  const content = await readFile(join(PAGE, name)).catch(() => null);
  if (content === null) return sendJson(response, 404, { ok: false, error: 'not found' });
  response.writeHead(200, { ...HEADERS, 'content-type': type });
  response.end(content);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { ...HEADERS, 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}
