import type { LoaderFunctionArgs, LinksFunction, MetaFunction } from '@remix-run/node';
import { isRouteErrorResponse, Links, Meta, Outlet, useLoaderData, useRouteError, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { currentDonor } from './access/session.server';
import type { RootData } from './platform/http/root-data';
import { LOCALES, textFor } from './text';
import { ErrorPage, errorText } from './ui/error-page';
import { SiteShell } from './ui/site-shell';
import styles from './styles.css?inline';

export const links: LinksFunction = () => [
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
];

/** Where no page's own title is rendered: errors. */
export const meta: MetaFunction<typeof loader> = ({ data, error }) => {
  const { common } = textFor(data?.locale ?? 'en');
  const name = data?.organisation.name ?? '';
  return [{ title: error ? [errorText(common, isRouteErrorResponse(error) ? error.status : 500).title, name].filter(Boolean).join(' · ') : name }];
};

export async function loader({ request, context }: LoaderFunctionArgs): Promise<RootData> {
  const { env } = context.services;
  const { pathname } = new URL(request.url);
  const first = pathname.split('/')[1];
  const { name, legalName, address, taxId, contactEmail, country, currency, timeZone } = env.organisation;
  return {
    locale: LOCALES.find((locale) => locale === first) ?? 'en',
    mode: env.mode,
    path: pathname,
    siteUrl: env.siteUrl,
    reference: context.reference,
    signedIn: (await currentDonor(request, context)) !== null,
    organisation: { name, legalName, address, taxId, contactEmail, country, currency, timeZone },
    sandbox: context.sandbox && { outbox: context.sandbox.outboxUrl, payments: context.sandbox.paymentsUrl },
  };
}

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('root');
  return (
    <html lang={data?.locale ?? 'en'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        {/* Inside the page: on a slow line a second round trip before the first paint costs more than its bytes. */}
        <style dangerouslySetInnerHTML={{ __html: styles }} />
        <Links />
      </head>
      <body>{data ? <SiteShell data={data}>{children}</SiteShell> : children}</body>
    </html>
  );
}

export default function App() {
  useLoaderData<typeof loader>();
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  const data = useRouteLoaderData<typeof loader>('root');
  return <ErrorPage locale={data?.locale ?? 'en'} reference={data?.reference} status={isRouteErrorResponse(error) ? error.status : 500} />;
}
