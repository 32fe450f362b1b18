import type { Tx } from '../platform/db/client.server';
import type { Stripe } from '../platform/payments/port.server';
import type { PaymentMode } from '../platform/env.server';

interface Posting {
  mode: PaymentMode;
  kind: 'charge' | 'refund' | 'refund_failure';
  transaction: Stripe.BalanceTransaction;
  /** Currency and signed amount as the donor sees them; the balance transaction may settle in another currency. */
  presentment: { currency: string; amount: number };
  fundCode: string;
  paymentId: string;
  refundId?: string;
}

/**
 * Books one Stripe balance transaction, once: gross to the fund, fee and net to their accounts; `net = amount - fee`.
 * Debits are positive, credits negative. A settlement in another currency passes through `exchange`, balanced in each currency.
 */
export async function postToLedger(tx: Tx, { mode, kind, transaction, presentment, fundCode, paymentId, refundId }: Posting): Promise<void> {
  const existing = await tx.ledgerEntry.findUnique({ where: { mode_source: { mode, source: transaction.id } }, select: { id: true } });
  if (existing) return;
  const settled = transaction.currency;
  const converted = settled !== presentment.currency;
  const lines = [
    { account: 'stripe_balance', currency: settled, amount: transaction.net },
    { account: 'processing_fees', currency: settled, amount: transaction.fee },
    ...(converted
      ? [
          { account: 'exchange', currency: settled, amount: -transaction.amount },
          { account: 'exchange', currency: presentment.currency, amount: presentment.amount },
        ]
      : []),
    { account: 'giving', currency: presentment.currency, amount: -presentment.amount, fundCode },
  ].filter((line) => line.amount !== 0);
  await tx.ledgerEntry.create({
    data: {
      mode, kind, paymentId,
      source: transaction.id,
      occurredAt: new Date(transaction.created * 1000),
      ...(refundId ? { refundId } : {}),
      lines: { create: lines.map((line, index) => ({ ...line, line: index + 1 })) },
    },
  });
}
