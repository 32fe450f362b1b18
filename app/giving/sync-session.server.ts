import type { AttemptState } from '../../prisma/client/enums';
import type { GivingAttempt } from '../../prisma/client/client';
import type { Tx } from '../platform/db/client.server';
import type { Stripe } from '../platform/payments/port.server';
import type { Services } from '../platform/services.server';
import { recordCharge } from './record-charge.server';

/** The attempt of one of our sessions, locked; null for a session that is not ours. */
export async function attemptOfSession(tx: Tx, session: Stripe.Checkout.Session): Promise<GivingAttempt | null> {
  const id = session.client_reference_id;
  if (!id || !/^[0-9a-f-]{36}$/.test(id)) return null;
  await tx.$queryRaw`SELECT 1 FROM "GivingAttempt" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const attempt = await tx.givingAttempt.findUnique({ where: { id } });
  // A session that we did not create can't claim an attempt that has one.
  return attempt && (attempt.sessionId === null || attempt.sessionId === session.id) ? attempt : null;
}

/** Where a session is, in our words. A redirect proves nothing; only this does. */
export function stateOfSession(session: Pick<Stripe.Checkout.Session, 'status' | 'payment_status'>): AttemptState {
  if (session.status === 'expired') return 'expired';
  if (session.status !== 'complete') return 'open';
  return session.payment_status === 'unpaid' ? 'pending' : 'paid';
}

export async function markAttempt(tx: Tx, attempt: GivingAttempt, session: Stripe.Checkout.Session): Promise<AttemptState> {
  const seen = stateOfSession(session);
  // A bank debit that failed leaves the session complete and unpaid for ever.
  const state = seen === 'pending' && attempt.state === 'failed' ? 'failed' : seen;
  await tx.givingAttempt.update({ where: { id: attempt.id }, data: { state, sessionId: session.id } });
  return state;
}

/** Writes what a fetched session of mode `payment` says. @param session with `payment_intent.latest_charge.balance_transaction` expanded */
export async function writeGiftSession(services: Services, tx: Tx, session: Stripe.Checkout.Session): Promise<AttemptState | null> {
  const attempt = await attemptOfSession(tx, session);
  if (!attempt) return null;
  const state = await markAttempt(tx, attempt, session);
  const intent = typeof session.payment_intent === 'object' ? session.payment_intent : null;
  const charge = intent && typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  if (charge && session.status === 'complete') {
    await recordCharge(services, tx, charge, { donorId: attempt.donorId, fundCode: attempt.fundCode, frequency: attempt.frequency, attemptId: attempt.id, sponsorshipId: null, invoiceId: null });
    if (charge.status === 'failed') {
      await tx.givingAttempt.update({ where: { id: attempt.id }, data: { state: 'failed' } });
      return 'failed';
    }
  }
  return state;
}
