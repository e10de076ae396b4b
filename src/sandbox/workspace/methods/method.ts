import type { Arguments } from '../arguments.ts';
import type { JsonObject } from '../block-kit.ts';
import type { World } from '../world.ts';

/** What a method may use beside the world: the doors of the HTTP server. */
export type Doors = {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  origin: string;
  /** A single-use Socket Mode address. */
  openSocketUrl: () => string;
  /** The person a trigger belongs to. Throws SlackRefusal when it is unknown, used or older than 3 s. */
  useTrigger: (triggerId: string) => string;
};

/** One Web API method. It returns the fields beside `ok`, or throws SlackRefusal. */
export type Method = {
  token: 'bot' | 'app';
  run: (world: World, args: Arguments, doors: Doors) => JsonObject;
};

export function botMethod(run: Method['run']): Method {
  return { token: 'bot', run };
}
