import { createHash } from 'node:crypto';
import { amountSentence } from '../../giving/gift-form';
import { currencyOf } from '../../giving/policy';
import { formatMoney, parseAmount } from '../../lib/money';
import type { Form } from '../../platform/http/forms.server';
import type { SponsorshipView } from '../../sponsorship/queries.server';
import type { ChangeOutcome, ChangeRequest } from '../../sponsorship/request-change.server';
import { textFor, type Locale } from '../../text';

export const CHANGES = ['pause', 'resume', 'amount', 'end'] as const;
export type Change = (typeof CHANGES)[number];

/** What came with a change's form, kept on the page whatever is wrong with it. */
export interface TypedChange {
  kind: Change | '';
  months: string;
  amount: string;
  when: string;
  reason: string;
}

export function typedChange(form: Form): TypedChange {
  return { kind: form.choice('change', CHANGES) ?? '', months: form.text('months'), amount: form.text('amount'), when: form.text('when'), reason: form.text('reason') };
}

const CONTROLS = /\p{Cc}+/gu;

/** Reads a change; whether it is possible is the sponsorship's to decide. */
export function readChange(typed: TypedChange, sponsorship: SponsorshipView, locale: Locale): { request: ChangeRequest } | { problem: string } {
  const { account, giving } = textFor(locale);
  const copy = account.sponsorship.problem;
  switch (typed.kind) {
    case 'pause': {
      const months = ([1, 2, 3] as const).find((choice) => String(choice) === typed.months);
      return months ? { request: { kind: 'pause', months } } : { problem: copy.months };
    }
    case 'resume':
      return { request: { kind: 'resume' } };
    case 'amount': {
      const currency = currencyOf(sponsorship.currency);
      const read = parseAmount(typed.amount, sponsorship.currency);
      if ('problem' in read) return { problem: amountSentence(read.problem, currency ?? 'usd', giving.problem, locale) };
      return read.minor === sponsorship.amount ? { problem: copy.same } : { request: { kind: 'amount', amount: read.minor } };
    }
    case 'end': {
      const when = (['period_end', 'now'] as const).find((choice) => choice === typed.when);
      return when ? { request: { kind: 'end', when, reason: typed.reason.replaceAll(CONTROLS, ' ').trim().slice(0, 500) || null } } : { problem: copy.when };
    }
    default:
      return { problem: copy.form };
  }
}

/**
 * The id of a change: the same form with the same contents twice is one change; other contents in a form that the
 * browser kept are another.
 */
export function changeId(formId: string, request: ChangeRequest): string {
  const digest = createHash('sha256').update(`${formId}|${JSON.stringify(request)}`).digest();
  // RFC 9562, version 8: the layout of a UUID over bytes of our own.
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  return digest.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

type Refusal = Extract<ChangeOutcome, { outcome: 'refused' }>['reason'];

export function refusalSentence(reason: Exclude<Refusal, 'not_found'>, { minimum, maximum, currency }: SponsorshipView, locale: Locale): string {
  const copy = textFor(locale).account.sponsorship.problem;
  const money = (amount: number) => formatMoney(amount, currency, locale);
  switch (reason) {
    case 'below_slots':
      return copy.below_slots(money(minimum));
    case 'amount_out_of_range':
      return copy.amount_out_of_range(money(minimum), money(maximum));
    case 'not_possible_now':
      return copy.not_possible_now;
  }
}
