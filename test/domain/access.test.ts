import { describe, expect, test } from 'vitest';
import { type AccessConfig, type AccessPlace, may, type Right } from '../../src/domain/access.ts';

const config: AccessConfig = {
  groups: { netops: ['ana', 'bo'] },
  access: [
    { who: 'netops', may: ['read', 'declare'], where: 'any' },
    { who: 'netops', may: ['approve'], where: 'incident-channels' },
    { who: 'bo', may: ['admin'], where: 'terminal' },
    { who: 'cy', may: ['export'], where: ['C0LEADS00'] },
  ],
};
const incident = { channel: 'C0INC0001', isIncident: true };
const elsewhere = { channel: 'C0OTHER00', isIncident: false };
const leads = { channel: 'C0LEADS00', isIncident: false };

describe('rights are denied unless a grant says otherwise', () => {
  test.for([
    ['ana', 'read', elsewhere, true],
    ['ana', 'read', 'terminal', true],
    ['ana', 'approve', incident, true],
    ['ana', 'approve', elsewhere, false],
    ['ana', 'approve', 'terminal', false],
    ['ana', 'admin', 'terminal', false],
    ['bo', 'admin', 'terminal', true],
    ['bo', 'admin', incident, false],
    ['cy', 'export', leads, true],
    ['cy', 'export', incident, false],
    ['cy', 'read', leads, false],
    ['netops', 'read', elsewhere, true],
    ['eve', 'read', incident, false],
    ['__proto__', 'read', incident, false],
  ] as [string, Right, AccessPlace, boolean][])('%s %s at %j: %s', ([person, right, place, allowed]) =>
    expect(may(config, { person, right, place }).allowed).toBe(allowed),
  );

  test('the reason says where the right holds, or who grants it', () => {
    expect(may(config, { person: 'ana', right: 'approve', place: elsewhere })).toMatchObject({
      why: expect.stringContaining('channels of incidents'),
    });
    expect(may(config, { person: 'eve', right: 'read', place: elsewhere })).toMatchObject({
      why: expect.stringContaining('ringdown.yaml'),
    });
  });
});
