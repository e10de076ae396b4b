import { initialState } from './initial-state.ts';
import type { Random } from './random.ts';
import { advanceSession, dropSession } from './sessions.ts';
import {
  configOf,
  type DeviceConfig,
  type Lane,
  type Link,
  type LogEvent,
  type NetworkState,
  type Port,
} from './state.ts';
import type { DeviceName } from './topology.ts';
import { advanceTraffic } from './traffic.ts';

/** A link by its id, or by its two devices. As `{ a, b }` only the direction from `a` to `b` is meant where direction matters. */
export type LinkRef = string | { a: DeviceName; b: DeviceName };

const longestStepMs = 250;
const mostSteps = 2000;
const keptLogEvents = 1000;

/** A healthy network at `nowMs`. No timers: it moves only in `advance`. */
export function createModel(random: Random, nowMs: number): NetworkState {
  return initialState(random, nowMs);
}

/** Lets time pass until `nowMs`: links follow their admin state, sessions their links, traffic the sessions, timers fire. */
export function advance(state: NetworkState, nowMs: number): void {
  const gap = nowMs - state.nowMs;
  const steps = Math.min(mostSteps, Math.ceil(gap / longestStepMs));
  const from = state.nowMs;
  for (let step = 1; step <= steps; step += 1) {
    const before = state.nowMs;
    state.nowMs = step === steps ? nowMs : from + Math.round((gap * step) / steps);
    settle(state, state.nowMs - before);
  }
}

/** Packets lost on the way. A link id sets both directions, `{ a, b }` the one from a to b: then the end at `b` counts CRC errors. */
export function setLoss(state: NetworkState, ref: LinkRef, percent: number): void {
  if (!(percent >= 0 && percent <= 100)) throw new RangeError(`loss must be 0 to 100 percent, not ${percent}`);
  const link = findLink(state, ref);
  for (const lane of lanesOf(link, ref)) lane.lossPercent = percent;
}

/** The fibre is cut: both ends lose carrier, nothing is changed administratively. */
export function cut(state: NetworkState, ref: LinkRef): void {
  findLink(state, ref).cut = true;
  settle(state, 0);
}

/** Splices the fibre and cleans the connectors: no cut, no loss, either way. Admin states stay. */
export function heal(state: NetworkState, ref: LinkRef): void {
  const link = findLink(state, ref);
  link.cut = false;
  link.aToB.lossPercent = 0;
  link.bToA.lossPercent = 0;
  settle(state, 0);
}

/** Makes `config` the running one of a device; what it switches off drops at once. */
export function setConfig(
  state: NetworkState,
  device: DeviceName,
  config: DeviceConfig,
  by: { user: string; comment: string },
): void {
  configOf(state, device);
  state.configs.set(device, structuredClone(config));
  record(state, { atMs: state.nowMs, device, event: { kind: 'configured', ...by } });
  settle(state, 0);
}

/** Takes `config` into use until `atMs`, when the present one comes back, unless `confirm` is called before. */
export function setConfigUntil(
  state: NetworkState,
  device: DeviceName,
  config: DeviceConfig,
  until: { name: string; atMs: number },
  by: { user: string; comment: string },
): void {
  const pending = state.reverts.find((revert) => revert.device === device && revert.name === until.name);
  // A second confirmed commit moves the timer; the way back stays the configuration before the first.
  const restore = pending?.restore ?? structuredClone(configOf(state, device));
  state.reverts = state.reverts.filter((revert) => revert !== pending);
  state.reverts.push({ device, ...until, restore });
  setConfig(state, device, config, by);
}

/** Keeps what `setConfigUntil` brought. False when nothing was pending under that name. */
export function confirm(state: NetworkState, device: DeviceName, name: string): boolean {
  const before = state.reverts.length;
  state.reverts = state.reverts.filter((revert) => !(revert.device === device && revert.name === name));
  return state.reverts.length < before;
}

/** Brings back the configuration from before `setConfigUntil` now. False when nothing was pending under that name. */
export function revertNow(state: NetworkState, device: DeviceName, name: string, user: string): boolean {
  const pending = state.reverts.find((revert) => revert.device === device && revert.name === name);
  if (!pending) return false;
  state.reverts = state.reverts.filter((revert) => revert !== pending);
  setConfig(state, device, pending.restore, { user, comment: `revert of ${name}` });
  return true;
}

function findLink(state: NetworkState, ref: LinkRef): Link {
  const link = state.links.find(({ spec, a, b }) =>
    typeof ref === 'string'
      ? spec.id === ref
      : (a.device === ref.a && b.device === ref.b) || (a.device === ref.b && b.device === ref.a),
  );
  if (link) return link;
  const wanted = typeof ref === 'string' ? `"${ref}"` : `between ${ref.a} and ${ref.b}`;
  throw new Error(`no link ${wanted}; there are: ${state.links.map(({ spec }) => spec.id).join(', ')}`);
}

export function adminUp(state: NetworkState, port: Port): boolean {
  return !configOf(state, port.device).shutInterfaces.includes(port.name);
}

function lanesOf(link: Link, ref: LinkRef): Lane[] {
  if (typeof ref === 'string') return [link.aToB, link.bToA];
  return [link.a.device === ref.a ? link.aToB : link.bToA];
}

function settle(state: NetworkState, elapsedMs: number): void {
  fireReverts(state);
  for (const link of state.links) settlePorts(state, link);
  for (const link of state.links) advanceSession(state, link, elapsedMs, record);
  advanceTraffic(state, elapsedMs);
  if (state.log.length > keptLogEvents) state.log.splice(0, state.log.length - keptLogEvents);
}

function fireReverts(state: NetworkState): void {
  const due = state.reverts.filter((revert) => revert.atMs <= state.nowMs);
  state.reverts = state.reverts.filter((revert) => revert.atMs > state.nowMs);
  for (const { device, name, restore } of due) {
    state.configs.set(device, structuredClone(restore));
    record(state, {
      atMs: state.nowMs,
      device,
      event: { kind: 'configured', user: 'root', comment: `${name} was not confirmed, automatic rollback` },
    });
  }
}

function settlePorts(state: NetworkState, link: Link): void {
  const up = !link.cut && adminUp(state, link.a) && adminUp(state, link.b);
  for (const port of [link.a, link.b]) {
    if (port.operUp === up) continue;
    port.operUp = up;
    port.lastChangeMs = state.nowMs;
    if (up) {
      port.linkUps += 1;
      port.lastUpMs = state.nowMs;
    } else {
      port.linkDowns += 1;
      port.lastDownMs = state.nowMs;
    }
    record(state, {
      atMs: state.nowMs,
      device: port.device,
      event: { kind: 'interface', interface: port.name, up, admin: !adminUp(state, port) },
    });
  }
  if (!up && link.session.established) dropSession(state, link, 'interface-down', 'interface-down', record);
}

function record(state: NetworkState, event: LogEvent): void {
  state.log.push(event);
}
