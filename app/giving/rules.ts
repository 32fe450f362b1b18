import { addMonths } from '../lib/dates';
import { parseAmount, type AmountProblem } from '../lib/money';
import { currencyOf, POLICY, type Currency, type CurrencyPolicy, type Frequency } from './policy';

export type GiftProblem = AmountProblem | 'too_small' | 'too_large';

/** Reads and judges an amount that a person typed. Nothing outside the policy's range ever reaches Stripe. */
export function giftAmount(typed: string, currency: Currency): { minor: number } | { problem: GiftProblem } {
  const read = parseAmount(typed, currency);
  if ('problem' in read) return read;
  const { minimum, maximum } = POLICY[currency];
  if (read.minor < minimum) return { problem: 'too_small' };
  if (read.minor > maximum) return { problem: 'too_large' };
  return read;
}

/**
 * What must be added so that, after Stripe's fee on the whole, the gift itself arrives: the true gross-up,
 * in minor units. total = ceil((gift + fixed) / (1 - share)), in integers.
 */
export function feeCover(gift: number, { perMille, fixed }: CurrencyPolicy['fee']): number {
  return Math.ceil(((gift + fixed) * 1000) / (1000 - perMille)) - gift;
}

/** What a sponsorship of `slots` costs per period. */
export function sponsorshipAmount(slots: number, currency: Currency, frequency: Exclude<Frequency, 'once'>): number {
  return POLICY[currency].slotPrice * slots * (frequency === 'year' ? 12 : 1);
}

/** What one place costs a month, in the organisation's currency. */
export function sponsorshipPrice(currency: string): { amount: number; currency: string } {
  const known = currencyOf(currency) ?? 'usd';
  return { amount: sponsorshipAmount(1, known, 'month'), currency: known };
}

/** When the gift after today's falls due; null for a single gift. */
export function nextGiftDate(frequency: Frequency, today: Date): Date | null {
  return frequency === 'once' ? null : addMonths(today, frequency === 'month' ? 1 : 12);
}
