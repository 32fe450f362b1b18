import { PassThrough } from 'node:stream';
import { createReadableStreamFromReadable, type DataFunctionArgs, type EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
import { errorFields } from './platform/log.server';
import type { AppLoadContext } from '@remix-run/node';

export { runCommand, start } from './start.server';

const RENDER_TIMEOUT_MS = 10_000;

/** Pages carry no script, so nothing could fill in what streams later: a page is sent when all of it is ready. */
export default function handleRequest(request: Request, status: number, headers: Headers, remixContext: EntryContext, context: AppLoadContext) {
  setPageHeaders(request, headers);
  return new Promise<Response>((resolve, reject) => {
    let responseStatus = status;
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={remixContext} url={request.url} abortDelay={RENDER_TIMEOUT_MS} />, {
      onAllReady() {
        const body = new PassThrough();
        headers.set('Content-Type', 'text/html; charset=utf-8');
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status: responseStatus }));
        pipe(body);
      },
      onShellError: reject,
      onError(error) {
        responseStatus = 500;
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
