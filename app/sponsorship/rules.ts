import { currencyOf, POLICY } from '../giving/policy';
import { sponsorshipAmount } from '../giving/rules';
import { addMonths } from '../lib/dates';
import type { PaymentHealth, SponsorshipState } from '../../prisma/client/enums';

/** The part of a Stripe subscription that decides what a sponsorship is. */
export interface SubscriptionFacts {
  status: string;
  cancelAtPeriodEnd: boolean;
  paused: boolean;
}

/** States that a sponsorship never leaves. */
export const FINAL_STATES: readonly SponsorshipState[] = ['released', 'cancelled', 'ended', 'lapsed'];

const LIVE = new Set(['active', 'trialing', 'past_due', 'unpaid', 'paused']);

/**
 * The state that follows from what Stripe says. `trialing` is Active (a changed billing day); a failed renewal changes
 * the payment's health, never the state. Statuses are an open list: an unknown one changes nothing.
 */
export function stateFrom(current: SponsorshipState, facts: SubscriptionFacts): SponsorshipState {
  if (FINAL_STATES.includes(current)) return current;
  const begun = current !== 'reserved' && current !== 'awaiting_payment';
  if (facts.status === 'canceled') return begun ? 'ended' : 'cancelled';
  if (facts.status === 'incomplete_expired') return 'cancelled';
  if (facts.status === 'incomplete') return begun ? current : 'awaiting_payment';
  if (!LIVE.has(facts.status)) return current;
  if (current === 'suspended' || current === 'awaiting_choice') return current;
  if (facts.cancelAtPeriodEnd) return 'ending';
  return facts.paused ? 'paused' : 'active';
}

export function healthFrom(status: string): PaymentHealth {
  return status === 'past_due' || status === 'unpaid' ? 'past_due' : 'healthy';
}

export type ChangeKind = 'pause' | 'resume' | 'amount' | 'end_at_period' | 'end_now';

/** What a donor may do in a state. Annual gifts have no pause. */
export function allows(kind: ChangeKind, { state, frequency }: { state: SponsorshipState; frequency: string }): boolean {
  switch (kind) {
    case 'pause':
      return state === 'active' && frequency === 'month';
    case 'resume':
      return state === 'paused';
    case 'amount':
      return state === 'active';
    case 'end_at_period':
      return state === 'active' || state === 'paused';
    case 'end_now':
      return state === 'active' || state === 'paused' || state === 'ending' || state === 'awaiting_payment' || state === 'suspended' || state === 'awaiting_choice';
  }
}

/**
 * A pause of N months skips the next N charges: it ends a day before the charge after them, so that the billing day stays
 * and nothing is collected for the months between.
 * @param nextChargeAt the next charge if there were no pause
 */
export function pauseOf(nextChargeAt: Date, months: number): { resumesAt: Date; nextChargeAt: Date } {
  const next = addMonths(nextChargeAt, months);
  return { resumesAt: new Date(next.getTime() - 86_400_000), nextChargeAt: next };
}

/** The amounts, in minor units, that a recurring gift may be changed to: never below what its slots cost. */
export function amountRange(sponsorship: { slotCount: number; currency: string; frequency: string }): { minimum: number; maximum: number } {
  const currency = currencyOf(sponsorship.currency) ?? 'usd';
  const { minimum, maximum } = POLICY[currency];
  const floor = sponsorship.slotCount > 0 ? sponsorshipAmount(sponsorship.slotCount, currency, sponsorship.frequency === 'year' ? 'year' : 'month') : minimum;
  return { minimum: Math.max(minimum, floor), maximum };
}
