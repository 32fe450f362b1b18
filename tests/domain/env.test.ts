import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parseEnv, EnvironmentError } from '../../app/platform/env.server';
import { contentSecurityPolicy, paymentOrigins, securityHeaders } from '../../app/platform/http/security.server';

const folder = () => mkdtempSync(path.join(tmpdir(), 'env-'));
const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');

const LIVE = {
  STRIPE_SECRET_KEY: 'sk_live_0123456789ab', STRIPE_WEBHOOK_SECRET: 'whsec_0123456789abcdef0', RESEND_API_KEY: 're_0123456789', RESEND_WEBHOOK_SECRET: 'whsec_0123456789abcdef0',
  ENCRYPTION_KEYS: `a:${key(1)}`, SITE_URL: 'https://give.example.org', MAIL_FROM: 'Giving <giving@example.org>', DATABASE_URL: 'postgresql://db.internal/site',
  ORG_LEGAL_NAME: 'Crossing Borders Inc.', ORG_ADDRESS: 'PO Box 1', ORG_CONTACT_EMAIL: 'hello@example.org',
};

const problemsOf = (source: Record<string, string | undefined>) => {
  try {
    parseEnv(source);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems.join('\n');
    throw error;
  }
  return '';
};

test('no keys is the sandbox, with secrets of its own that a restart finds again', () => {
  const DATA_DIR = folder();
  const first = parseEnv({ DATA_DIR });
  expect(first.mode).toBe('sandbox');
  expect(first.host).toBe('127.0.0.1');
  expect(parseEnv({ DATA_DIR }).encryptionKeys).toEqual(first.encryptionKeys);
});

test('complete live settings are live, and their forms may end at Stripe’s own pages only', () => {
  const env = parseEnv(LIVE);
  expect(env.mode).toBe('live');
  expect(paymentOrigins(env)).toEqual(['https://checkout.stripe.com', 'https://billing.stripe.com', 'https://invoice.stripe.com']);
  expect(contentSecurityPolicy(paymentOrigins(env))).toContain("form-action 'self' https://checkout.stripe.com https://billing.stripe.com https://invoice.stripe.com;");
  expect(securityHeaders(env)['Strict-Transport-Security']).toContain('max-age=63072000');
});

test('a test key makes the test mode', () => {
  expect(parseEnv({ ...LIVE, STRIPE_SECRET_KEY: 'sk_test_0123456789ab' }).mode).toBe('test');
});

test('half-set keys stop the boot and name what is missing', () => {
  expect(problemsOf({ STRIPE_SECRET_KEY: 'sk_test_0123456789ab' })).toContain('RESEND_API_KEY is missing');
  expect(problemsOf({ RESEND_API_KEY: 're_1' })).toContain('STRIPE_SECRET_KEY is missing');
});

test.each(['STRIPE_WEBHOOK_SECRET', 'RESEND_WEBHOOK_SECRET', 'ENCRYPTION_KEYS', 'SITE_URL', 'MAIL_FROM', 'DATABASE_URL', 'ORG_LEGAL_NAME', 'ORG_ADDRESS', 'ORG_CONTACT_EMAIL'])('a live key without %s is refused', (name) => {
  expect(problemsOf({ ...LIVE, [name]: undefined })).toContain(`${name} is missing`);
});

test.each([
  [{ PORT: 'eighty' }, 'PORT'],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
  [{ ORG_TIME_ZONE: 'Mars/Base' }, 'ORG_TIME_ZONE'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  [{ WORKER: 'maybe' }, 'WORKER'],
  [{ TRUST_PROXY: 'yes' }, 'TRUST_PROXY'],
  [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN'],
  [{ ...LIVE, ENCRYPTION_KEYS: 'a:c2hvcnQ=' }, 'ENCRYPTION_KEYS'],
  [{ ...LIVE, ENCRYPTION_KEYS: `a:${key(1)},b:${key(1)}` }, 'ENCRYPTION_KEYS'],
  [{ ...LIVE, SITE_URL: 'http://give.example.org' }, 'SITE_URL'],
  [{ ...LIVE, STRIPE_API_BASE: 'http://127.0.0.1:3001' }, 'STRIPE_API_BASE'],
])('a value that does not parse is named: %o', (source, name) => {
  expect(problemsOf(source as Record<string, string | undefined>)).toContain(name);
});
