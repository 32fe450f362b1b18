import type { Stripe } from '../platform/payments/port.server';
import { syncObject } from '../platform/payments/sync.server';
import type { Services } from '../platform/services.server';
import { recordCharge, recordRefunds } from './record-charge.server';

async function fetchCharge(stripe: Stripe, id: string) {
  const charge = await stripe.charges.retrieve(id, { expand: ['balance_transaction'] });
  const refunds: Stripe.Refund[] = [];
  for await (const refund of stripe.refunds.list({ charge: id, limit: 100, expand: ['data.balance_transaction', 'data.failure_balance_transaction'] })) refunds.push(refund);
  return { charge, refunds };
}

/**
 * Brings a payment and its refunds to what Stripe says of the charge.
 * @returns false when the charge is no payment of ours (yet): its session or invoice makes it one
 */
export async function syncCharge(services: Services, chargeId: string): Promise<boolean> {
  const known = await services.db.payment.findUnique({ where: { chargeId }, select: { id: true } });
  if (!known) return false;
  await syncObject(
    services,
    chargeId,
    (stripe) => fetchCharge(stripe, chargeId),
    async (tx, { charge, refunds }) => {
      const payment = await tx.payment.findUniqueOrThrow({ where: { chargeId } });
      const { donorId, fundCode, frequency, attemptId, sponsorshipId, invoiceId } = payment;
      // Refunds before the receipt: the receipt's counter is the last lock taken.
      await recordRefunds(services, tx, chargeId, refunds);
      await recordCharge(services, tx, charge, { donorId, fundCode, frequency, attemptId, sponsorshipId, invoiceId });
    },
  );
  return true;
}
