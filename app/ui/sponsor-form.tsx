import type { FieldProblems, PersonFields } from '../giving/gift-form';
import { CURRENCIES, currencyOf, POLICY } from '../giving/policy';
import type { Review } from '../giving/review.server';
import { formatMoney } from '../lib/money';
import { pathsFor } from '../lib/paths';
import { textFor, type Locale } from '../text';
import { Avatar } from './drawings/avatar';
import { Check, Choices, ProblemSummary } from './fields';
import { Page } from './page';
import { PayForm, ReviewFacts } from './pay-form';

interface SponsorFormProps {
  locale: Locale;
  child: { token: string; pseudonym: string; avatar: string };
  free: number;
  fields: { currency: string; frequency: string; places: string; cover: boolean };
  review: (Review & { places: number }) | null;
  problem: string | null;
  full: boolean;
  refused: { problems: FieldProblems; notice: string | null; person: PersonFields; same: Pick<Review, 'attemptId' | 'token'> | null } | null;
}

/** Nothing was charged, and there are other ways to help. */
export function NoPlace({ locale, why }: { locale: Locale; why: { title: string; lead: string } }) {
  const { another, pooled } = textFor(locale).giving.sponsor.full;
  const paths = pathsFor(locale);
  return (
    <Page title={why.title} lead={why.lead}>
      <p className="flex flex-wrap gap-3">
        <a className="button button-lantern" href={paths.children()}>
          {another}
        </a>
        <a className="button button-quiet" href={paths.give({ fund: 'orphan-care', frequency: 'month' })}>
          {pooled}
        </a>
      </p>
    </Page>
  );
}

/** Places and frequency first (a plain GET), then everything once more and who gives. */
export function SponsorForm({ locale, child, free, fields, review, problem, full, refused }: SponsorFormProps) {
  const { account, giving, children } = textFor(locale);
  const copy = giving.sponsor;
  const paths = pathsFor(locale);
  if (full) return <NoPlace locale={locale} why={copy.full} />;
  const currency = currencyOf(fields.currency) ?? 'usd';
  const { slotPrice } = POLICY[currency];
  const price = (places: number, frequency: 'month' | 'year') => copy.price(formatMoney(slotPrice * places * (frequency === 'year' ? 12 : 1), currency, locale), giving.per[frequency]);
  const frequency = fields.frequency === 'year' ? 'year' : 'month';
  const chosen = { frequency, currency, places: fields.places, ...(fields.cover ? { cover: '1' } : {}) };
  return (
    <Page given title={copy.title(child.pseudonym)} lead={copy.lead} back={{ href: paths.child(child.token), label: child.pseudonym }}>
      <ProblemSummary title={giving.problem.title} kept={giving.problem.kept} problems={{ ...refused?.problems, ...(problem ? { places: problem } : {}) }} notice={refused?.notice ?? null} />
      {review ? (
        <>
          <ReviewFacts locale={locale} review={{ ...review, ...refused?.same }} extra={[[account.sponsorship.places, copy.place(review.places)]]} />
          <p className="mt-3">
            <a href={`${paths.sponsor(child.token)}?${new URLSearchParams({ frequency, currency })}`}>{giving.review.change}</a>
          </p>
          <p className="mt-6">{copy.terms}</p>
          <p className="mt-3">{copy.held(35)}</p>
          <PayForm locale={locale} action={`${paths.sponsor(child.token)}?${new URLSearchParams({ ...chosen, attempt: review.attemptId })}`} review={{ ...review, ...refused?.same }} hidden={chosen} person={refused?.person ?? { email: '', name: '' }} problems={refused?.problems ?? {}} />
        </>
      ) : (
        <form action={paths.sponsor(child.token)} className="grid gap-8">
          <p className="flex items-center gap-4">
            <Avatar id={child.avatar} size={72} />
            <span className="hint">{children.profile.protected}</span>
          </p>
          <Choices name="frequency" legend={giving.give.frequency} value={frequency} columns="sm:grid-cols-2" options={(['month', 'year'] as const).map((value) => ({ value, label: giving.frequency[value], hint: price(1, value) }))} />
          <Choices name="places" legend={copy.places} value={fields.places} columns="sm:grid-cols-2" options={Array.from({ length: free }, (_, index) => ({ value: String(index + 1), label: copy.place(index + 1), hint: price(index + 1, frequency) }))} />
          <div className="max-w-[26rem]">
            <label className="label" htmlFor="currency">
              {giving.give.currency}
            </label>
            <select className="input mt-2 w-auto! min-w-28" id="currency" name="currency" defaultValue={currency}>
              {CURRENCIES.map((code) => (
                <option key={code} value={code}>
                  {code.toUpperCase()} · {formatMoney(POLICY[code].slotPrice, code, locale)} {giving.per.month}
                </option>
              ))}
            </select>
          </div>
          <Check name="cover" label={giving.give.cover} hint={giving.give.coverHint} checked={fields.cover} />
          <button className="button button-lantern justify-self-start">{giving.give.next}</button>
        </form>
      )}
    </Page>
  );
}
