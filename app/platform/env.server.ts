import { mkdirSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';

export type PaymentMode = 'sandbox' | 'test' | 'live';

export interface EncryptionKey {
  id: string;
  key: Buffer;
}

const SANDBOX_STRIPE_KEY = 'sk_test_sandbox_000000';

const port = z.coerce.number().int().min(0).max(65535);
const optional = z.string().trim().min(1).optional();
const origin = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));

const variables = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  PORT: port.default(3000),
  HOST: optional,
  SITE_URL: origin.optional(),
  DATA_DIR: z.string().trim().min(1).default('.data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  STRIPE_SECRET_KEY: optional,
  STRIPE_WEBHOOK_SECRET: optional,
  STRIPE_API_BASE: origin.optional(),
  STRIPE_EMULATOR_PORT: port.optional(),
  RESEND_API_KEY: optional,
  RESEND_WEBHOOK_SECRET: optional,
  RESEND_BASE_URL: origin.optional(),
  RESEND_EMULATOR_PORT: port.optional(),
  MAIL_FROM: optional,
  ENCRYPTION_KEYS: optional,
  ORG_NAME: z.string().trim().min(1).default('Crossing Borders'),
  ORG_LEGAL_NAME: optional,
  ORG_ADDRESS: optional,
  ORG_TAX_ID: optional,
  ORG_COUNTRY: z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166 country code such as US').default('US'),
  ORG_TIME_ZONE: z.string().refine(isTimeZone, 'must be an IANA time zone such as America/Chicago').default('America/Chicago'),
  ORG_CURRENCY: z.enum(['usd', 'eur', 'gbp', 'cad', 'krw']).default('usd'),
  ORG_CONTACT_EMAIL: z.email().optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).optional(),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  WORKER: z.enum(['inline', 'off', 'only']).default('inline'),
});

export interface Env {
  mode: PaymentMode;
  production: boolean;
  port: number;
  host: string;
  siteUrl: string;
  dataDir: string;
  databaseUrl: string | undefined;
  stripe: { key: string; webhookSecrets: string[]; apiBase: string | undefined; emulatorPort: number };
  resend: { key: string; webhookSecret: string; baseUrl: string | undefined; emulatorPort: number };
  mailFrom: string;
  encryptionKeys: EncryptionKey[];
  organisation: { name: string; legalName: string; address: string; taxId: string; country: string; timeZone: string; currency: string; contactEmail: string };
  trustProxy: number | 'loopback';
  logLevel: string;
  metricsToken: string | undefined;
  worker: 'inline' | 'off' | 'only';
}

/** Every problem of the environment at once, each named by its variable. */
export class EnvironmentError extends Error {
  constructor(readonly problems: string[]) {
    super(`The environment is not usable, so nothing was started:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'EnvironmentError';
  }
}

function isTimeZone(value: string) {
  try {
    return Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function parseKeys(value: string, problems: string[]): EncryptionKey[] {
  const keys = value.split(',').map((part) => {
    const [id = '', encoded = ''] = part.trim().split(':');
    return { id, key: Buffer.from(encoded, 'base64') };
  });
  if (keys.some(({ id, key }) => !/^[\w-]{1,32}$/.test(id) || key.length !== 32)) problems.push('ENCRYPTION_KEYS must be "id:base64" pairs separated by commas, each key exactly 32 bytes');
  if (new Set(keys.map(({ id }) => id)).size !== keys.length || new Set(keys.map(({ key }) => key.toString('base64'))).size !== keys.length) problems.push('ENCRYPTION_KEYS has the same id or key twice');
  return keys;
}

/** The sandbox keeps its own secrets beside its data, so that a restart can read what it wrote. */
function sandboxSecrets(dataDir: string): { encryptionKeys: string; stripeWebhook: string; resendWebhook: string } {
  const file = path.join(dataDir, 'sandbox-secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as ReturnType<typeof sandboxSecrets>;
  mkdirSync(dataDir, { recursive: true });
  const secrets = {
    encryptionKeys: `sandbox:${randomBytes(32).toString('base64')}`,
    stripeWebhook: `whsec_${randomBytes(24).toString('hex')}`,
    resendWebhook: `whsec_${randomBytes(24).toString('base64')}`,
  };
  writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  return secrets;
}

const COMPANIONS = ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'RESEND_API_KEY', 'RESEND_WEBHOOK_SECRET', 'ENCRYPTION_KEYS', 'SITE_URL', 'MAIL_FROM'] as const;
const LIVE_COMPANIONS = ['DATABASE_URL', 'ORG_LEGAL_NAME', 'ORG_ADDRESS', 'ORG_CONTACT_EMAIL'] as const;

/**
 * Parses the environment once into a typed object.
 * No Stripe and no Resend key: sandbox. Both, with `sk_test_`: test. Both, with `sk_live_`: live.
 * @throws {EnvironmentError} naming every value that is missing or doesn't parse
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  // An empty variable counts as unset: that is how container files and shells leave them.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(given);
  if (!parsed.success) throw new EnvironmentError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const value = parsed.data;
  const problems: string[] = [];

  const sandbox = !value.STRIPE_SECRET_KEY && !value.RESEND_API_KEY;
  const live = value.STRIPE_SECRET_KEY?.startsWith('sk_live_') === true;
  if (!sandbox) {
    if (value.STRIPE_SECRET_KEY && !/^sk_(test|live)_\w{8,}$/.test(value.STRIPE_SECRET_KEY)) problems.push('STRIPE_SECRET_KEY must start with sk_test_ or sk_live_');
    for (const name of COMPANIONS) if (!value[name]) problems.push(`${name} is missing (a Stripe or a Resend key is set, so this is not the sandbox)`);
    if (live) {
      for (const name of LIVE_COMPANIONS) if (!value[name]) problems.push(`${name} is missing (the Stripe key is a live one)`);
      if (value.SITE_URL && !value.SITE_URL.startsWith('https://')) problems.push('SITE_URL must start with https:// with a live key');
      if (value.STRIPE_API_BASE) problems.push('STRIPE_API_BASE must not be set with a live key');
    }
  }
  for (const secret of value.STRIPE_WEBHOOK_SECRET?.split(',') ?? []) if (!/^whsec_\S{16,}$/.test(secret.trim())) problems.push('STRIPE_WEBHOOK_SECRET must be one or two whsec_… secrets separated by a comma');
  if (value.ENCRYPTION_KEYS) parseKeys(value.ENCRYPTION_KEYS, problems);
  if (problems.length > 0) throw new EnvironmentError([...new Set(problems)]);

  const own = sandbox ? sandboxSecrets(value.DATA_DIR) : undefined;
  const host = value.HOST ?? (sandbox ? '127.0.0.1' : '0.0.0.0');
  return {
    mode: sandbox ? 'sandbox' : live ? 'live' : 'test',
    production: value.NODE_ENV === 'production',
    port: value.PORT,
    host,
    siteUrl: value.SITE_URL ?? `http://${host}:${value.PORT}`,
    dataDir: value.DATA_DIR,
    databaseUrl: value.DATABASE_URL,
    stripe: {
      key: value.STRIPE_SECRET_KEY ?? SANDBOX_STRIPE_KEY,
      webhookSecrets: (value.STRIPE_WEBHOOK_SECRET ?? own?.stripeWebhook ?? '').split(',').map((secret) => secret.trim()),
      apiBase: value.STRIPE_API_BASE,
      emulatorPort: value.STRIPE_EMULATOR_PORT ?? value.PORT + 1,
    },
    resend: {
      key: value.RESEND_API_KEY ?? 're_sandbox_000000',
      webhookSecret: value.RESEND_WEBHOOK_SECRET ?? own?.resendWebhook ?? '',
      baseUrl: value.RESEND_BASE_URL,
      emulatorPort: value.RESEND_EMULATOR_PORT ?? value.PORT + 2,
    },
    mailFrom: value.MAIL_FROM ?? `${value.ORG_NAME} <giving@example.org>`,
    encryptionKeys: parseKeys(value.ENCRYPTION_KEYS ?? own?.encryptionKeys ?? '', problems),
    organisation: {
      name: value.ORG_NAME,
      legalName: value.ORG_LEGAL_NAME ?? value.ORG_NAME,
      address: value.ORG_ADDRESS ?? '',
      taxId: value.ORG_TAX_ID ?? '',
      country: value.ORG_COUNTRY,
      timeZone: value.ORG_TIME_ZONE,
      currency: value.ORG_CURRENCY,
      contactEmail: value.ORG_CONTACT_EMAIL ?? 'contact@example.org',
    },
    trustProxy: value.TRUST_PROXY ?? (sandbox ? 'loopback' : 0),
    logLevel: value.LOG_LEVEL,
    metricsToken: value.METRICS_TOKEN,
    worker: value.WORKER,
  };
}
