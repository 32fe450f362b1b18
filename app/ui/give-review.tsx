import type { FieldProblems, GiftFields, PersonFields } from '../giving/gift-form';
import type { Review } from '../giving/review.server';
import { pathsFor } from '../lib/paths';
import { textFor, type Locale } from '../text';
import { ProblemSummary } from './fields';
import { Page } from './page';
import { PayForm, ReviewFacts } from './pay-form';

/** The second step: everything once more, and who gives. */
export function GiveReview({ locale, review, fields, person, problems, notice }: { locale: Locale; review: Review; fields: GiftFields; person: PersonFields; problems: FieldProblems; notice: string | null }) {
  const { giving } = textFor(locale);
  const paths = pathsFor(locale);
  const chosen = { frequency: fields.frequency, currency: fields.currency, preset: fields.preset, amount: fields.amount, fund: fields.fund, ...(fields.cover ? { cover: '1' } : {}) };
  return (
    <Page title={giving.review.title} lead={giving.review.lead}>
      <ProblemSummary title={giving.problem.title} kept={giving.problem.kept} problems={problems} notice={notice} />
      <ReviewFacts locale={locale} review={review} />
      <p className="mt-3">
        <a href={`${paths.give()}?${new URLSearchParams(chosen)}`}>{giving.review.change}</a>
      </p>
      <PayForm locale={locale} action={`${paths.review()}?${new URLSearchParams({ ...chosen, attempt: review.attemptId })}`} review={review} hidden={chosen} person={person} problems={problems} />
    </Page>
  );
}
