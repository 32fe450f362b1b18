import { attemptOfSession, markAttempt, writeGiftSession } from '../giving/sync-session.server';
import { recordCharge } from '../giving/record-charge.server';
import type { Sponsorship } from '../../prisma/client/client';
import type { Tx } from '../platform/db/client.server';
import { PaymentError, type Stripe } from '../platform/payments/port.server';
import { syncObject } from '../platform/payments/sync.server';
import type { Services } from '../platform/services.server';
import { releaseSlots } from './slots.server';
import { recordTransition } from './transition.server';
import { sponsorshipOfSubscription, writeSubscription } from './write-subscription.server';

/**
 * One `sync…(id)` per object of Stripe's, called alike by the webhook's job, the thank-you page, the sweep and the donor's
 * changes. Safe any number of times and in any order. Each returns false when the object is not ours.
 */
export async function syncCheckoutSession(services: Services, sessionId: string): Promise<boolean> {
  let subscriptionId: string | null = null;
  let invoiceId: string | null = null;
  const ours = await syncObject(
    services,
    sessionId,
    (stripe) => stripe.checkout.sessions.retrieve(sessionId, { expand: ['payment_intent.latest_charge.balance_transaction'] }),
    async (tx, session) => {
      if (session.mode !== 'subscription') return (await writeGiftSession(services, tx, session)) !== null;
      const attempt = await attemptOfSession(tx, session);
      if (!attempt?.sponsorshipId) return false;
      const state = await markAttempt(tx, attempt, session);
      if (state === 'expired') await releaseReservation(services, tx, attempt.sponsorshipId);
      subscriptionId = idOf(session.subscription);
      invoiceId = idOf(session.invoice);
      return true;
    },
  );
  if (subscriptionId) await syncSubscription(services, subscriptionId);
  if (invoiceId) await syncInvoice(services, invoiceId);
  return ours ?? true;
}

export async function syncSubscription(services: Services, subscriptionId: string): Promise<boolean> {
  const ours = await syncObject(
    services,
    subscriptionId,
    (stripe) => stripe.subscriptions.retrieve(subscriptionId),
    async (tx, subscription) => {
      const sponsorship = await sponsorshipOfSubscription(tx, subscription);
      if (sponsorship) await writeSubscription(services, tx, sponsorship, subscription);
      return sponsorship !== null;
    },
  );
  return ours ?? true;
}

async function fetchInvoice(stripe: Stripe, id: string) {
  const invoice = await stripe.invoices.retrieve(id, { expand: ['payments'] });
  const charges: Stripe.Charge[] = [];
  for (const { payment } of invoice.payments?.data ?? []) {
    const intentId = idOf(payment.payment_intent ?? null);
    if (!intentId) continue;
    const intent = await stripe.paymentIntents.retrieve(intentId, { expand: ['latest_charge.balance_transaction'] });
    if (intent.latest_charge && typeof intent.latest_charge === 'object') charges.push(intent.latest_charge);
  }
  const subscriptionId = idOf(invoice.parent?.subscription_details?.subscription ?? null);
  return { invoice, charges, subscription: subscriptionId ? await stripe.subscriptions.retrieve(subscriptionId) : null };
}

/** A renewal or first invoice: its paid charge becomes a payment with a receipt, and its subscription is brought up to date. */
export async function syncInvoice(services: Services, invoiceId: string): Promise<boolean> {
  const ours = await syncObject(
    services,
    invoiceId,
    (stripe) => fetchInvoice(stripe, invoiceId),
    async (tx, { charges, subscription }) => {
      const sponsorship = subscription && (await sponsorshipOfSubscription(tx, subscription));
      if (!sponsorship) return false as const;
      const attempt = await tx.givingAttempt.findUnique({ where: { sponsorshipId: sponsorship.id }, select: { id: true } });
      for (const charge of charges) await recordCharge(services, tx, charge, ownerOf(sponsorship, attempt?.id ?? null, invoiceId));
      return subscription.id;
    },
  );
  if (ours) await syncSubscription(services, ours);
  return ours !== false;
}

function ownerOf(sponsorship: Sponsorship, attemptId: string | null, invoiceId: string) {
  const { donorId, fundCode, frequency, id } = sponsorship;
  return { donorId, fundCode, frequency, attemptId, sponsorshipId: id, invoiceId };
}

/** Frees the slots of a reservation whose session is known to be over. */
export async function releaseReservation(services: Pick<Services, 'clock'>, tx: Tx, sponsorshipId: string): Promise<void> {
  const released = await tx.sponsorship.updateMany({ where: { id: sponsorshipId, state: 'reserved' }, data: { state: 'released' } });
  if (released.count === 0) return;
  await releaseSlots(tx, sponsorshipId);
  await recordTransition(tx, { sponsorshipId, kind: 'release', from: 'reserved', to: 'released', actor: 'stripe', at: services.clock.now() });
}

/** Fetches what Stripe says of a sponsorship that has a subscription. */
export async function syncSponsorship(services: Services, id: string): Promise<void> {
  const sponsorship = await services.db.sponsorship.findUnique({ where: { id }, select: { subscriptionId: true } });
  if (sponsorship?.subscriptionId) await syncSubscription(services, sponsorship.subscriptionId);
}

/** An object that Stripe doesn't know can't be ours. */
export function isUnknownObject(error: unknown): boolean {
  return error instanceof PaymentError && error.fault.kind === 'refused' && error.fault.code === 'resource_missing';
}

function idOf(reference: string | { id: string } | null): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}
