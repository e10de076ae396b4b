import type { Slot } from '../shape.ts';

/**
 * Everything that may ever be sent to one platform. Written apart from the code that renders the lines, so that one
 * mistake cannot be in both.
 */
export interface DeviceLanguage {
  read: ReadLanguage;
  /** Sent once per terminal before the first command. */
  prepare: readonly string[];
  /** `<interface>`, `<unit>`, `<peer>` and `<vrf>` must also be the ones that were approved. */
  change: readonly string[];
  /** Only lines that give a candidate up or leave a mode. */
  leave: readonly string[];
}

/** What a platform may be asked: whole shapes, or `show <topic>` followed by known words and values. */
interface ReadLanguage {
  shapes: readonly string[];
  topics: ReadonlySet<string>;
  words: ReadonlySet<string>;
  /** The one kind of value that may follow a word. */
  values: Readonly<Record<string, Slot>>;
  pipes: readonly string[];
  /** A word that is nothing but `*` may stand where a shape has one: every entry of a list. */
  wildcard?: boolean;
}

export const words = (text: string): ReadonlySet<string> => new Set(text.split(' ').filter((word) => word !== ''));
