import { UserError } from './lib/errors.ts';

/** What a person's words lack, as `read` says it; null when nothing. Bugs are thrown on. */
export function problemOf(read: () => unknown): string | null {
  try {
    read();
    return null;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}
