import { describe, expect, test } from 'vitest';
import { readAlertmanager } from '../../src/intake/alertmanager.ts';

const read = (alert: object) =>
  readAlertmanager(
    'Bearer t0ken',
    Buffer.from(JSON.stringify({ alerts: [{ status: 'firing', fingerprint: 'f1', labels: {}, ...alert }] })),
    't0ken',
  );
const first = (alert: object) => {
  const intake = read(alert);
  if (!intake.ok) throw new Error(intake.problem);
  return intake.alerts[0];
};

describe('readAlertmanager', () => {
  test.for([
    ['critical', 'sev1'],
    ['warning', 'sev3'],
    ['sev4', 'sev4'],
    ['urgent', 'sev3'],
    ['constructor', 'sev3'],
    ['toString', 'sev3'],
    ['__proto__', 'sev3'],
  ])('severity "%s" is %s', ([word = '', severity]) =>
    expect(first({ labels: { severity: word } })?.severity).toBe(severity),
  );

  test('the title is the summary, else the name of the alert, and bounded', () => {
    expect(first({ labels: { alertname: 'LinkDown' }, annotations: { summary: 'eth1 down' } })?.title).toBe(
      'eth1 down',
    );
    expect(first({ labels: { alertname: 'LinkDown' } })?.title).toBe('LinkDown');
    expect(first({ annotations: { summary: 'x'.repeat(5_000) } })?.title).toHaveLength(200);
  });

  test('another token is refused before the body is looked at', () =>
    expect(readAlertmanager('Bearer other', Buffer.from('not JSON'), 't0ken')).toMatchObject({
      ok: false,
      status: 401,
    }));

  test('a label that is no text is named', () =>
    expect(read({ labels: { device: 1 } })).toMatchObject({
      ok: false,
      status: 400,
      problem: expect.stringContaining('alerts.0.labels.device'),
    }));
});
