import type { LoaderFunctionArgs } from '@remix-run/node';

/** Search engines may read the story; pages about children and of persons are not theirs. */
export function loader({ context }: LoaderFunctionArgs) {
  const { siteUrl } = context.services.env;
  const closed = ['children', 'account', 'sign-in', 'sign-out', 'give/review', 'give/thanks'].flatMap((path) => [`Disallow: /${path}`, `Disallow: /ko/${path}`]);
  return new Response(['User-agent: *', ...closed, '', `Sitemap: ${siteUrl}/sitemap.xml`, ''].join('\n'), { headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' } });
}
