import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { POLICY as CHILDREN_POLICY } from '../children/policy';
import { profile } from '../children/queries.server';
import { nameIn } from '../children/shown';
import { openCheckout } from '../giving/checkout-session.server';
import { CHILDREN_FUND, openFunds } from '../giving/funds.server';
import { fieldsOf, personFields, type ReadField } from '../giving/gift-form';
import { differing, readGiver, unavailable, type Refused } from '../giving/read-giver.server';
import { currencyOf, POLICY } from '../giving/policy';
import { attemptOf, reviewOf } from '../giving/review.server';
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

export async function action({ request, params, context }: ActionFunctionArgs) {
  const locale = localeOf(params);
  const { services } = context;
  const form = await readForm(request);
  const refuse = (refused: Partial<Refused> & { full?: boolean }, status: number) => data<Refused & { full: boolean }>({ full: false, problems: {}, notice: null, same: null, ...refused, person: personFields(form.text) }, status);

  const child = await profile(services, params['token'] ?? '');
  if (!child) return refuse({ full: true }, 404);
  // Whether the places are still free is decided where they are taken, not here.
  const choice = chosen(form.text, services.env.organisation.currency, CHILDREN_POLICY.slotsPerChild);
  if (!choice) return refuse({ notice: textFor(locale).giving.problem.places }, 400);
  const who = await readGiver(services, form.text, choice.gift, locale, context.address);
  if ('refused' in who) return refuse(who.refused, who.status);

  const { currency, frequency, feeCover: cover } = choice.gift;
  const stored = await storeSponsorship(services, { currency, frequency, feeCover: cover, language: locale, ...who.giver }, { token: child.token, slots: choice.places });
  if (stored.outcome === 'full' || stored.outcome === 'not_shown') return refuse({ full: true }, 409);
  if (stored.outcome === 'differs') return refuse(differing(services, choice.gift, locale), 409);
  const opened = await openCheckout(services, who.giver.attemptId);
  if (opened.outcome === 'redirect') return redirect(opened.url, 303);
  if (opened.outcome === 'over') return redirect(pathsFor(locale).thanks(who.giver.attemptId), 303);
  return refuse(unavailable(form.text, locale), 503);
}

export const meta = childMeta(({ children }) => children.gallery.title);

export default function Sponsor() {
  const { locale, shown } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (!shown) return <NoPlace locale={locale} why={textFor(locale).giving.sponsor.notShown} />;
  return <SponsorForm locale={locale} {...shown} full={refused?.full === true || shown.free === 0} refused={refused ?? null} />;
}
