import fc from 'fast-check';
import { expect, test } from 'vitest';
import { POLICY, CURRENCIES } from '../../app/giving/policy';
import { feeCover, giftAmount, nextGiftDate, sponsorshipAmount } from '../../app/giving/rules';
import { decimalOf, formatMoney, parseAmount } from '../../app/lib/money';
import { addMonths, dayIn, isoWeek } from '../../app/lib/dates';

test.each([
  ['0', 'usd', 'too_small'],
  ['-5', 'usd', 'too_small'],
  ['0.50', 'usd', 'too_small'],
  ['1e9', 'usd', 'not_a_number'],
  ['1000000000', 'usd', 'too_large'],
  ['10.001', 'usd', 'too_many_decimals'],
  ['NaN', 'usd', 'not_a_number'],
  ['Infinity', 'usd', 'not_a_number'],
  ['', 'usd', 'empty'],
  ['  ', 'usd', 'empty'],
  ['10.50', 'krw', 'too_many_decimals'],
  ['1.0', 'krw', 'too_many_decimals'],
  ['0x10', 'usd', 'not_a_number'],
  ['1,00', 'usd', 'not_a_number'],
  ['99999999999999999999', 'usd', 'not_a_number'],
] as const)('the amount "%s" in %s is refused as %s', (typed, currency, problem) => {
  expect(giftAmount(typed, currency)).toEqual({ problem });
});

test.each([
  ['38', 'usd', 3800],
  ['38.5', 'usd', 3850],
  [' 1,000.00 ', 'usd', 100_000],
  ['5', 'eur', 500],
  ['50,000', 'krw', 50_000],
] as const)('the amount "%s" in %s is %i minor units', (typed, currency, minor) => {
  expect(giftAmount(typed, currency)).toEqual({ minor });
});

test('an amount survives being written as a decimal and read again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), fc.constantFrom('usd', 'krw', 'kwd'), (minor, currency) => {
      expect(parseAmount(decimalOf(minor, currency), currency)).toEqual({ minor });
    }),
  );
});

test('covering the fee leaves the whole gift after the fee, and no more than a cent above', () => {
  fc.assert(
    fc.property(fc.constantFrom(...CURRENCIES), fc.integer({ min: 500, max: 1_000_000 }), (currency, gift) => {
      const { fee } = POLICY[currency];
      const total = gift + feeCover(gift, fee);
      const kept = (amount: number) => amount - Math.round((amount * fee.perMille) / 1000) - fee.fixed;
      expect(kept(total)).toBeGreaterThanOrEqual(gift);
      expect(kept(total - 2)).toBeLessThan(gift);
    }),
  );
});

test('money is shown with its currency in both languages', () => {
  expect(formatMoney(3800, 'usd', 'en')).toBe('USD 38.00');
  expect(formatMoney(52_000, 'krw', 'ko')).toBe('KRW 52,000');
});

test('a sponsorship costs its slots, twelve times a year when paid by the year', () => {
  expect(sponsorshipAmount(2, 'usd', 'month')).toBe(7600);
  expect(sponsorshipAmount(1, 'usd', 'year')).toBe(45_600);
});

test('the next gift falls on the same day, or on the last day of a shorter month', () => {
  expect(addMonths(new Date('2027-01-31T10:00:00Z'), 1).toISOString()).toBe('2027-02-28T10:00:00.000Z');
  expect(addMonths(new Date('2028-01-31T10:00:00Z'), 1).toISOString()).toBe('2028-02-29T10:00:00.000Z');
  expect(nextGiftDate('year', new Date('2028-02-29T10:00:00Z'))?.toISOString()).toBe('2029-02-28T10:00:00.000Z');
  expect(nextGiftDate('once', new Date())).toBeNull();
});

test('the day of a gift is the organisation’s, not the server’s', () => {
  expect(dayIn('America/Chicago', new Date('2027-01-01T03:00:00Z')).toISOString()).toBe('2026-12-31T00:00:00.000Z');
  expect(dayIn('Asia/Seoul', new Date('2026-12-31T16:00:00Z')).toISOString()).toBe('2027-01-01T00:00:00.000Z');
});

test('weeks are ISO weeks across the turn of the year', () => {
  expect(isoWeek(new Date('2027-01-01T00:00:00Z'))).toBe('2026-W53');
  expect(isoWeek(new Date('2026-11-24T00:00:00Z'))).toBe('2026-W48');
});
