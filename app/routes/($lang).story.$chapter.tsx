import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { CHAPTERS } from '../lib/paths';
import { localeOf } from '../platform/http/locale';
import { ChapterPage } from '../ui/chapter-page';
import { publicMeta } from '../ui/page-meta';

export function loader({ params }: LoaderFunctionArgs) {
  const locale = localeOf(params);
  const chapter = CHAPTERS.find((known) => known === params['chapter']);
  if (!chapter) throw new Response(null, { status: 404 });
  return { locale, chapter };
}

export const meta: MetaFunction<typeof loader> = (args) => (args.data ? publicMeta(({ story }) => story.chapters[args.data?.chapter ?? 'refugees'])(args) : []);

export default function ChapterRoute() {
  return <ChapterPage {...useLoaderData<typeof loader>()} />;
}
