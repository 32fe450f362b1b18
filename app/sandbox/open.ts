import type pg from 'pg';
import { startResendStandIn } from './resend/start';
import { startStripeStandIn } from './stripe/start';

/** Both stand-ins, wired to the site's webhooks. */
export async function openStandIns(options: {
  pool: pg.Pool;
  siteUrl: string;
  stripe: { port: number; key: string; webhookSecret: string };
  resend: { port: number; key: string; webhookSecret: string };
  log: (line: { event: string; [field: string]: unknown }) => void;
}) {
  const { pool, log } = options;
  const host = '127.0.0.1';
  const stripe = await startStripeStandIn({
    pool, host, log, port: options.stripe.port, key: options.stripe.key,
    webhooks: [{ url: `${options.siteUrl}/webhooks/stripe`, secret: options.stripe.webhookSecret }],
  });
  const resend = await startResendStandIn({ pool, host, log, port: options.resend.port, apiKey: options.resend.key });
  const call = async (path: string, body?: object) => {
    const response = await fetch(`${stripe.url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${options.stripe.key}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`The Stripe stand-in answered ${response.status} on ${path}.`);
    return (await response.json()) as { now: number };
  };
  return {
    paymentsUrl: stripe.url,
    outboxUrl: resend.url,
    now: () => call('/_emulator/clock'),
    advance: (target: { to: number } | { days: number }) => call('/_emulator/clock/advance', target),
    idle: () => stripe.idle(),
    async close() {
      await stripe.close();
      await resend.close();
    },
  };
}
