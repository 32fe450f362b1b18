import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { openCheckout } from '../giving/checkout-session.server';
import { openFunds } from '../giving/funds.server';
import { fieldsOf, giftFields, personFields, readGift } from '../giving/gift-form';
import { differing, readGiver, unavailable, type Refused } from '../giving/read-giver.server';
import { attemptOf, reviewOf } from '../giving/review.server';
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

export async function action({ request, params, context }: ActionFunctionArgs) {
  const locale = localeOf(params);
  const { services } = context;
  const form = await readForm(request);
  const refuse = (refused: Partial<Refused>, status: number) => data<Refused>({ problems: {}, notice: null, same: null, ...refused, person: personFields(form.text) }, status);

  const funds = await openFunds(services.db, locale);
  const read = readGift(giftFields(form.text, services.env.organisation.currency), funds.map(({ code }) => code), textFor(locale).giving.problem, locale);
  if ('problems' in read) return refuse({ problems: read.problems }, 400);
  const { gift } = read;
  const who = await readGiver(services, form.text, gift, locale, context.address);
  if ('refused' in who) return refuse(who.refused, who.status);

  const input = { ...gift, ...who.giver, language: locale };
  const { frequency } = input;
  const stored = frequency === 'once' ? await storeGift(services, input) : await storeRecurring(services, { ...input, frequency });
  if (stored.outcome === 'differs') return refuse(differing(services, gift, locale), 409);
  const opened = await openCheckout(services, input.attemptId);
  if (opened.outcome === 'redirect') return redirect(opened.url, 303);
  if (opened.outcome === 'over') return redirect(pathsFor(locale).thanks(input.attemptId), 303);
  return refuse(unavailable(form.text, locale), 503);
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
