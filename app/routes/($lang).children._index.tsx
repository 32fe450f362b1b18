import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { bandOf } from '../children/closed-list';
import { gallery } from '../children/queries.server';
import { shownTo } from '../children/shown';
import { localeOf } from '../platform/http/locale';
import { ChildGallery } from '../ui/child-gallery';
import { childMeta } from '../ui/page-meta';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const locale = localeOf(params);
  const query = new URL(request.url).searchParams;
  const band = bandOf(query.get('band'));
  const page = /^[1-9]\d{0,3}$/.test(query.get('page') ?? '1') ? Number(query.get('page') ?? '1') : 0;
  const shown = await gallery(context.services.db, { band, page: Math.max(1, page) });
  if (page < 1 || page > shown.pages) throw new Response(null, { status: 404 });
  return { locale, band, page, ...shown, children: shown.children.map((child) => shownTo(child, locale)) };
}

export const meta = childMeta(({ children }) => children.gallery.title);

export default function Children() {
  return <ChildGallery {...useLoaderData<typeof loader>()} />;
}
