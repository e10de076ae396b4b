import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { interfaceReason } from '../interface-reason.ts';
import { blankInterface } from '../records.ts';
import { nxosInterfaceName } from './interface-names.ts';
import { adminFrom, isBentReason, reasonOf } from './interface-words.ts';

/** The record of a row that names its interface and says whether it is up, and why not; null when the name is none or a word of the reason is bent. */
export function statedInterface(name: string, up: boolean, words: string | null | undefined): InterfaceRecord | null {
  const full = nxosInterfaceName(name);
  if (full === null) return null;
  const reason = up ? null : reasonOf(words);
  if (reason !== null && isBentReason(reason)) return null;
  return {
    ...blankInterface(full),
    operStatus: up ? 'up' : 'down',
    reason: interfaceReason(reason),
    adminStatus: adminFrom(up, reason),
  };
}
