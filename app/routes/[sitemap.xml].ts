import type { LoaderFunctionArgs } from '@remix-run/node';
import { publicPages } from '../lib/paths';
import { LOCALES } from '../text';

/** The public pages in each language (sitemaps.org 0.9); nothing about children. */
export function loader({ context }: LoaderFunctionArgs) {
  const { siteUrl } = context.services.env;
  const pages = LOCALES.map(publicPages);
  const entries = pages.flatMap((paths) =>
    paths.map((path, index) => {
      const alternates = LOCALES.map((locale, language) => `<xhtml:link rel="alternate" hreflang="${locale}" href="${siteUrl}${pages[language]?.[index]}"/>`);
      return `<url><loc>${siteUrl}${path}</loc>${alternates.join('')}</url>`;
    }),
  );
  const xml = `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${entries.join('')}</urlset>`;
  return new Response(xml, { headers: { 'Content-Type': 'application/xml; charset=utf-8', 'Cache-Control': 'public, max-age=3600' } });
}
