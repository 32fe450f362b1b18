import { Writable } from 'node:stream';
import type { AppLoadContext, DataFunctionArgs, EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
import { errorFields } from './platform/log.server';
import type { RootData } from './platform/http/root-data';

export { runCommand, start } from './start.server';

const RENDER_TIMEOUT_MS = 10_000;

/** Pages that were rendered, by all that they were rendered from; the oldest go first. */
const rendered = new Map<string, Buffer<ArrayBuffer>>();
const MOST_RENDERED = 256;

/**
 * A page without script is a function of its address and its data. Loaders run for every request, so nothing here can be out
 * of date or shown after it was taken down; only the work of rendering the same again is saved. Nobody's own pages are kept.
 */
function renderKey(request: Request, status: number, { staticHandlerContext: { loaderData, actionData, errors } }: EntryContext): string | null {
  const root = loaderData['root'] as RootData | undefined;
  if (request.method !== 'GET' || status !== 200 || errors || actionData || !root || root.signedIn) return null;
  return JSON.stringify([request.url, { ...loaderData, root: { ...root, reference: '' } }]);
}

function keep(key: string, page: Buffer<ArrayBuffer>) {
  const oldest = rendered.size >= MOST_RENDERED ? rendered.keys().next().value : undefined;
  if (oldest !== undefined) rendered.delete(oldest);
  rendered.set(key, page);
}

/** Nothing could fill in what streams later: a page is sent when all of it is ready. */
export default async function handleRequest(request: Request, status: number, headers: Headers, remixContext: EntryContext, context: AppLoadContext) {
  setPageHeaders(request, headers);
  headers.set('Content-Type', 'text/html; charset=utf-8');
  const key = renderKey(request, status, remixContext);
  const known = key ? rendered.get(key) : undefined;
  if (known) return new Response(known, { headers, status });
  const { page, failed } = await render(request, remixContext, context);
  if (key && !failed) keep(key, page);
  return new Response(page, { headers, status: failed ? 500 : status });
}

function render(request: Request, remixContext: EntryContext, context: AppLoadContext): Promise<{ page: Buffer<ArrayBuffer>; failed: boolean }> {
  return new Promise((resolve, reject) => {
    let failed = false;
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={remixContext} url={request.url} abortDelay={RENDER_TIMEOUT_MS} />, {
      onAllReady() {
        const chunks: Buffer[] = [];
        const sink = new Writable({
          write(chunk: Buffer, _encoding, done) {
            chunks.push(chunk);
            done();
          },
        });
        sink.once('finish', () => resolve({ page: Buffer.concat(chunks), failed }));
        pipe(sink);
      },
      onShellError: reject,
      onError(error) {
        failed = true;
        context.services.log.error({ event: 'render.failed', ...errorFields(error) });
      },
    });
    setTimeout(abort, RENDER_TIMEOUT_MS).unref();
  });
}

export function handleDataRequest(response: Response, { request }: DataFunctionArgs) {
  setPageHeaders(request, response.headers);
  return response;
}

const CHILD_PAGE = /^\/(?:ko\/)?children(?:[/.]|$)/;

/** No answer is kept by anybody unless a route says so; pages about children are never indexed either, errors included. */
function setPageHeaders(request: Request, headers: Headers) {
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  if (CHILD_PAGE.test(new URL(request.url).pathname)) headers.set('X-Robots-Tag', 'noindex, noarchive');
}

/** Bugs of loaders and actions; what they answer on purpose is thrown as a Response and not an error. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }) {
  if (request.signal.aborted) return;
  context.services.log.error({ event: 'request.failed', reference: context.reference, ...errorFields(error) });
}
