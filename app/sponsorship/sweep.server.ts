import { openCheckout } from '../giving/checkout-session.server';
import { transact } from '../platform/db/client.server';
import { errorFields } from '../platform/log.server';
import { requeueMails } from '../platform/mail/outbox.server';
import { PaymentError, type Stripe } from '../platform/payments/port.server';
import type { Services } from '../platform/services.server';
import { releaseReservation, syncCheckoutSession } from './sync.server';

const SETTLE_MS = 15 * 60_000;
/** Stripe forgets an idempotency key after 24 hours. */
const KEY_LIFE_MS = 23 * 3_600_000;
const OVERLAP_SECONDS = 2 * 3600;
const BATCH = 200;

/**
 * Every ten minutes: attempts that nobody told us about are looked up, events that got lost on the way are read from Stripe's
 * list, and changes and mails whose job gave up are enqueued again. One row's failure never stops the others.
 */
export async function sweep(services: Services): Promise<void> {
  const { clock, db, jobs } = services;
  const settled = new Date(clock.now().getTime() - SETTLE_MS);
  const attempts = await db.givingAttempt.findMany({ where: { state: { in: ['created', 'open', 'pending'] }, createdAt: { lt: settled } }, orderBy: { createdAt: 'asc' }, take: BATCH, select: { id: true } });
  for (const { id } of attempts) await isolated(services, 'attempt', id, () => settleAttempt(services, id));
  await isolated(services, 'events', 'list', () => readLostEvents(services));
  const wallSettled = new Date(Date.now() - SETTLE_MS);
  const changes = await db.sponsorshipChange.findMany({ where: { state: 'requested', requestedAt: { lt: wallSettled } }, take: BATCH, select: { id: true } });
  await buryEvents(services);
  const events = await db.stripeEvent.findMany({ where: { state: 'received', receivedAt: { lt: wallSettled } }, take: BATCH, select: { id: true } });
  await transact(db, async (tx) => {
    for (const { id } of changes) await jobs.enqueue(tx, 'sponsorship.change', { changeId: id });
    for (const { id } of events) await jobs.enqueue(tx, 'stripe.event', { eventIds: [id] });
  });
  await requeueMails(services);
  await isolated(services, 'silence', 'stripe', () => raiseSilence(services));
}

const GIVE_UP_MS = 24 * 3_600_000;

/** Events that failed for a day, through all their retries: kept, counted by `/metrics` and no longer tried by themselves. */
async function buryEvents({ db, log }: Pick<Services, 'db' | 'log'>): Promise<void> {
  const { count } = await db.stripeEvent.updateMany({ where: { state: 'received', receivedAt: { lt: new Date(Date.now() - GIVE_UP_MS) } }, data: { state: 'dead' } });
  if (count > 0) log.error({ event: 'stripe.events_dead', count });
}

const SILENT_MS = 24 * 3_600_000;

/** Webhooks that were switched off make no noise: money moves and nothing is heard of it. Logged as an error, for the alarm to find. */
export async function raiseSilence({ db, env, log }: Pick<Services, 'db' | 'env' | 'log'>): Promise<boolean> {
  // In the sandbox nobody is waiting for money.
  if (env.mode === 'sandbox') return false;
  const last = await db.stripeEvent.aggregate({ where: { mode: env.mode }, _max: { receivedAt: true } });
  const moved = await db.givingAttempt.findFirst({ where: { mode: env.mode, state: 'paid' }, orderBy: { createdAt: 'desc' }, select: { id: true } });
  const ageMs = Date.now() - (last._max.receivedAt?.getTime() ?? 0);
  if (!moved || ageMs < SILENT_MS) return false;
  log.error({ event: 'stripe.events_silent', hours: last._max.receivedAt ? Math.floor(ageMs / 3_600_000) : null });
  return true;
}

async function isolated(services: Services, what: string, id: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    services.log.error({ event: 'sweep.failed', what, id, ...errorFields(error) });
  }
}

/** Finds out what became of an attempt; a session past its time is expired at Stripe before its slots are freed here. */
export async function settleAttempt(services: Services, attemptId: string): Promise<void> {
  const { clock, db, payments } = services;
  let attempt = await db.givingAttempt.findUniqueOrThrow({ where: { id: attemptId } });
  if (!attempt.sessionId) {
    if (attempt.sessionParams === null) return closeUnsent(services, attemptId);
    if (clock.now().getTime() - attempt.createdAt.getTime() > KEY_LIFE_MS) await adoptSession(services, attemptId);
    else {
      try {
        // The same key and bytes: this finds the session that a lost answer left, or makes it.
        await openCheckout(services, attemptId);
      } catch (error) {
        if (error instanceof PaymentError && error.fault.kind === 'refused') return closeUnsent(services, attemptId);
        throw error;
      }
    }
    attempt = await db.givingAttempt.findUniqueOrThrow({ where: { id: attemptId } });
  }
  const { sessionId, expiresAt } = attempt;
  if (!sessionId) return;
  if (attempt.state !== 'pending' && expiresAt < clock.now()) {
    try {
      await payments.call((stripe) => stripe.checkout.sessions.expire(sessionId));
    } catch (error) {
      // Complete or expired already: what it is now is fetched next.
      if (!(error instanceof PaymentError && error.fault.kind === 'refused')) throw error;
    }
  }
  await syncCheckoutSession(services, sessionId);
}

/** No call was made for this attempt, or Stripe refused it: there is no session that could still be paid. */
async function closeUnsent(services: Services, attemptId: string): Promise<void> {
  await transact(services.db, async (tx) => {
    const closed = await tx.givingAttempt.updateMany({ where: { id: attemptId, sessionId: null, state: 'created' }, data: { state: 'failed' } });
    if (closed.count === 0) return;
    const { sponsorshipId } = await tx.givingAttempt.findUniqueOrThrow({ where: { id: attemptId }, select: { sponsorshipId: true } });
    if (sponsorshipId) await releaseReservation(services, tx, sponsorshipId);
  });
}

/** Once the key is unusable, an unknown outcome is looked up, never retried. */
async function adoptSession(services: Services, attemptId: string): Promise<void> {
  const { db, payments } = services;
  const attempt = await db.givingAttempt.findUniqueOrThrow({ where: { id: attemptId } });
  const { customer } = attempt.sessionParams as Stripe.Checkout.SessionCreateParams;
  const found = await payments.call(async (stripe) => {
    for await (const session of stripe.checkout.sessions.list({ customer: customer ?? '', limit: 100 })) if (session.client_reference_id === attemptId) return session.id;
    return null;
  });
  if (found) await db.givingAttempt.updateMany({ where: { id: attemptId, sessionId: null }, data: { sessionId: found, state: 'open' } });
  else await closeUnsent(services, attemptId);
}

/** Stores the events that no webhook brought, since the newest one that we have, less two hours. */
async function readLostEvents({ db, env, jobs, payments }: Services): Promise<void> {
  const newest = await db.stripeEvent.findFirst({ where: { mode: env.mode }, orderBy: { createdAt: 'desc' }, select: { createdAt: true } });
  if (!newest) return;
  const since = Math.floor(newest.createdAt.getTime() / 1000) - OVERLAP_SECONDS;
  const listed = await payments.call(async (stripe) => {
    const events: { id: string; type: string; created: number; objectId: string | null }[] = [];
    for await (const event of stripe.events.list({ created: { gte: since }, limit: 100 })) {
      const object = event.data.object as { id?: unknown };
      events.push({ id: event.id, type: event.type, created: event.created, objectId: typeof object.id === 'string' ? object.id : null });
    }
    return events;
  });
  const known = new Set((await db.stripeEvent.findMany({ where: { id: { in: listed.map(({ id }) => id) } }, select: { id: true } })).map(({ id }) => id));
  for (const { id, type, created, objectId } of listed.filter((event) => !known.has(event.id)).reverse()) {
    await transact(db, async (tx) => {
      const stored = await tx.stripeEvent.createMany({ data: [{ id, type, objectId, mode: env.mode, createdAt: new Date(created * 1000) }], skipDuplicates: true });
      if (stored.count === 1) await jobs.enqueue(tx, 'stripe.event', { eventIds: [id] });
    });
  }
}
