import { createDonor } from '../donors/create-donor.server';
import { normaliseEmail } from '../donors/email';
import { transact, violatedUnique, type Tx } from '../platform/db/client.server';
import type { Services } from '../platform/services.server';
import type { Language } from '../../prisma/client/enums';
import { intendCustomer } from './customer.server';
import { SESSION_SECONDS } from './checkout-session.server';
import type { Currency, Frequency } from './policy';

export interface GiftInput {
  /** Came with the form: the same form twice is the same attempt. */
  attemptId: string;
  frequency: Frequency;
  currency: Currency;
  /** Minor units, judged by `giftAmount` before. */
  amount: number;
  feeCover: number;
  fundCode: string;
  language: Language;
  email: string;
  name: string | null;
}

export type StoredAttempt =
  | { outcome: 'stored' }
  /** The same form came before with other contents. Nothing was changed. */
  | { outcome: 'differs' };

/** Whether a stored attempt is the one that this form describes, its address included; null when there is none. */
async function matches(services: Services, tx: Tx, input: GiftInput): Promise<boolean | null> {
  const attempt = await tx.givingAttempt.findUnique({ where: { id: input.attemptId }, include: { donor: { select: { emailIndex: true } } } });
  if (!attempt) return null;
  const indexes = services.vault.indexes('email', normaliseEmail(input.email));
  return (
    attempt.currency === input.currency && attempt.frequency === input.frequency && attempt.amount === input.amount && attempt.feeCover === input.feeCover &&
    attempt.fundCode === input.fundCode && indexes.some((index) => Buffer.from(index).equals(attempt.donor.emailIndex))
  );
}

/**
 * Stores an attempt and its donor, once per form: a form that comes again, even at the same moment, finds what the first stored.
 * @param prepare makes, in the same transaction, what the gift pays for, or returns why it can't
 */
export async function storeAttempt<Refusal extends { outcome: string }>(
  services: Services,
  input: GiftInput,
  prepare: (tx: Tx, donorId: string) => Promise<{ sponsorshipId: string | null } | Refusal>,
): Promise<StoredAttempt | Refusal> {
  const { clock, db, env } = services;
  const once = () =>
    transact<StoredAttempt | Refusal>(db, async (tx) => {
      const same = await matches(services, tx, input);
      if (same !== null) return { outcome: same ? 'stored' : 'differs' };
      const { email, name, attemptId, ...facts } = input;
      const { donorId } = await createDonor(services, tx, { email, ...(name ? { name } : {}), language: input.language });
      await intendCustomer(services, tx, donorId, input.currency);
      const prepared = await prepare(tx, donorId);
      if ('outcome' in prepared) throw new Refused(prepared);
      const { sponsorshipId } = prepared;
      const seconds = sponsorshipId ? SESSION_SECONDS.sponsorship : SESSION_SECONDS.gift;
      await tx.givingAttempt.create({
        data: {
          ...facts,
          id: attemptId,
          mode: env.mode,
          donorId,
          sponsorshipId,
          idempotencyKey: `${env.mode}:checkout:${attemptId}`,
          createdAt: clock.now(),
          expiresAt: new Date(clock.now().getTime() + seconds * 1000),
        },
      });
      return { outcome: 'stored' };
    });
  try {
    return await once();
  } catch (error) {
    if (error instanceof Refused) return error.refusal as Refusal;
    if (violatedUnique(error) === null) throw error;
    // The same form, sent twice at once, met its twin.
    return once();
  }
}

/** Rolls back the transaction, so that a refused form leaves no donor behind. */
class Refused extends Error {
  constructor(readonly refusal: object) {
    super('refused');
  }
}

/** Stores a one-off gift. What recurs is stored by `startRecurring`. */
export function storeGift(services: Services, input: GiftInput): Promise<StoredAttempt> {
  return storeAttempt<never>(services, input, async () => ({ sponsorshipId: null }));
}
