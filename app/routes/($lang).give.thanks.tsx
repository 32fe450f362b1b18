import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { openCheckout } from '../giving/checkout-session.server';
import { attemptView, type AttemptView } from '../giving/queries.server';
import { nextGiftDate } from '../giving/rules';
import { localeOf } from '../platform/http/locale';
import { errorFields } from '../platform/log.server';
import type { Services } from '../platform/services.server';
import { syncCheckoutSession } from '../sponsorship/sync.server';
import { textFor } from '../text';
import { titled } from '../ui/page-meta';
import { Thanks } from '../ui/thanks';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SESSION = /^cs_\w{8,120}$/;

async function find(services: Services, query: URLSearchParams): Promise<AttemptView | null> {
  const id = query.get('attempt') ?? '';
  const sessionId = query.get('session') ?? '';
  if (SESSION.test(sessionId)) return attemptView(services, { sessionId });
  return UUID.test(id) ? attemptView(services, { id }) : null;
}

/** The redirect proves nothing: the page fetches the session and shows what it then says. Whoever holds the address sees the gift, no person. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const locale = localeOf(params);
  const { services } = context;
  const query = new URL(request.url).searchParams;
  let attempt = await find(services, query);
  let answered = true;
  if (attempt?.sessionId && (attempt.state === 'open' || attempt.state === 'created' || attempt.state === 'pending')) {
    try {
      await syncCheckoutSession(services, attempt.sessionId);
      attempt = await find(services, query);
    } catch (error) {
      answered = false;
      services.log.error({ event: 'thanks.sync_failed', ...errorFields(error) });
    }
  }
  // Who comes back by the cancel link may go on: the session is still theirs to pay.
  const opened = attempt?.state === 'open' && answered ? await openCheckout(services, attempt.id) : null;
  return {
    locale,
    state: !attempt ? ('unknown' as const) : !answered || attempt.state === 'created' ? ('checking' as const) : attempt.state,
    again: Object.fromEntries([...query].filter(([name]) => name === 'attempt' || name === 'session')),
    checkoutUrl: opened?.outcome === 'redirect' ? opened.url : null,
    gift: attempt && {
      amount: attempt.amount + attempt.feeCover,
      currency: attempt.currency,
      frequency: attempt.frequency,
      fund: attempt.fund[locale],
      next: nextGiftDate(attempt.frequency, attempt.createdAt)?.toISOString() ?? null,
      timeZone: services.env.organisation.timeZone,
    },
  };
}

export const headers = () => ({ 'Cache-Control': 'no-store' });

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const copy = textFor(data?.locale ?? 'en');
  return [
    titled(copy.giving.thanks.title, matches),
    { name: 'robots', content: 'noindex' },
    ...(data?.state === 'checking' ? [{ httpEquiv: 'refresh', content: '4' }] : []),
  ];
};

export default function ThankYou() {
  return <Thanks {...useLoaderData<typeof loader>()} />;
}
