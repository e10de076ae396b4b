import { checkOptionalText, checkText } from './block-elements.ts';
import { checkBlocks, collect, type JsonObject } from './block-kit.ts';
import { SlackRefusal } from './refusal.ts';
import type { View, World } from './world.ts';

const STACK_LIMIT = 3;
const SIZE_LIMIT_BYTES = 250_000;

/** Opens a modal as the only one on the person's screen. */
export function openModal(world: World, user: string, definition: unknown): View {
  const view = buildView(world, user, definition, 'modal');
  world.modals.set(user, [view]);
  world.changed();
  return view;
}

/** Puts a modal on top of the person's open one. Throws `push_limit_reached` beyond 3. */
export function pushModal(world: World, user: string, definition: unknown): View {
  const stack = world.modals.get(user) ?? [];
  const below = stack.at(-1);
  if (below === undefined) throw new SlackRefusal('not_found');
  if (stack.length >= STACK_LIMIT) throw new SlackRefusal('push_limit_reached');
  const view = buildView(world, user, definition, 'modal');
  view.rootViewId = below.rootViewId;
  view.previousViewId = below.id;
  stack.push(view);
  world.changed();
  return view;
}

/** Replaces an open view in place: the same id, a new hash. Throws `hash_conflict` when `hash` is not the current one. */
export function updateView(world: World, view: View, definition: unknown, hash: string | null): View {
  if (hash !== null && hash !== view.hash) throw new SlackRefusal('hash_conflict');
  const fresh = buildView(world, view.user, definition, view.type);
  Object.assign(view, fresh, { id: view.id, rootViewId: view.rootViewId, previousViewId: view.previousViewId });
  world.changed();
  return view;
}

/** Sets the person's Home tab. */
export function publishHome(world: World, user: string, definition: unknown, hash: string | null): View {
  const current = world.homes.get(user);
  if (current !== undefined) return updateView(world, current, definition, hash);
  const view = buildView(world, user, definition, 'home');
  world.homes.set(user, view);
  world.changed();
  return view;
}

/** Takes the view off the screen, or with `all` the whole stack. */
export function closeModal(world: World, view: View, all = false): void {
  const stack = world.modals.get(view.user) ?? [];
  world.modals.set(view.user, all ? [] : stack.slice(0, Math.max(0, stack.indexOf(view))));
  world.changed();
}

/** Finds an open view by id or external id. Throws `not_found`. */
export function findView(world: World, id: string | null, externalId: string | null): View {
  for (const view of openViews(world)) {
    if (view.id === id || (externalId !== null && view.externalId === externalId)) return view;
  }
  throw new SlackRefusal('not_found');
}

export function openViews(world: World): View[] {
  return [...[...world.modals.values()].flat(), ...world.homes.values()];
}

/** A view as the Web API and the interaction payloads print it. */
export function describeView(world: World, view: View, values: JsonObject = {}): JsonObject {
  return {
    id: view.id,
    team_id: world.team.id,
    type: view.type,
    title: view.title,
    submit: view.submit,
    close: view.close,
    blocks: view.blocks,
    callback_id: view.callbackId,
    private_metadata: view.privateMetadata,
    external_id: view.externalId,
    notify_on_close: view.notifyOnClose,
    clear_on_close: view.clearOnClose,
    state: { values },
    hash: view.hash,
    root_view_id: view.rootViewId,
    previous_view_id: view.previousViewId,
    app_id: world.appId,
    bot_id: world.bot.botId,
    app_installed_team_id: world.team.id,
  };
}

function buildView(world: World, user: string, definition: unknown, type: View['type']): View {
  if (typeof definition !== 'object' || definition === null) {
    throw new SlackRefusal('invalid_arguments', ['[ERROR] missing required field: view']);
  }
  const given = definition as JsonObject;
  if (Buffer.byteLength(JSON.stringify(given)) > SIZE_LIMIT_BYTES) throw new SlackRefusal('view_too_large');
  const problems = collect();
  if (given.type !== type) problems.add('/type', `must be ${type}`);
  if (type === 'modal') checkText(problems, given.title, '/title', 24, 'plain_text');
  checkOptionalText(problems, given.submit, '/submit', 24, 'plain_text');
  checkOptionalText(problems, given.close, '/close', 24, 'plain_text');
  const limited = (name: string, most: number): string => {
    const value = given[name] ?? '';
    if (typeof value !== 'string' || value.length > most)
      problems.add(`/${name}`, `must be at most ${most} characters`);
    return String(value);
  };
  if (!Array.isArray(given.blocks)) problems.add('/blocks', 'must be an array');
  const list: unknown[] = Array.isArray(given.blocks) ? given.blocks : [];
  const blocks = checkBlocks(problems, list, type, () => world.newId('b'));
  if (type === 'modal' && given.submit === undefined && blocks.some((block) => block.type === 'input')) {
    problems.add('/submit', 'is required when blocks hold an input');
  }
  const id = world.newId('V');
  const view: View = {
    id,
    user,
    type,
    rootViewId: id,
    previousViewId: null,
    hash: `${world.nextTs()}.${id}`,
    title: (given.title as JsonObject | undefined) ?? null,
    submit: (given.submit as JsonObject | undefined) ?? null,
    close: (given.close as JsonObject | undefined) ?? null,
    blocks,
    callbackId: limited('callback_id', 255),
    privateMetadata: limited('private_metadata', 3000),
    externalId: limited('external_id', 255),
    notifyOnClose: given.notify_on_close === true,
    clearOnClose: given.clear_on_close === true,
    errors: {},
  };
  if (problems.lines.length > 0) throw new SlackRefusal('invalid_arguments', problems.lines);
  return view;
}
