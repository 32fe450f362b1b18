import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireDonor } from '../access/session.server';
import { givingHistory, type GiftRow } from '../giving/queries.server';
import { receiptNumber } from '../giving/receipt.server';
import { formatDate } from '../lib/dates';
import { formatMoney } from '../lib/money';
import { localeOf } from '../platform/http/locale';
import { textFor } from '../text';
import { privateMeta } from '../ui/page-meta';
import { AccountGiving } from '../ui/account-giving';

export const headers = () => ({ 'Cache-Control': 'no-store' });

const PAGE = 24;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const locale = localeOf(params);
  const { services } = context;
  const { group } = await requireDonor(request, context, params);
  const before = new URL(request.url).searchParams.get('before');
  const copy = textFor(locale);
  const { rows, next } = await givingHistory(services, group, { ...(before ? { before } : {}), limit: PAGE });
  const state = ({ state, refunded, amount, currency }: GiftRow) => {
    if (refunded === 0) return copy.account.giving.states[state];
    return refunded >= amount ? copy.account.giving.refunded : copy.account.giving.refundedPart(formatMoney(refunded, currency, locale));
  };
  return {
    locale,
    first: !before,
    next,
    rows: rows.map((row) => ({
      id: row.paymentId,
      // A day without a time: dated in UTC, as it is stored.
      date: formatDate(row.giftDate, locale, 'UTC'),
      amount: formatMoney(row.amount, row.currency, locale),
      fund: row.fund[locale],
      frequency: copy.giving.frequency[row.frequency],
      state: state(row),
      receipt: row.receipt && receiptNumber({ mode: services.env.mode, ...row.receipt }),
    })),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const copy = textFor(data?.locale ?? 'en');
  return privateMeta(copy.account.giving.title, matches);
};

export default function GivingPage() {
  return <AccountGiving {...useLoaderData<typeof loader>()} />;
}
