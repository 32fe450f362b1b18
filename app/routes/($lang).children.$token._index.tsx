import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { supportMix } from '../children/policy';
import { profile } from '../children/queries.server';
import { shownTo } from '../children/shown';
import { sponsorshipPrice } from '../giving/rules';
import { localeOf } from '../platform/http/locale';
import { ChildProfile } from '../ui/child-profile';
import { childMeta } from '../ui/page-meta';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const locale = localeOf(params);
  const { env } = context.services;
  const child = await profile(context.services, params['token'] ?? '');
  if (!child) throw new Response(null, { status: 404 });
  return { locale, child: shownTo(child, locale), mix: supportMix(child.ageBand ?? undefined), price: sponsorshipPrice(env.organisation.currency) };
}

// No name in the title: it would stay in the browser's history.
export const meta = childMeta(({ children }) => children.gallery.title);

export default function Profile() {
  return <ChildProfile {...useLoaderData<typeof loader>()} />;
}
