import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkFormToken, formToken } from '../../app/giving/form-token.server';
import { guardForm } from '../../app/giving/guard.server';
import type { Services } from '../../app/platform/services.server';
import { openDonorServices } from '../support/donor-services';

let services: Services;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ services, close } = await openDonorServices());
});
afterAll(() => close());

const CONTENT = 'once|usd|2500|0|where-needed';
const form = (over: Record<string, string> = {}) => {
  const attempt = randomUUID();
  const fields: Record<string, string> = { attempt, token: formToken(services.vault, attempt, CONTENT, Date.now() - 5_000), website: '', ...over };
  return (name: string) => fields[name] ?? '';
};
const guard = (read: (name: string) => string, { content = CONTENT, email = `${randomUUID()}@example.com`, address = String(randomUUID()) } = {}) => guardForm(services, read, content, email, address);

test('a form of ours, read for a while, with its trap empty, may open a session', async () => {
  expect(await guard(form())).toBe('fine');
});

test('a form that we never made, or with other contents, or with its trap filled, opens nothing', async () => {
  expect(await guard(form({ token: 'abc' }))).toBe('forged');
  expect(await guard(form({ token: formToken(services.vault, randomUUID(), CONTENT) }))).toBe('forged');
  expect(await guard(form(), { content: CONTENT.replace('2500', '100') })).toBe('forged');
  expect(await guard(form({ website: 'https://spam.example' }))).toBe('forged');
  expect(await guard(form({ attempt: 'not-an-id' }))).toBe('forged');
});

test('a form is too young for a second and a half and too old after half a day', () => {
  const attempt = randomUUID();
  const token = formToken(services.vault, attempt, CONTENT, 1_000_000);
  expect(checkFormToken(services.vault, token, attempt, CONTENT, 1_001_000)).toBe('too_fast');
  expect(checkFormToken(services.vault, token, attempt, CONTENT, 1_002_000)).toBe('fine');
  expect(checkFormToken(services.vault, token, attempt, CONTENT, 1_000_000 + 13 * 3_600_000)).toBe('expired');
});

test('a visitor opens five sessions in ten minutes, an address five a day; whoever is over is told how long to wait', async () => {
  const address = randomUUID();
  for (let sent = 0; sent < 5; sent++) expect(await guard(form(), { address })).toBe('fine');
  expect(await guard(form(), { address })).toEqual({ waitSeconds: expect.any(Number) });
  const email = `${randomUUID()}@example.com`;
  for (let sent = 0; sent < 5; sent++) expect(await guard(form(), { email })).toBe('fine');
  expect(await guard(form(), { email: email.toUpperCase() })).toEqual({ waitSeconds: expect.any(Number) });
});

test('what is kept of a visitor is not the address, and changes with the day', async () => {
  await guard(form(), { address: '203.0.113.77' });
  const { rows } = await services.pool.query('SELECT key FROM rate_limit');
  expect(JSON.stringify(rows)).not.toContain('203.0.113.77');
  expect(await services.limits.visitor('203.0.113.77')).toBe(await services.limits.visitor('203.0.113.77'));
  expect(await services.limits.visitor('203.0.113.77')).not.toBe(await services.limits.visitor('203.0.113.78'));
});
