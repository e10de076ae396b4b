/** What of Slack does not work at the moment, as /readyz and /metrics say it. */
export interface Degraded {
  /** Slack refuses the app as a whole. */
  refused: (error: string) => void;
  /** Slack refused one kind of thing for good. False where just that is known already. */
  lost: (kind: string, error: string) => boolean;
  /** Slack took something of this kind. */
  works: (kind: string) => void;
  sentences: () => string[];
}

export function createDegraded(): Degraded {
  let refusal: string | null = null;
  const lost = new Map<string, string>();
  return {
    refused(error) {
      refusal = `${error}. Messages wait in the store and go out when that is mended.`;
    },
    lost(kind, error) {
      const isNews = lost.get(kind) !== `${error}.`;
      lost.set(kind, `${error}.`);
      return isNews;
    },
    works(kind) {
      refusal = null;
      lost.delete(kind);
    },
    sentences: () => [...(refusal === null ? [] : [refusal]), ...lost.values()],
  };
}
