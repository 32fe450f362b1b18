import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { supportMix } from '../children/policy';
import { pathsFor } from '../lib/paths';
import { localeOf } from '../platform/http/locale';
import { Page, Paragraphs } from '../ui/page';
import { publicMeta } from '../ui/page-meta';
import { SupportMix } from '../ui/support-mix';
import { useText } from '../ui/use-text';

export function loader({ params }: LoaderFunctionArgs) {
  return { locale: localeOf(params), mix: supportMix() };
}
export const meta = publicMeta(({ story }) => story.impact);

export default function Impact() {
  const { locale, mix } = useLoaderData<typeof loader>();
  const { impact } = useText().story;
  return (
    <Page title={impact.title} lead={impact.lead}>
      <div className="prose">
        {impact.sections.map(({ title, text }, index) => [
          <h2 key={title}>{title}</h2>,
          <Paragraphs key={`${title}-text`} of={text} />,
          index === 1 ? <SupportMix key="mix" locale={locale} mix={mix} /> : null,
        ])}
      </div>
      <p className="mt-10">
        <a className="button button-lantern" href={pathsFor(locale).give()}>
          {impact.give}
        </a>
      </p>
    </Page>
  );
}
