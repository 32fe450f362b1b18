import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireDonor } from '../access/session.server';
import { contactOf } from '../donors/contact.server';
import { localeOf } from '../platform/http/locale';
import { sponsorshipsOf } from '../sponsorship/queries.server';
import { FINAL_STATES } from '../sponsorship/rules';
import { textFor } from '../text';
import { privateMeta } from '../ui/page-meta';
import { AccountOverview } from '../ui/account-overview';
import { recurringView } from '../ui/account-words';

export const headers = () => ({ 'Cache-Control': 'no-store' });

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const locale = localeOf(params);
  const { services } = context;
  const { donorId, group } = await requireDonor(request, context, params);
  const [contact, sponsorships] = await Promise.all([contactOf(services, donorId), sponsorshipsOf(services, group)]);
  const show = (sponsorship: (typeof sponsorships)[number]) => recurringView(sponsorship, locale, services.env.organisation.timeZone);
  const over = (sponsorship: (typeof sponsorships)[number]) => FINAL_STATES.includes(sponsorship.state);
  return {
    locale,
    name: contact?.name ?? null,
    current: sponsorships.filter((sponsorship) => !over(sponsorship)).map(show),
    past: sponsorships.filter(over).map(show),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const copy = textFor(data?.locale ?? 'en');
  return privateMeta(copy.account.title, matches);
};

export default function AccountPage() {
  return <AccountOverview {...useLoaderData<typeof loader>()} />;
}
