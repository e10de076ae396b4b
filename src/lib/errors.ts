/**
 * Why a request was turned down, which decides the exit code in the terminal (contract.md section 1):
 * `usage` 2 (bad word, argument, config or file mode), `held` 3 (another `serve` holds the store),
 * `refused` 4 (missing right, own approval, guard), `failed` 1.
 */
export type RefusalKind = 'usage' | 'held' | 'refused' | 'failed';

/** A person's mistake or a refusal: the message is shown as it is. Anything else that is thrown is a bug of ours. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly kind: RefusalKind;

  constructor(kind: RefusalKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** The exit code of contract.md section 1. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof UserError)) return 1;
  return { usage: 2, held: 3, refused: 4, failed: 1 }[error.kind];
}
