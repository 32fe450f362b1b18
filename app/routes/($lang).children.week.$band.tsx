import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { bandOf } from '../children/closed-list';
import { pathsFor } from '../lib/paths';
import { localeOf } from '../platform/http/locale';
import { Notice, Page } from '../ui/page';
import { childMeta } from '../ui/page-meta';
import { useText } from '../ui/use-text';

export function loader({ params }: LoaderFunctionArgs) {
  const locale = localeOf(params);
  const band = bandOf(params['band']);
  if (!band) throw new Response(null, { status: 404 });
  return { locale, band };
}

export const meta = childMeta(({ children }) => children.profile.week);

export default function Week() {
  const { locale, band } = useLoaderData<typeof loader>();
  const { week } = useText().children;
  const paths = pathsFor(locale);
  return (
    <Page title={week.title[band]} back={{ href: paths.children(), label: week.back }}>
      <Notice>{week.composite}</Notice>
      <div className="prose">
        {week.days[band].map(({ title, text }) => [<h2 key={title}>{title}</h2>, <p key={text}>{text}</p>])}
      </div>
      <p className="mt-12">
        <a className="button button-lantern" href={paths.children({ band })}>
          {week.see}
        </a>
      </p>
    </Page>
  );
}
