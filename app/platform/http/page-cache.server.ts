import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { IncomingMessage, ServerResponse } from 'node:http';

interface CachedPage {
  until: number;
  bodies: Record<'br' | 'gzip' | 'identity', { headers: Record<string, string>; body: Buffer }>;
}

export interface PageCache {
  /** Answers from the cache; false when it can't. */
  serve(request: IncomingMessage, response: ServerResponse): boolean;
  /** True for a request whose answer may be kept: an anonymous GET of a page that is the same for everybody. */
  accepts(request: IncomingMessage): boolean;
  keep(request: IncomingMessage, page: { headers: Record<string, string>; html: Buffer }): void;
  clear(): void;
}

const KEEP_MS = 60_000;

/**
 * Whole pages for anonymous visitors, compressed once. Pages with a fixed policy and no script have nothing personal in them;
 * which paths these are is the caller's list, so child pages can never get in here.
 */
export function createPageCache(paths: ReadonlySet<string>, sessionCookie: string, commonHeaders: Record<string, string>): PageCache {
  const pages = new Map<string, CachedPage>();
  const accepts = (request: IncomingMessage) =>
    (request.method === 'GET' || request.method === 'HEAD') && paths.has(request.url ?? '') && !(request.headers.cookie ?? '').includes(sessionCookie);
  return {
    accepts,
    serve(request, response) {
      const page = pages.get(request.url ?? '');
      if (!page || page.until < Date.now() || !accepts(request)) return false;
      const accepted = request.headers['accept-encoding'] ?? '';
      const { headers, body } = page.bodies[/\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : 'identity'];
      response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body);
      return true;
    },
    keep(request, { headers, html }) {
      const { 'cache-control': _uncached, ...own } = headers;
      const common = { ...commonHeaders, ...own, 'Cache-Control': 'public, max-age=0, must-revalidate', Vary: 'Accept-Encoding, Cookie' };
      const variant = (body: Buffer, encoding?: string) => ({
        body,
        headers: {
          ...common,
          'Content-Length': String(body.length),
          ...(encoding ? { 'Content-Encoding': encoding } : {}),
        },
      });
      pages.set(request.url ?? '', {
        until: Date.now() + KEEP_MS,
        bodies: {
          br: variant(brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } }), 'br'),
          gzip: variant(gzipSync(html), 'gzip'),
          identity: variant(html),
        },
      });
    },
    clear: () => pages.clear(),
  };
}
