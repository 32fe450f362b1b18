import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { profile } from '../children/queries.server';
import { nameIn } from '../children/shown';
import { openCheckout } from '../giving/checkout-session.server';
import { CHILDREN_FUND, openFunds } from '../giving/funds.server';
import { fieldsOf, giftContent, personFields, readPerson, type FieldProblems, type PersonFields, type ReadField } from '../giving/gift-form';
import { guardForm } from '../giving/guard.server';
import { currencyOf, POLICY } from '../giving/policy';
import { attemptOf, freshAttempt, reviewOf, type Review } from '../giving/review.server';
import { feeCover, sponsorshipAmount } from '../giving/rules';
import { pathsFor } from '../lib/paths';
import { readForm } from '../platform/http/forms.server';
import { localeOf } from '../platform/http/locale';
import { freeSlots } from '../sponsorship/slots.server';
import { storeSponsorship } from '../sponsorship/start-recurring.server';
import { textFor } from '../text';
import { childMeta } from '../ui/page-meta';
import { NoPlace, SponsorForm } from '../ui/sponsor-form';

/** What was chosen, judged; null while nothing (or nothing possible) is chosen. The price is the policy's, not the form's. */
function chosen(read: ReadField, currencyFallback: string, free: number) {
  const currency = currencyOf(read('currency') || currencyFallback);
  const frequency = read('frequency') === 'year' ? ('year' as const) : ('month' as const);
  const places = Number(read('places'));
  if (!currency || !Number.isInteger(places) || places < 1 || places > free) return null;
  const amount = sponsorshipAmount(places, currency, frequency);
  return { places, gift: { currency, frequency, amount, feeCover: read('cover') === '1' ? feeCover(amount, POLICY[currency].fee) : 0, fundCode: CHILDREN_FUND } };
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const locale = localeOf(params);
  const { services } = context;
  const query = new URL(request.url).searchParams;
  const child = await profile(services, params['token'] ?? '');
  // A hidden child is answered like one that never was: kindly, and with nothing to learn from it.
  if (!child) return data({ locale, shown: null }, 404);
  const free = await freeSlots(services.db, child.token);
  const choice = chosen(fieldsOf(query), services.env.organisation.currency, free);
  const fundName = choice ? ((await openFunds(services.db, locale)).find(({ code }) => code === CHILDREN_FUND)?.name ?? '') : '';
  const shown = {
    child: { token: child.token, pseudonym: nameIn(child.pseudonym, locale), avatar: child.avatar },
    free,
    fields: { currency: currencyOf(query.get('currency')) ?? services.env.organisation.currency, frequency: query.get('frequency') === 'year' ? 'year' : 'month', places: query.get('places') ?? '1', cover: query.get('cover') === '1' },
    review: choice && { ...reviewOf(services, choice.gift, fundName, await attemptOf(services, request)), places: choice.places },
    problem: query.has('places') && !choice && free > 0 ? textFor(locale).giving.problem.places : null,
  };
  return data({ locale, shown }, shown.problem ? 400 : 200);
}

interface Refused {
  full: boolean;
  problems: FieldProblems;
  notice: string | null;
  person: PersonFields;
  same: Pick<Review, 'attemptId' | 'token'> | null;
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const locale = localeOf(params);
  const { services } = context;
  const copy = textFor(locale).giving.problem;
  const form = await readForm(request);
  const person = personFields(form.text);
  const refuse = (refused: Partial<Refused>, status: number) => data<Refused>({ full: false, problems: {}, notice: null, same: null, ...refused, person }, { status });

  const child = await profile(services, params['token'] ?? '');
  if (!child) return refuse({ full: true }, 404);
  // Whether the places are still free is decided where they are taken, not here.
  const choice = chosen(form.text, services.env.organisation.currency, 12);
  if (!choice) return refuse({ notice: copy.places }, 400);
  const giver = readPerson(person, copy);
  if ('problems' in giver) return refuse({ problems: giver.problems }, 400);
  const attemptId = form.text('attempt');
  const same = { attemptId, token: form.text('token') };
  const verdict = await guardForm(services, form.text, giftContent(choice.gift), giver.person.email, context.address);
  if (typeof verdict === 'object') return refuse({ notice: copy.limited(Math.ceil(verdict.waitSeconds / 60)) }, 429);
  // Who was too fast presses the same form again.
  if (verdict === 'too_fast') return refuse({ notice: copy.too_fast, same }, 400);
  if (verdict !== 'fine') return refuse({ notice: copy[verdict] }, 400);

  const { currency, frequency, feeCover: cover } = choice.gift;
  const stored = await storeSponsorship(services, { attemptId, currency, frequency, feeCover: cover, language: locale, ...giver.person }, { token: child.token, slots: choice.places });
  if (stored.outcome === 'full' || stored.outcome === 'not_shown') return refuse({ full: true }, 409);
  if (stored.outcome === 'differs') return refuse({ notice: copy.differs, same: freshAttempt(services, choice.gift) }, 409);
  const opened = await openCheckout(services, attemptId);
  if (opened.outcome === 'redirect') return redirect(opened.url, 303);
  if (opened.outcome === 'over') return redirect(pathsFor(locale).thanks(attemptId), 303);
  return refuse({ notice: copy.unavailable, same }, 503);
}

export const meta = childMeta(({ children }) => children.gallery.title);

export default function Sponsor() {
  const { locale, shown } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (!shown) return <NoPlace locale={locale} why={textFor(locale).giving.sponsor.notShown} />;
  return <SponsorForm locale={locale} {...shown} full={refused?.full === true || shown.free === 0} refused={refused ?? null} />;
}
