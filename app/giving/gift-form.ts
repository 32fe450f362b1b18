import { parseEmail } from '../donors/email';
import { decimalOf, exponentOf, formatMoney } from '../lib/money';
import type { Catalogue, Locale } from '../text';
import { currencyOf, frequencyOf, POLICY, type Currency, type Frequency } from './policy';
import { feeCover, giftAmount, type GiftProblem } from './rules';

/** What a donor typed or chose, as it came: kept on the form whatever is wrong with it. */
export interface GiftFields {
  frequency: string;
  currency: string;
  /** A preset in minor units, or "other". */
  preset: string;
  /** An own amount as typed; counts before the preset. */
  amount: string;
  fund: string;
  cover: boolean;
}

export interface GiftChoice {
  frequency: Frequency;
  currency: Currency;
  amount: number;
  feeCover: number;
  fundCode: string;
}

/** A field and the one sentence about it. */
export type FieldProblems = Partial<Record<string, string>>;

/** Reads one field of a query or a body: always a string, absent is empty. */
export type ReadField = (name: string) => string;

export const fieldsOf = (query: URLSearchParams): ReadField => (name) => query.get(name) ?? '';

export function giftFields(read: ReadField, fallbackCurrency: string): GiftFields {
  return {
    frequency: read('frequency'),
    currency: read('currency') || fallbackCurrency,
    preset: read('preset'),
    amount: read('amount'),
    fund: read('fund'),
    cover: read('cover') === '1',
  };
}

export function amountSentence(problem: GiftProblem, currency: Currency, copy: Catalogue['giving']['problem'], locale: Locale): string {
  switch (problem) {
    case 'too_small':
      return copy.too_small(formatMoney(POLICY[currency].minimum, currency, locale));
    case 'too_large':
      return copy.too_large(formatMoney(POLICY[currency].maximum, currency, locale));
    case 'too_many_decimals':
      return copy.too_many_decimals(currency.toUpperCase(), exponentOf(currency));
    default:
      return copy[problem];
  }
}

/** Judges a gift's fields. @param funds the codes of the funds that are open */
export function readGift(fields: GiftFields, funds: readonly string[], copy: Catalogue['giving']['problem'], locale: Locale): { gift: GiftChoice } | { problems: FieldProblems } {
  const problems: FieldProblems = {};
  const frequency = frequencyOf(fields.frequency);
  if (!frequency) problems['frequency'] = copy.frequency;
  const currency = currencyOf(fields.currency);
  if (!currency) problems['currency'] = copy.currency;
  if (!funds.includes(fields.fund)) problems['fund'] = copy.fund;
  let amount = 0;
  if (currency) {
    const typed = fields.amount.trim() !== '' ? fields.amount : /^\d{1,9}$/.test(fields.preset) ? decimalOf(Number(fields.preset), currency) : '';
    const read = giftAmount(typed, currency);
    if ('problem' in read) problems['amount'] = amountSentence(read.problem, currency, copy, locale);
    else amount = read.minor;
  }
  if (!frequency || !currency || Object.keys(problems).length > 0) return { problems };
  return { gift: { frequency, currency, amount, feeCover: fields.cover ? feeCover(amount, POLICY[currency].fee) : 0, fundCode: fields.fund } };
}

/** The contents that a form's token vouches for. */
export const giftContent = ({ frequency, currency, amount, feeCover: cover, fundCode }: GiftChoice) => [frequency, currency, amount, cover, fundCode].join('|');

export interface PersonFields {
  email: string;
  name: string;
}

export function personFields(read: ReadField): PersonFields {
  return { email: read('email'), name: read('name') };
}

const CONTROL = /\p{Cc}/u;

/** Judges who gives. The name may be empty. */
export function readPerson(fields: PersonFields, copy: Catalogue['giving']['problem']): { person: { email: string; name: string | null } } | { problems: FieldProblems } {
  const problems: FieldProblems = {};
  const read = parseEmail(fields.email);
  if ('problem' in read) problems['email'] = copy.email;
  const name = fields.name.trim().normalize('NFC');
  if (name.length > 100 || CONTROL.test(name)) problems['name'] = copy.name;
  if ('problem' in read || problems['name']) return { problems };
  return { person: { email: read.email, name: name || null } };
}
