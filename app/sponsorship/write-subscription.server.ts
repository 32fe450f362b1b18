import type { Prisma, Sponsorship } from '../../prisma/client/client';
import { addMonths } from '../lib/dates';
import { enqueueMail } from '../platform/mail/outbox.server';
import type { Tx } from '../platform/db/client.server';
import type { Stripe } from '../platform/payments/port.server';
import type { Services } from '../platform/services.server';
import { healthFrom, stateFrom } from './rules';
import { releaseSlots } from './slots.server';
import { recordTransition, type TransitionKind } from './transition.server';

const date = (seconds: number | null | undefined) => (seconds ? new Date(seconds * 1000) : null);

/** Our sponsorship of a subscription, locked; null for one that is not ours. */
export async function sponsorshipOfSubscription(tx: Tx, subscription: Pick<Stripe.Subscription, 'id' | 'metadata'>): Promise<Sponsorship | null> {
  const id = subscription.metadata['sponsorship_id'];
  if (!id || !/^[0-9a-f-]{36}$/.test(id)) return null;
  await tx.$queryRaw`SELECT 1 FROM "Sponsorship" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const sponsorship = await tx.sponsorship.findUnique({ where: { id } });
  return sponsorship && (sponsorship.subscriptionId === null || sponsorship.subscriptionId === subscription.id) ? sponsorship : null;
}

type Happened = { kind: TransitionKind; mail?: 'welcome' | 'paused' | 'resumed' | 'changed' | 'ended'; details?: Prisma.InputJsonObject };

function whatHappened(before: Sponsorship, after: Pick<Sponsorship, 'state' | 'health' | 'amount' | 'pausedUntil' | 'endsAt'>): Happened[] {
  const happened: Happened[] = [];
  if (before.state !== after.state) {
    const begun = before.state !== 'reserved' && before.state !== 'awaiting_payment';
    switch (after.state) {
      case 'awaiting_payment':
        happened.push({ kind: 'await_payment' });
        break;
      case 'active':
        happened.push(!begun ? { kind: 'start', mail: 'welcome' } : before.state === 'ending' ? { kind: 'keep' } : { kind: 'resume', mail: 'resumed' });
        break;
      case 'paused':
        if (!begun) happened.push({ kind: 'start', mail: 'welcome' });
        happened.push({ kind: 'pause', mail: 'paused', details: { until: after.pausedUntil?.toISOString() ?? '' } });
        break;
      case 'ending':
        happened.push({ kind: 'end_at_period', mail: 'ended', details: { endsAt: after.endsAt?.toISOString() ?? '' } });
        break;
      case 'ended':
        // Who asked for the end of the period heard then; the day itself brings no second mail.
        happened.push(before.state === 'ending' ? { kind: 'end' } : { kind: 'end', mail: 'ended' });
        break;
      case 'cancelled':
        happened.push({ kind: 'cancel' });
        break;
      default:
        break;
    }
  }
  if (before.health !== after.health) happened.push({ kind: after.health === 'past_due' ? 'past_due' : 'recover' });
  if (before.startedAt && before.amount !== after.amount) happened.push({ kind: 'amount', mail: 'changed', details: { before: before.amount, after: after.amount } });
  return happened;
}

/**
 * Brings a locked sponsorship to what Stripe says of its subscription: state, health, amount, dates; every difference is a
 * recorded transition with its mail, in this transaction. Final states stay.
 */
export async function writeSubscription(services: Services, tx: Tx, before: Sponsorship, subscription: Stripe.Subscription): Promise<void> {
  const item = subscription.items.data[0];
  const state = stateFrom(before.state, { status: subscription.status, cancelAtPeriodEnd: subscription.cancel_at_period_end, paused: subscription.pause_collection !== null });
  const over = state === 'ended' || state === 'cancelled';
  const resumes = date(subscription.pause_collection?.resumes_at);
  const periodEnd = date(item?.current_period_end);
  const after = {
    state,
    health: over ? ('healthy' as const) : healthFrom(subscription.status),
    amount: item?.price.unit_amount ?? before.amount,
    pausedUntil: state === 'paused' ? resumes : null,
    endsAt: state === 'ending' ? date(subscription.cancel_at) : before.endsAt,
    endedAt: over ? (before.endedAt ?? date(subscription.ended_at) ?? services.clock.now()) : null,
    startedAt: before.startedAt ?? (state === 'active' || state === 'paused' || state === 'ending' ? date(subscription.start_date) : null),
    nextChargeAt: state === 'active' ? periodEnd : state === 'paused' ? chargeAfterPause(periodEnd, resumes, subscription) : null,
    subscriptionId: subscription.id,
  };
  await tx.sponsorship.update({ where: { id: before.id }, data: after });
  if (over && before.state !== state) await releaseSlots(tx, before.id);
  const request = await tx.sponsorshipChange.findFirst({ where: { sponsorshipId: before.id, state: 'requested' }, orderBy: { requestedAt: 'desc' } });
  for (const { kind, mail, details } of whatHappened(before, after)) {
    const id = await recordTransition(tx, {
      sponsorshipId: before.id, kind, from: before.state, to: state,
      actor: request?.actor ?? 'stripe', reason: request?.reason ?? null,
      at: services.clock.now(),
      ...(details ? { details } : {}),
    });
    if (mail) await enqueueMail(services, tx, { kind: mail, reference: id, dedupeKey: mail === 'welcome' ? `welcome:${before.id}` : `${mail}:${id}` });
  }
}

/** Periods that begin during a pause are not charged: the next charge is the first period's start after it. */
function chargeAfterPause(periodEnd: Date | null, resumes: Date | null, subscription: Stripe.Subscription): Date | null {
  if (!periodEnd || !resumes) return null;
  const recurring = subscription.items.data[0]?.price.recurring;
  const step = recurring?.interval === 'year' ? 12 : 1;
  const anchor = new Date(subscription.billing_cycle_anchor * 1000);
  for (let periods = 1; periods < 600; periods++) {
    const start = addMonths(anchor, periods * step);
    if (start >= periodEnd && start >= resumes) return start;
  }
  return null;
}
