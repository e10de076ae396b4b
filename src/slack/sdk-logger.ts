import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../log.ts';

/** The SDK's words in our log. Its debug lines carry whole messages and are dropped; its info is our debug. */
export function sdkLogger(log: Log): Logger {
  return {
    debug() {},
    info: (...said) => log.debug('slack sdk', { said }),
    warn: (...said) => log.warn('slack sdk', { said }),
    error: (...said) => log.error('slack sdk', { said }),
    setLevel() {},
    getLevel: () => LogLevel.INFO,
    setName() {},
  };
}
