import type { Payment } from '../../prisma/client/client';
import { enqueueMail } from '../platform/mail/outbox.server';
import type { Tx } from '../platform/db/client.server';
import type { Services } from '../platform/services.server';

/**
 * Issues the receipt of a paid payment, once. Call it last in the transaction: the counter row stays locked until the commit,
 * which is what keeps the numbers of a mode and year without gaps.
 */
export async function issueReceipt(services: Pick<Services, 'clock' | 'jobs'>, tx: Tx, payment: Payment): Promise<void> {
  const issued = await tx.receipt.findUnique({ where: { paymentId_kind: { paymentId: payment.id, kind: 'receipt' } }, select: { id: true } });
  if (issued) return;
  const year = payment.giftDate.getUTCFullYear();
  const [counter] = await tx.$queryRaw<{ last: number }[]>`
    INSERT INTO "ReceiptCounter" ("mode", "year", "last") VALUES (${payment.mode}::"PaymentMode", ${year}, 1)
    ON CONFLICT ("mode", "year") DO UPDATE SET "last" = "ReceiptCounter"."last" + 1 RETURNING "last"`;
  if (!counter) throw new Error('The receipt counter did not answer.');
  const receipt = await tx.receipt.create({
    data: {
      mode: payment.mode,
      year,
      number: counter.last,
      kind: 'receipt',
      paymentId: payment.id,
      donorId: payment.donorId,
      currency: payment.currency,
      amount: payment.amount,
      giftDate: payment.giftDate,
      issuedAt: services.clock.now(),
    },
  });
  await enqueueMail(services, tx, { kind: 'receipt', reference: receipt.id, dedupeKey: `receipt:${receipt.id}` });
}

/** "2026-000042", with the mode before it where the money is not real. */
export function receiptNumber({ mode, year, number }: { mode: string; year: number; number: number }): string {
  return `${mode === 'live' ? '' : 'TEST-'}${year}-${String(number).padStart(6, '0')}`;
}
