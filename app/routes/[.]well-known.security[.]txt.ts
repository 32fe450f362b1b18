import type { LoaderFunctionArgs } from '@remix-run/node';
import { pathsFor } from '../lib/paths';

const DAY_MS = 86_400_000;

/** Where to tell of a weakness (RFC 9116). It expires within a year, as the RFC asks, and renews itself. */
export function loader({ context }: LoaderFunctionArgs) {
  const { organisation, siteUrl } = context.services.env;
  const expires = new Date(Math.ceil((Date.now() + 180 * DAY_MS) / DAY_MS) * DAY_MS).toISOString();
  const lines = [`Contact: mailto:${organisation.contactEmail}`, `Policy: ${siteUrl}${pathsFor('en').contact()}`, `Canonical: ${siteUrl}/.well-known/security.txt`, 'Preferred-Languages: en, ko', `Expires: ${expires}`, ''];
  return new Response(lines.join('\n'), { headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'public, max-age=3600' } });
}
