import { expect, test } from 'vitest';
import { ciscoNotification } from '../../src/platforms/cisco-notification.ts';

test.for([
  ['BGP Notification received of session 1, Other Configuration Change', 6, 6],
  ['BGP Notification sent, Maximum Number of Prefixes Reached', 6, 1],
  ['BGP Notification sent of session 1, unsupported/disjoint capability', 2, 7],
  ['BGP Notification received, invalid or corrupt AS path', 3, 11],
  ['BGP Notification sent, illegal header length', 1, 2],
  ['BGP Notification sent, unacceptable hold time', 2, 6],
  ['BGP Notification sent, hold time expired', 4, 0],
  ['BGP Notification received, something else', null, null],
] as const)('%s is %j/%j', ([reason, code, subcode]) => {
  expect(ciscoNotification(reason)).toEqual({ code, subcode });
});
