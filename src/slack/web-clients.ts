import { type Logger, LogLevel, WebClient, type WebClientOptions } from '@slack/web-api';

/** For what a person waits on: answers within seconds or says that it cannot. */
export function interactiveClient(token: string, apiUrl: string): WebClient {
  return new WebClient(token, { ...common(apiUrl), timeout: 2_500 });
}

/** For the outbox. It is the queue and the retry; a client of its own, so that a 429 here delays nobody's button. */
export function bulkClient(token: string, apiUrl: string): WebClient {
  return new WebClient(token, { ...common(apiUrl), timeout: 10_000 });
}

/** What goes wrong comes back to the caller; the SDK's own lines would go past our log and its redaction. */
const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/**
 * A fresh object each time: the SDK writes into its options. No retries: a POST that timed out may have had its effect,
 * and a 429 is an answer, not a pause of the whole client.
 */
export function common(apiUrl: string): WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    logger: silent,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
  };
}
