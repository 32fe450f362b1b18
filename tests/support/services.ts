import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import { openStandIns } from '../../app/sandbox/open';
import { jobHandlers } from '../../app/jobs.server';
import { prepareFunds } from '../../app/giving/funds.server';
import { boot } from '../../app/platform/boot.server';
import { parseEnv } from '../../app/platform/env.server';
import { stripeWebhook } from '../../app/platform/payments/webhook.server';
import type { Services } from '../../app/platform/services.server';
import type { SandboxControls } from '../../app/platform/sandbox-controls';
import { openTestPool } from './database';

export interface TestSite {
  services: Services;
  sandbox: SandboxControls;
  /** Address of the webhook endpoint's server. */
  url: string;
  /** Waits until webhooks and jobs are through. */
  settle(): Promise<void>;
  /** Moves business time of the site and the stand-in, and lets everything that falls due happen. */
  advance(days: number): Promise<void>;
  /** Pays a session on Stripe's own page protocol with a test card. */
  pay(sessionId: string, cardNumber?: string): Promise<Response>;
  outbox(): Promise<{ to: string | string[]; subject: string; text: string; html: string; idempotencyKey: string | null }[]>;
  fault(standIn: 'stripe' | 'resend', fault: object): Promise<void>;
  stripeGet<T>(path: string): Promise<T>;
  close(): Promise<void>;
}

const KEY = 'sk_test_sandbox_000000';

/** Everything but the pages: services on a real database, both stand-ins over real HTTP, the webhook endpoint and the workers. */
export async function openTestSite(options: { workers?: boolean } = {}): Promise<TestSite> {
  const database = await openTestPool();
  const app = express();
  const server: Server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = (server.address() as { port: number }).port;
  const url = `http://127.0.0.1:${port}`;
  const env = parseEnv({ DATA_DIR: mkdtempSync(path.join(tmpdir(), 'site-')), PORT: String(port), LOG_LEVEL: 'silent', STRIPE_EMULATOR_PORT: '0', RESEND_EMULATOR_PORT: '0', NODE_ENV: 'test' });
  const running = await boot(
    env,
    (_env, pool) =>
      openStandIns({ pool, siteUrl: url, stripe: { port: 0, key: KEY, webhookSecret: env.stripe.webhookSecrets[0] ?? '' }, resend: { port: 0, key: env.resend.key, webhookSecret: env.resend.webhookSecret }, log: () => undefined }),
    database,
  );
  const { services } = running;
  const sandbox = running.sandbox as SandboxControls;
  await prepareFunds(services);
  app.post('/webhooks/stripe', stripeWebhook(services));
  if (options.workers !== false) await services.jobs.work(jobHandlers(services), {});

  const settle = async () => {
    for (let quiet = 0; quiet < 2; quiet++) {
      await sandbox.idle();
      await services.jobs.idle(20_000);
    }
  };
  const stripe = (target: string, body?: URLSearchParams | string, type = 'application/x-www-form-urlencoded') =>
    fetch(`${sandbox.paymentsUrl}${target}`, { method: body === undefined ? 'GET' : 'POST', headers: { authorization: `Bearer ${KEY}`, ...(body === undefined ? {} : { 'content-type': type }) }, ...(body === undefined ? {} : { body: body.toString() }) });
  return {
    services,
    sandbox,
    url,
    settle,
    async advance(days) {
      const { now } = await sandbox.advance({ days });
      await services.clock.setOffset(now - Math.floor(Date.now() / 1000));
      await settle();
    },
    async pay(sessionId, card = '4242424242424242') {
      const method = await stripe('/v1/payment_methods', new URLSearchParams({ type: 'card', 'card[number]': card, 'card[exp_month]': '12', 'card[exp_year]': '2034', 'card[cvc]': '123' }));
      const { id } = (await method.json()) as { id?: string };
      if (!id) return method;
      return stripe(`/v1/payment_pages/${sessionId}/confirm`, new URLSearchParams({ payment_method: id }));
    },
    async outbox() {
      return (await fetch(`${sandbox.outboxUrl}/outbox.json`)).json() as ReturnType<TestSite['outbox']>;
    },
    async fault(standIn, fault) {
      const base = standIn === 'stripe' ? sandbox.paymentsUrl : sandbox.outboxUrl;
      const response = await fetch(`${base}/_emulator/faults`, { method: 'POST', headers: { authorization: `Bearer ${standIn === 'stripe' ? KEY : env.resend.key}`, 'content-type': 'application/json' }, body: JSON.stringify(fault) });
      if (!response.ok) throw new Error(`The fault was not armed: ${response.status}`);
    },
    async stripeGet<T>(target: string) {
      return (await (await stripe(target)).json()) as T;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await running.close();
    },
  };
}
