import type { Prisma } from '../../prisma/client/client';
import { transact, violatedUnique } from '../platform/db/client.server';
import { errorFields } from '../platform/log.server';
import type { Services } from '../platform/services.server';
import { allows, amountRange, pauseOf, type ChangeKind } from './rules';
import { runChange, type ChangeParams } from './run-change.server';

export type ChangeRequest =
  | { kind: 'pause'; months: 1 | 2 | 3 }
  | { kind: 'resume' }
  | { kind: 'amount'; /** Minor units per period. */ amount: number }
  | { kind: 'end'; when: 'period_end' | 'now'; reason: string | null };

export type ChangeOutcome =
  /** Stripe has done it, and what it then said is what we hold. */
  | { outcome: 'done' }
  /** Stored; Stripe did not answer. A job goes on until it has. */
  | { outcome: 'kept' }
  | { outcome: 'refused'; reason: 'not_possible_now' | 'amount_out_of_range' | 'below_slots' | 'not_found' };

export interface ChangeInput {
  sponsorshipId: string;
  /** The ids of the signed-in donor; a sponsorship of anybody else is not found. */
  donorGroup: string[];
  request: ChangeRequest;
  /** `donor:<id>` */
  actor: string;
  /** Came with the form: the same form twice is one change. */
  formId: string;
}

/** A job takes over what the request didn't finish. */
const TAKE_OVER_SECONDS = 20;

type Accepted = { accepted: true } | Extract<ChangeOutcome, { outcome: 'refused' }>;

/** Stores what the donor asked for with its idempotency key, does it at Stripe, and reads back what Stripe then says. */
export async function requestChange(services: Services, input: ChangeInput): Promise<ChangeOutcome> {
  const stored = await store(services, input);
  if (!('accepted' in stored)) return stored;
  try {
    return await runChange(services, input.formId);
  } catch (error) {
    // What was stored is kept: the job that was enqueued with it goes on.
    services.log.error({ event: 'change.interrupted', change: input.formId, ...errorFields(error) });
    return { outcome: 'kept' };
  }
}

async function store(services: Services, { sponsorshipId, donorGroup, request, actor, formId }: ChangeInput): Promise<Accepted> {
  const { db, env, jobs } = services;
  try {
    return await transact<Accepted>(db, async (tx) => {
      if (!/^[0-9a-f-]{36}$/.test(sponsorshipId) || donorGroup.length === 0) return { outcome: 'refused', reason: 'not_found' };
      await tx.$queryRaw`SELECT 1 FROM "Sponsorship" WHERE "id" = ${sponsorshipId}::uuid FOR UPDATE`;
      const sponsorship = await tx.sponsorship.findFirst({ where: { id: sponsorshipId, donorId: { in: donorGroup }, mode: env.mode } });
      if (!sponsorship) return { outcome: 'refused', reason: 'not_found' };
      const again = await tx.sponsorshipChange.findUnique({ where: { id: formId } });
      if (again) return again.sponsorshipId === sponsorshipId ? { accepted: true } : { outcome: 'refused', reason: 'not_possible_now' };
      const kind: ChangeKind = request.kind === 'end' ? (request.when === 'now' ? 'end_now' : 'end_at_period') : request.kind;
      if (!allows(kind, sponsorship) || !sponsorship.subscriptionId) return { outcome: 'refused', reason: 'not_possible_now' };
      let params: ChangeParams = {};
      if (request.kind === 'amount') {
        const { minimum, maximum } = amountRange(sponsorship);
        if (!Number.isSafeInteger(request.amount) || request.amount > maximum) return { outcome: 'refused', reason: 'amount_out_of_range' };
        if (request.amount < minimum) return { outcome: 'refused', reason: sponsorship.slotCount > 0 ? 'below_slots' : 'amount_out_of_range' };
        params = { amount: request.amount };
      }
      if (request.kind === 'pause') {
        if (!sponsorship.nextChargeAt) return { outcome: 'refused', reason: 'not_possible_now' };
        params = { resumesAt: Math.floor(pauseOf(sponsorship.nextChargeAt, request.months).resumesAt.getTime() / 1000) };
      }
      const { revision } = await tx.sponsorship.update({ where: { id: sponsorshipId }, data: { revision: { increment: 1 } }, select: { revision: true } });
      await tx.sponsorshipChange.create({
        data: {
          id: formId, sponsorshipId, kind, actor,
          params: params as Prisma.InputJsonObject,
          idempotencyKey: `${env.mode}:sub:${sponsorshipId}:${kind}:${revision}`,
          reason: request.kind === 'end' ? (request.reason?.slice(0, 500) ?? null) : null,
        },
      });
      await jobs.enqueue(tx, 'sponsorship.change', { changeId: formId }, { startAfterSeconds: TAKE_OVER_SECONDS });
      return { accepted: true };
    });
  } catch (error) {
    // The form's twin came first: go on with what it stored.
    if (violatedUnique(error) !== null) return { accepted: true };
    throw error;
  }
}
