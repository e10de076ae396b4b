import type { InterfaceRecord } from '../../domain/interface-records.ts';
import { isDownWord, isSpeed, reasonOf, speedOf } from './interface-words.ts';
import { statedInterface } from './stated-interface.ts';

/** The words of a row of `show interface status`. */
export interface PortStatus {
  name: string;
  description: string | null;
  word: string;
  duplex: string;
  speed: string;
  type: string | null | undefined;
}

/** Null when the name, the state, the speed or the duplex is none. */
export function portInStatus({ name, description, word, duplex, speed, type }: PortStatus): InterfaceRecord | null {
  const up = word === 'connected' || word === 'up';
  if (!up && !isDownWord(word)) return null;
  const record = statedInterface(name, up, word);
  if (!record || !isSpeed(speed) || !/^(?:full|half|auto|--)$/.test(duplex.trim())) return null;
  return {
    ...record,
    adminStatus: word === 'disabled' ? 'down' : record.adminStatus,
    description: reasonOf(description),
    duplex: reasonOf(duplex),
    speedBitsPerSecond: speedOf(speed),
    mediaType: reasonOf(type),
  };
}
