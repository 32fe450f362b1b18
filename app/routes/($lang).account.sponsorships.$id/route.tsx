import { randomUUID } from 'node:crypto';
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireDonor } from '../../access/session.server';
import { formatDate } from '../../lib/dates';
import { decimalOf, formatMoney } from '../../lib/money';
import { pathsFor } from '../../lib/paths';
import { readForm } from '../../platform/http/forms.server';
import { localeOf } from '../../platform/http/locale';
import type { Services } from '../../platform/services.server';
import { sponsorshipOf, type SponsorshipView } from '../../sponsorship/queries.server';
import { requestChange } from '../../sponsorship/request-change.server';
import { allows, pauseOf } from '../../sponsorship/rules';
import { textFor, type Locale } from '../../text';
import { privateMeta } from '../../ui/page-meta';
import { AccountSponsorship } from '../../ui/account-sponsorship';
import { recurringView, stepName } from '../../ui/account-words';
import { changeId, CHANGES, readChange, refusalSentence, typedChange, type Change, type TypedChange } from './read-change.server';

const NO_STORE = { 'Cache-Control': 'no-store' };
export const headers = () => NO_STORE;

/** The donor's own, or a 404 that is the same for an unknown id and for somebody else's. */
async function own(services: Services, group: string[], id: string | undefined): Promise<SponsorshipView> {
  const sponsorship = await sponsorshipOf(services, group, id ?? '');
  if (!sponsorship) throw new Response(null, { status: 404, headers: NO_STORE });
  return sponsorship;
}

/** What the sponsorship itself now says of a change that was just made; null when it says something else. */
function doneSentence(change: Change | undefined, view: ReturnType<typeof recurringView>, locale: Locale): string | null {
  const copy = textFor(locale).account.sponsorship.done;
  if (change === 'pause' && view.state === 'paused' && view.pausedUntil) return copy.pause(view.pausedUntil);
  if (change === 'resume' && view.state === 'active') return copy.resume;
  if (change === 'amount' && view.state === 'active' && view.nextDate) return copy.amount(view.amount, view.nextDate);
  if (change === 'end' && view.state === 'ending' && view.ends) return copy.ending(view.ends);
  return change === 'end' && view.state === 'ended' ? copy.ended : null;
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const locale = localeOf(params);
  const { services } = context;
  const { group } = await requireDonor(request, context, params);
  const sponsorship = await own(services, group, params['id']);
  const { timeZone } = services.env.organisation;
  const date = (instant: Date) => formatDate(instant, locale, timeZone);
  const view = recurringView(sponsorship, locale, timeZone);
  const done = CHANGES.find((change) => change === new URL(request.url).searchParams.get('done'));
  const { nextChargeAt, currency, minimum, maximum, transitions } = sponsorship;
  return {
    locale,
    view,
    formId: randomUUID(),
    done: doneSentence(done, view, locale),
    can: {
      pause: allows('pause', sponsorship) && nextChargeAt !== null,
      resume: allows('resume', sponsorship),
      amount: allows('amount', sponsorship),
      endAtPeriod: allows('end_at_period', sponsorship),
      endNow: allows('end_now', sponsorship),
    },
    yearly: sponsorship.frequency === 'year',
    slots: sponsorship.slotCount > 0,
    nextDate: view.nextDate,
    amount: view.amount,
    pauses: nextChargeAt
      ? [1, 2, 3].map((months) => {
          const pause = pauseOf(nextChargeAt, months);
          return { months, until: date(pause.resumesAt), next: date(pause.nextChargeAt) };
        })
      : [],
    change: { currency: currency.toUpperCase(), current: decimalOf(sponsorship.amount, currency), minimum: formatMoney(minimum, currency, locale), maximum: formatMoney(maximum, currency, locale) },
    history: transitions.map(({ kind, to, at }) => ({ date: date(at), what: stepName(kind, to, textFor(locale).account) })),
  };
}

interface Answer {
  formId: string | null;
  typed: TypedChange;
  problem: string | null;
  /** Stored; Stripe has not answered yet. */
  kept: boolean;
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const locale = localeOf(params);
  const { services } = context;
  const { donorId, group } = await requireDonor(request, context, params);
  const sponsorship = await own(services, group, params['id']);
  const form = await readForm(request);
  const formId = form.uuid('form');
  const typed = typedChange(form);
  const answer = (status: number, said: { problem: string } | { kept: true }) => data<Answer>({ formId, typed, problem: null, kept: false, ...said }, status);

  const read = readChange(typed, sponsorship, locale);
  if (!formId) return answer(400, { problem: textFor(locale).account.sponsorship.problem.form });
  if ('problem' in read) return answer(400, { problem: read.problem });
  const outcome = await requestChange(services, { sponsorshipId: sponsorship.id, donorGroup: group, request: read.request, actor: `donor:${donorId}`, formId: changeId(formId, read.request) });
  if (outcome.outcome === 'kept') return answer(202, { kept: true });
  if (outcome.outcome === 'done') return redirect(`${pathsFor(locale).sponsorship(sponsorship.id)}?done=${read.request.kind}`, { status: 303, headers: NO_STORE });
  if (outcome.reason === 'not_found') throw new Response(null, { status: 404, headers: NO_STORE });
  return answer(outcome.reason === 'not_possible_now' ? 409 : 422, { problem: refusalSentence(outcome.reason, sponsorship, locale) });
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => {
  const copy = textFor(page?.locale ?? 'en');
  // No pseudonym in a title: it would stay in the browser's history.
  return privateMeta(page?.view.places ? copy.account.name.sponsorship : (page?.view.name ?? copy.account.title), matches);
};

export default function SponsorshipPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <AccountSponsorship {...page} formId={answer?.formId ?? page.formId} typed={answer?.typed ?? null} problem={answer?.problem ?? null} kept={answer?.kept ?? false} />;
}
