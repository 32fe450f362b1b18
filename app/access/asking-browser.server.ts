import { randomBytes } from 'node:crypto';
import { cookie, readCookie } from '../platform/http/cookies.server';
import { safePath } from '../platform/http/safe-redirect';
import type { Services } from '../platform/services.server';

const COOKIE = 'sign-in';
/** Outlives the request by far, so that an old link is called old in the browser that asked. */
const LIFE_SECONDS = 3_600;
const SECRET = /^[\w-]{43}$/;

export interface AskingBrowser {
  secret: string;
  /** Where its person wanted to go; null for the account. */
  returnTo: string | null;
}

/** The browser that asked for a sign-in mail, as its cookie says. */
export function askingBrowser({ env }: Pick<Services, 'env'>, request: Request): AskingBrowser | null {
  const [secret = '', target] = (readCookie(env, request, COOKIE) ?? '').split('.');
  if (!SECRET.test(secret)) return null;
  return { secret, returnTo: (target && safePath(Buffer.from(target, 'base64url').toString('utf8'), '')) || null };
}

/** A browser that asks again keeps its secret: the first of two mails still works in it. */
export function newAskingBrowser(known: AskingBrowser | null, returnTo: string | null): AskingBrowser {
  return { secret: known?.secret ?? randomBytes(32).toString('base64url'), returnTo };
}

/** `Set-Cookie`; null removes it. */
export function askingBrowserCookie({ env }: Pick<Services, 'env'>, browser: AskingBrowser | null): string {
  const target = browser?.returnTo ? `.${Buffer.from(browser.returnTo).toString('base64url')}` : '';
  return cookie(env, COOKIE, browser ? `${browser.secret}${target}` : '', browser ? LIFE_SECONDS : 0);
}
