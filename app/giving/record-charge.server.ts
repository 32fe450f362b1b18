import type { PaymentState } from '../../prisma/client/enums';
import { dayIn } from '../lib/dates';
import type { Tx } from '../platform/db/client.server';
import type { Stripe } from '../platform/payments/port.server';
import type { Services } from '../platform/services.server';
import { postToLedger } from './ledger.server';
import type { Frequency } from './policy';
import { issueReceipt } from './receipt.server';

export interface ChargeOwner {
  donorId: string;
  fundCode: string;
  frequency: Frequency;
  attemptId: string | null;
  sponsorshipId: string | null;
  invoiceId: string | null;
}

const STATE: Partial<Record<string, PaymentState>> = { succeeded: 'succeeded', pending: 'pending', failed: 'failed' };

/**
 * The one way a charge becomes a payment: unique on the charge's id, whoever comes first (webhook, thank-you page, sweep).
 * A paid charge is booked once its balance transaction exists, and receipted once.
 * @param charge with `balance_transaction` expanded
 */
export async function recordCharge(services: Services, tx: Tx, charge: Stripe.Charge, owner: ChargeOwner): Promise<void> {
  const { env } = services;
  const paidAt = new Date(charge.created * 1000);
  const transaction = typeof charge.balance_transaction === 'object' ? charge.balance_transaction : null;
  const state = STATE[charge.status] ?? 'pending';
  await tx.payment.createMany({
    data: [
      {
        ...owner,
        mode: env.mode,
        chargeId: charge.id,
        paymentIntentId: typeof charge.payment_intent === 'string' ? charge.payment_intent : (charge.payment_intent?.id ?? null),
        currency: charge.currency,
        amount: charge.amount,
        state,
        giftDate: dayIn(env.organisation.timeZone, paidAt),
        paidAt,
      },
    ],
    skipDuplicates: true,
  });
  // A second caller waits here for the first, and then sees what it wrote.
  await tx.$queryRaw`SELECT 1 FROM "Payment" WHERE "chargeId" = ${charge.id} FOR UPDATE`;
  const payment = await tx.payment.update({
    where: { chargeId: charge.id },
    data: { state, ...(transaction ? { fee: transaction.fee } : {}), ...(owner.invoiceId ? { invoiceId: owner.invoiceId } : {}) },
  });
  if (state !== 'succeeded') return;
  if (transaction) {
    await postToLedger(tx, { mode: env.mode, kind: 'charge', transaction, presentment: { currency: charge.currency, amount: charge.amount }, fundCode: payment.fundCode, paymentId: payment.id });
  }
  await issueReceipt(services, tx, payment);
}

/**
 * Writes the refunds of a charge that is already a payment, each with its posting.
 * @param refunds with `balance_transaction` and `failure_balance_transaction` expanded
 */
export async function recordRefunds(services: Services, tx: Tx, chargeId: string, refunds: Stripe.Refund[]): Promise<void> {
  const { env } = services;
  await tx.$queryRaw`SELECT 1 FROM "Payment" WHERE "chargeId" = ${chargeId} FOR UPDATE`;
  const payment = await tx.payment.findUniqueOrThrow({ where: { chargeId } });
  for (const refund of refunds) {
    const facts = { state: refund.status ?? 'pending', amount: refund.amount, currency: refund.currency };
    const { id: refundId } = await tx.refund.upsert({
      where: { refundId: refund.id },
      create: { ...facts, refundId: refund.id, mode: env.mode, paymentId: payment.id, createdAt: new Date(refund.created * 1000) },
      update: { state: facts.state },
    });
    const posting = { mode: env.mode, fundCode: payment.fundCode, paymentId: payment.id, refundId };
    const given = refund.balance_transaction;
    if (given && typeof given === 'object') await postToLedger(tx, { ...posting, kind: 'refund', transaction: given, presentment: { currency: refund.currency, amount: -refund.amount } });
    const returned = refund.failure_balance_transaction;
    if (returned && typeof returned === 'object') await postToLedger(tx, { ...posting, kind: 'refund_failure', transaction: returned, presentment: { currency: refund.currency, amount: refund.amount } });
  }
}
