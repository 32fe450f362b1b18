import { createCookie } from '@remix-run/node';

// Chromium and Firefox treat 127.0.0.1 and localhost as trustworthy, so `__Host-` cookies work in the sandbox too.
const SECURE = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const;

export const SESSION_DAYS = 30;

/** The session's random value; the database holds its hash. */
export const sessionCookie = createCookie('__Host-session', { ...SECURE, maxAge: SESSION_DAYS * 86_400 });

/** Marks the browser that asked for a sign-in link. */
export const askedCookie = createCookie('__Host-asked', { ...SECURE, maxAge: 900 });

export async function readCookie(cookie: typeof sessionCookie, request: Request): Promise<string | null> {
  const value: unknown = await cookie.parse(request.headers.get('cookie'));
  return typeof value === 'string' && /^[\w-]{20,100}$/.test(value) ? value : null;
}
