import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { openCheckout } from '../giving/checkout-session.server';
import { openFunds } from '../giving/funds.server';
import { fieldsOf, giftContent, giftFields, personFields, readGift, readPerson, type FieldProblems, type PersonFields } from '../giving/gift-form';
import { guardForm } from '../giving/guard.server';
import { attemptOf, freshAttempt, reviewOf, type Review } from '../giving/review.server';
import { storeGift } from '../giving/start-gift.server';
import { pathsFor } from '../lib/paths';
import { readForm } from '../platform/http/forms.server';
import { localeOf } from '../platform/http/locale';
import { storeRecurring } from '../sponsorship/start-recurring.server';
import { textFor } from '../text';
import { privateMeta } from '../ui/page-meta';
import { GiveForm } from '../ui/give-form';
import { GiveReview } from '../ui/give-review';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const locale = localeOf(params);
  const { services } = context;
  const fields = giftFields(fieldsOf(new URL(request.url).searchParams), services.env.organisation.currency);
  const funds = await openFunds(services.db, locale);
  const read = readGift(fields, funds.map(({ code }) => code), textFor(locale).giving.problem, locale);
  if ('problems' in read) return data({ locale, funds, fields, problems: read.problems, review: null }, 400);
  const fundName = funds.find(({ code }) => code === read.gift.fundCode)?.name ?? '';
  return { locale, funds, fields, problems: {}, review: reviewOf(services, read.gift, fundName, await attemptOf(services, request)) };
}

export const headers = () => ({ 'Cache-Control': 'no-store' });

interface Refused {
  problems: FieldProblems;
  /** A sentence about the form as a whole. */
  notice: string | null;
  person: PersonFields;
  /** The attempt goes on where it was stored; otherwise the next sending is a new one. */
  same: Pick<Review, 'attemptId' | 'token'> | null;
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const locale = localeOf(params);
  const { services } = context;
  const copy = textFor(locale).giving.problem;
  const form = await readForm(request);
  const fields = giftFields(form.text, services.env.organisation.currency);
  const person = personFields(form.text);
  const refuse = (refused: Partial<Refused>, status: number) => data<Refused>({ problems: {}, notice: null, same: null, ...refused, person }, status);

  const funds = await openFunds(services.db, locale);
  const gift = readGift(fields, funds.map(({ code }) => code), copy, locale);
  const giver = readPerson(person, copy);
  if ('problems' in gift) return refuse({ problems: gift.problems }, 400);
  if ('problems' in giver) return refuse({ problems: giver.problems }, 400);
  const same = { attemptId: form.text('attempt'), token: form.text('token') };
  const verdict = await guardForm(services, form.text, giftContent(gift.gift), giver.person.email, context.address);
  if (typeof verdict === 'object') return refuse({ notice: copy.limited(Math.ceil(verdict.waitSeconds / 60)) }, 429);
  // Who was too fast presses the same form again.
  if (verdict === 'too_fast') return refuse({ notice: copy.too_fast, same }, 400);
  if (verdict !== 'fine') return refuse({ notice: copy[verdict] }, 400);

  const input = { ...gift.gift, ...giver.person, attemptId: same.attemptId, language: locale };
  const { frequency } = input;
  const stored = frequency === 'once' ? await storeGift(services, input) : await storeRecurring(services, { ...input, frequency });
  if (stored.outcome === 'differs') return refuse({ notice: copy.differs, same: freshAttempt(services, gift.gift) }, 409);
  const opened = await openCheckout(services, input.attemptId);
  if (opened.outcome === 'redirect') return redirect(opened.url, 303);
  if (opened.outcome === 'over') return redirect(pathsFor(locale).thanks(input.attemptId), 303);
  return refuse({ notice: copy.unavailable, same }, 503);
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => {
  const copy = textFor(page?.locale ?? 'en');
  return privateMeta(copy.giving.review.title, matches);
};

export default function ReviewGift() {
  const { locale, funds, fields, problems, review } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (!review) return <GiveForm locale={locale} funds={funds} fields={fields} problems={problems} />;
  return <GiveReview locale={locale} review={{ ...review, ...refused?.same }} fields={fields} person={refused?.person ?? { email: '', name: '' }} problems={refused?.problems ?? {}} notice={refused?.notice ?? null} />;
}
