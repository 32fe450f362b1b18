import type { ReactNode } from 'react';
import type { FieldProblems, PersonFields } from '../giving/gift-form';
import type { Review } from '../giving/review.server';
import { formatDate } from '../lib/dates';
import { formatMoney } from '../lib/money';
import { useRootData } from '../platform/http/root-data';
import { textFor, type Locale } from '../text';
import { Field } from './fields';
import { Facts } from './page';

type Shown = Omit<Review, 'fundName'> & { fundName: string };

/** What will be charged, today and next, said before anything is paid. */
export function ReviewFacts({ locale, review, extra = [] }: { locale: Locale; review: Shown; extra?: [string, ReactNode][] }) {
  const { giving } = textFor(locale);
  const copy = giving.review;
  const timeZone = useRootData()?.organisation.timeZone ?? 'UTC';
  const { amount, feeCover, currency, frequency } = review.gift;
  const money = (minor: number) => formatMoney(minor, currency, locale);
  const total = money(amount + feeCover);
  return (
    <Facts
      rows={[
        ...extra,
        [copy.gift, `${money(amount)} ${giving.per[frequency]}`],
        ...(feeCover > 0 ? [[copy.cover, `${money(feeCover)} ${copy.coverNote(money(amount))}`] as [string, string]] : []),
        [copy.for, review.fundName],
        [copy.today, total],
        [copy.next, review.next ? `${formatDate(review.next, locale, timeZone)}, ${copy.then(total, giving.per[frequency])}` : copy.nextNone],
      ]}
    />
  );
}

interface PayFormProps {
  locale: Locale;
  action: string;
  review: Shown;
  hidden: Record<string, string>;
  person: PersonFields;
  problems: FieldProblems;
}

/** Who gives, and the one press that leads to Checkout. The attempt's id and its proof come along, so a double press is one gift. */
export function PayForm({ locale, action, review, hidden, person, problems }: PayFormProps) {
  const copy = textFor(locale).giving.review;
  const { amount, feeCover, currency, frequency } = review.gift;
  return (
    <form method="post" action={action} className="mt-8 grid gap-6" autoComplete="on">
      {Object.entries({ ...hidden, attempt: review.attemptId, token: review.token }).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <div className="trap" aria-hidden="true">
        <label>
          {copy.trap}
          <input name="website" tabIndex={-1} autoComplete="off" />
        </label>
      </div>
      <Field name="email" type="email" label={copy.email} hint={copy.emailHint} problem={problems['email']} value={person.email} autoComplete="email" inputMode="email" required maxLength={254} />
      <Field name="name" label={copy.name} hint={copy.nameHint} problem={problems['name']} value={person.name} autoComplete="name" maxLength={100} />
      {frequency !== 'once' && <p>{copy.stop}</p>}
      <div>
        <button className="button button-lantern">{copy.pay(formatMoney(amount + feeCover, currency, locale))}</button>
        <p className="hint mt-3">
          {copy.payNote}
        </p>
      </div>
    </form>
  );
}
