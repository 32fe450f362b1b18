import { Prisma, type GivingAttempt } from '../../prisma/client/client';
import type { Stripe } from '../platform/payments/port.server';
import { PaymentError } from '../platform/payments/port.server';
import type { Services } from '../platform/services.server';
import { ensureCustomer } from './customer.server';

/** How long a page of Checkout stays open. Stripe's floor is 30 minutes after its own clock. */
export const SESSION_SECONDS = { gift: 3600, sponsorship: 35 * 60 } as const;

/** Neutral names: nothing about a fund or a child reaches Stripe, a bank or a card statement. */
const PRODUCTS = { once: { id: 'cb_gift', name: 'Gift' }, recurring: { id: 'cb_recurring_gift', name: 'Recurring gift' } } as const;

export type OpenedSession =
  | { outcome: 'redirect'; url: string }
  /** The session is complete or over: the thank-you page says what became of it. */
  | { outcome: 'over' }
  /** Stripe did not answer; the attempt is kept and the same form goes on with it. */
  | { outcome: 'unavailable' };

const ready = new WeakMap<Services['payments'], Set<string>>();

/** Creating a product with an id of ours is idempotent: the second time Stripe says that it exists. */
async function ensureProduct({ payments }: Pick<Services, 'payments'>, product: { id: string; name: string }): Promise<string> {
  const known = ready.get(payments) ?? new Set<string>();
  ready.set(payments, known);
  if (known.has(product.id)) return product.id;
  try {
    await payments.call((stripe) => stripe.products.create({ id: product.id, name: product.name }));
  } catch (error) {
    if (!(error instanceof PaymentError && error.fault.kind === 'refused' && error.fault.code === 'resource_already_exists')) throw error;
  }
  known.add(product.id);
  return product.id;
}

type StoredParams = Stripe.Checkout.SessionCreateParams;

function sessionParams(attempt: GivingAttempt, customer: string, product: string, siteUrl: string): StoredParams {
  const metadata = { attempt_id: attempt.id };
  const prefix = attempt.language === 'ko' ? '/ko' : '';
  const price = { currency: attempt.currency, unit_amount: attempt.amount + attempt.feeCover, product };
  const common = {
    customer,
    client_reference_id: attempt.id,
    metadata,
    expires_at: Math.floor(attempt.expiresAt.getTime() / 1000),
    locale: attempt.language,
    success_url: `${siteUrl}${prefix}/give/thanks?session={CHECKOUT_SESSION_ID}`,
    cancel_url: `${siteUrl}${prefix}/give/thanks?attempt=${attempt.id}`,
  } satisfies Partial<StoredParams>;
  if (attempt.frequency === 'once') {
    return { ...common, mode: 'payment', submit_type: 'donate', line_items: [{ quantity: 1, price_data: price }], payment_intent_data: { metadata } };
  }
  return {
    ...common,
    mode: 'subscription',
    line_items: [{ quantity: 1, price_data: { ...price, recurring: { interval: attempt.frequency } } }],
    subscription_data: { metadata: { sponsorship_id: attempt.sponsorshipId ?? '', donor_id: attempt.donorId } },
  };
}

/**
 * The address of Checkout for a stored attempt. Parameters and key are stored before the call, so that however often this is
 * tried there is one session. Only an attempt whose session is still open is sent there again.
 */
export async function openCheckout(services: Services, attemptId: string): Promise<OpenedSession> {
  const { db, env, payments } = services;
  try {
    const attempt = await db.givingAttempt.findUniqueOrThrow({ where: { id: attemptId } });
    if (attempt.sessionId) {
      const sessionId = attempt.sessionId;
      const session = await payments.call((stripe) => stripe.checkout.sessions.retrieve(sessionId));
      return session.status === 'open' && session.url ? { outcome: 'redirect', url: session.url } : { outcome: 'over' };
    }
    if (attempt.state !== 'created') return { outcome: 'over' };
    let params = attempt.sessionParams as StoredParams | null;
    if (!params) {
      const customer = await ensureCustomer(services, attempt.donorId, attempt.currency);
      const product = await ensureProduct(services, PRODUCTS[attempt.frequency === 'once' ? 'once' : 'recurring']);
      const fresh = sessionParams(attempt, customer, product, env.siteUrl);
      // Two requests at once: the first to store its parameters decides the bytes of both.
      await db.givingAttempt.updateMany({ where: { id: attemptId, sessionParams: { equals: Prisma.DbNull } }, data: { sessionParams: fresh as Prisma.InputJsonObject } });
      params = (await db.givingAttempt.findUniqueOrThrow({ where: { id: attemptId } })).sessionParams as StoredParams | null;
      if (!params) throw new Error('The parameters of the session were not stored.');
    }
    const stored = params;
    const session = await payments.call((stripe) => stripe.checkout.sessions.create(stored, { idempotencyKey: attempt.idempotencyKey }));
    await db.givingAttempt.updateMany({ where: { id: attemptId, sessionId: null }, data: { sessionId: session.id, state: 'open' } });
    return session.url ? { outcome: 'redirect', url: session.url } : { outcome: 'over' };
  } catch (error) {
    if (error instanceof PaymentError && error.fault.kind === 'unavailable') return { outcome: 'unavailable' };
    throw error;
  }
}
