/** Money is an integer in minor units beside a lower-case ISO 4217 code; only this module knows the exponents. */
import type { Locale } from '../text';

// Stripe, "Zero-decimal currencies" and "Three-decimal currencies".
const ZERO_DECIMAL = new Set(['bif', 'clp', 'djf', 'gnf', 'jpy', 'kmf', 'krw', 'mga', 'pyg', 'rwf', 'ugx', 'vnd', 'vuv', 'xaf', 'xof', 'xpf']);
const THREE_DECIMAL = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd']);

export function exponentOf(currency: string): 0 | 2 | 3 {
  return ZERO_DECIMAL.has(currency) ? 0 : THREE_DECIMAL.has(currency) ? 3 : 2;
}

export type AmountProblem = 'empty' | 'not_a_number' | 'too_many_decimals';

/**
 * Reads an amount as a person types it ("38", "38.5", "1,000.00"), without ever passing through a float.
 * @returns minor units, or why it is not an amount. The sign and the range are the caller's rules.
 */
export function parseAmount(typed: string, currency: string): { minor: number } | { problem: AmountProblem } {
  const text = typed.trim().replaceAll(/[\s\u00a0]/g, '');
  if (text === '') return { problem: 'empty' };
  const match = /^(-?)(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d*))?$/.exec(text);
  if (!match) return { problem: 'not_a_number' };
  const [, sign, whole = '', fraction = ''] = match;
  const exponent = exponentOf(currency);
  if (fraction.length > exponent) return { problem: 'too_many_decimals' };
  const minor = Number(`${whole.replaceAll(',', '')}${fraction.padEnd(exponent, '0')}`);
  return { minor: sign ? -minor : minor };
}

/** The plain decimal of an amount, as a form field holds it: 3800 usd is "38.00". */
export function decimalOf(minor: number, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  const sign = minor < 0 ? '-' : '';
  return exponent === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

const formatters = new Map<string, Intl.NumberFormat>();

/** "USD 38.00": always with its currency code, in the reader's digits and grouping. */
export function formatMoney(minor: number, currency: string, locale: Locale): string {
  const key = `${locale} ${currency}`;
  // Making a formatter costs a hundred times what using it does.
  const formatter = formatters.get(key) ?? new Intl.NumberFormat(locale === 'ko' ? 'ko-KR' : 'en-US', { style: 'currency', currency, currencyDisplay: 'code' });
  formatters.set(key, formatter);
  return formatter
    .format(decimalOf(minor, currency) as Intl.StringNumericLiteral)
    .replaceAll('\u00a0', ' ');
}
