import type { SponsorshipChange } from '../../prisma/client/client';
import { PaymentError, type Stripe } from '../platform/payments/port.server';
import type { Services } from '../platform/services.server';
import type { ChangeOutcome } from './request-change.server';
import type { ChangeKind } from './rules';
import { syncSubscription } from './sync.server';

export interface ChangeParams {
  /** Minor units per period. */
  amount?: number;
  /** Unix seconds. */
  resumesAt?: number;
}

/** Stripe keeps the result of a key for 24 hours. */
const KEY_LIFE_MS = 23 * 3_600_000;

const ENDS: readonly string[] = ['end_now', 'end_at_period'] satisfies ChangeKind[];

/**
 * Does a stored change at Stripe and reads back what Stripe then says. Changes of one sponsorship are done in the order
 * they were asked for, except that an ending never waits: what was asked before it and not yet done is dropped.
 */
export async function runChange(services: Services, changeId: string): Promise<ChangeOutcome> {
  const { db } = services;
  const change = await db.sponsorshipChange.findUniqueOrThrow({ where: { id: changeId } });
  if (change.state === 'done') return { outcome: 'done' };
  if (change.state === 'refused') return { outcome: 'refused', reason: 'not_possible_now' };
  const earlier = await db.sponsorshipChange.findMany({
    where: { sponsorshipId: change.sponsorshipId, state: 'requested', requestedAt: { lt: change.requestedAt } },
    orderBy: { requestedAt: 'asc' },
  });
  if (ENDS.includes(change.kind)) {
    const dropped = earlier.filter(({ kind }) => !ENDS.includes(kind)).map(({ id }) => id);
    await db.sponsorshipChange.updateMany({ where: { id: { in: dropped }, state: 'requested' }, data: { state: 'refused', doneAt: new Date() } });
  } else {
    for (const before of earlier) if ((await perform(services, before)).outcome === 'kept') return { outcome: 'kept' };
  }
  return perform(services, change);
}

async function perform(services: Services, change: SponsorshipChange): Promise<ChangeOutcome> {
  const { db, payments } = services;
  const { subscriptionId } = await db.sponsorship.findUniqueOrThrow({ where: { id: change.sponsorshipId }, select: { subscriptionId: true } });
  if (!subscriptionId) return { outcome: 'refused', reason: 'not_possible_now' };
  const finish = (state: 'done' | 'refused') => db.sponsorshipChange.updateMany({ where: { id: change.id, state: 'requested' }, data: { state, doneAt: new Date() } });
  try {
    await payments.call((stripe) => call(stripe, change, subscriptionId));
    await syncSubscription(services, subscriptionId);
    await finish('done');
    return { outcome: 'done' };
  } catch (error) {
    if (!(error instanceof PaymentError)) throw error;
    if (error.fault.kind === 'unavailable') return { outcome: 'kept' };
    services.log.warn({ event: 'change.refused', change: change.id, kind: change.kind, code: error.fault.code });
    await finish('refused');
    return { outcome: 'refused', reason: 'not_possible_now' };
  }
}

async function call(stripe: Stripe, change: SponsorshipChange, subscriptionId: string): Promise<void> {
  const params = change.params as ChangeParams;
  // After Stripe has forgotten a key, its outcome is looked up; all of these set a state, so asking once more under a new key is safe.
  const days = Math.floor((Date.now() - change.requestedAt.getTime()) / KEY_LIFE_MS);
  const options = { idempotencyKey: days === 0 ? change.idempotencyKey : `${change.idempotencyKey}:${days}` };
  const kind = change.kind as ChangeKind;
  switch (kind) {
    case 'pause':
      await stripe.subscriptions.update(subscriptionId, { pause_collection: { behavior: 'void', resumes_at: params.resumesAt ?? 0 } }, options);
      await voidOpenInvoices(stripe, subscriptionId);
      return;
    case 'resume':
      await stripe.subscriptions.update(subscriptionId, { pause_collection: '' }, options);
      return;
    case 'amount': {
      const item = (await stripe.subscriptions.retrieve(subscriptionId)).items.data[0];
      if (!item?.price.recurring) throw new Error('The subscription has no recurring item.');
      const { product, currency, recurring } = item.price;
      const price = { currency, product: typeof product === 'string' ? product : product.id, recurring: { interval: recurring.interval }, unit_amount: params.amount ?? 0 };
      await stripe.subscriptions.update(subscriptionId, { items: [{ id: item.id, price_data: price }], proration_behavior: 'none' }, options);
      return;
    }
    case 'end_at_period':
      await stripe.subscriptions.update(subscriptionId, { cancel_at_period_end: true, pause_collection: '' }, options);
      await voidOpenInvoices(stripe, subscriptionId);
      return;
    case 'end_now':
      if ((await stripe.subscriptions.retrieve(subscriptionId)).status !== 'canceled') await stripe.subscriptions.cancel(subscriptionId, {}, options);
      await voidOpenInvoices(stripe, subscriptionId);
  }
}

/** Nothing is collected after an ending or during a pause, whatever Stripe would still retry. */
async function voidOpenInvoices(stripe: Stripe, subscriptionId: string): Promise<void> {
  for (const status of ['open', 'draft'] as const) {
    for await (const invoice of stripe.invoices.list({ subscription: subscriptionId, status, limit: 100 })) {
      if (!invoice.id) continue;
      if (status === 'open') await stripe.invoices.voidInvoice(invoice.id);
      else await stripe.invoices.del(invoice.id);
    }
  }
}
