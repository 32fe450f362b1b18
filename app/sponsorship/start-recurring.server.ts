import { randomUUID } from 'node:crypto';
import { isPublished } from '../children/queries.server';
import { CHILDREN_FUND } from '../giving/funds.server';
import { sponsorshipAmount } from '../giving/rules';
import { storeAttempt, type GiftInput, type StoredAttempt } from '../giving/start-gift.server';
import type { Services } from '../platform/services.server';
import { reserveSlots } from './slots.server';
import { recordTransition } from './transition.server';

export type RecurringInput = GiftInput & { frequency: 'month' | 'year' };

/** Stores a monthly or annual gift to a pooled fund. */
export function storeRecurring(services: Services, input: RecurringInput): Promise<StoredAttempt> {
  return storeAttempt<never>(services, input, async (tx, donorId) => ({ sponsorshipId: await createReserved(services, tx, donorId, input, null) }));
}

export type ReserveOutcome = StoredAttempt | { outcome: 'full' } | { outcome: 'not_shown' };

/**
 * Stores a sponsorship with its slots reserved for as long as its page of Checkout is open.
 * The amount follows from the slots; the price is the policy's, never the form's.
 */
export function storeSponsorship(services: Services, input: Omit<RecurringInput, 'amount' | 'fundCode'>, child: { token: string; slots: number }): Promise<ReserveOutcome> {
  const gift: RecurringInput = { ...input, fundCode: CHILDREN_FUND, amount: sponsorshipAmount(child.slots, input.currency, input.frequency) };
  return storeAttempt<{ outcome: 'full' } | { outcome: 'not_shown' }>(services, gift, async (tx, donorId) => {
    if (!(await isPublished(tx, child.token))) return { outcome: 'not_shown' };
    const sponsorshipId = await createReserved(services, tx, donorId, gift, child);
    return (await reserveSlots(tx, child.token, child.slots, sponsorshipId)) ? { sponsorshipId } : { outcome: 'full' };
  });
}

async function createReserved({ clock, env }: Services, tx: Parameters<Parameters<typeof storeAttempt>[2]>[0], donorId: string, input: RecurringInput, child: { token: string; slots: number } | null): Promise<string> {
  const id = randomUUID();
  const at = clock.now();
  await tx.sponsorship.create({
    data: {
      id,
      mode: env.mode,
      donorId,
      childToken: child?.token ?? null,
      slotCount: child?.slots ?? 0,
      fundCode: input.fundCode,
      currency: input.currency,
      amount: input.amount + input.feeCover,
      frequency: input.frequency,
      language: input.language,
      state: 'reserved',
      createdAt: at,
    },
  });
  await recordTransition(tx, { sponsorshipId: id, kind: 'reserve', from: null, to: 'reserved', actor: `donor:${donorId}`, at });
  return id;
}
