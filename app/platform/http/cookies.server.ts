import type { Env } from '../env.server';

type Site = Pick<Env, 'siteUrl'>;

/**
 * True where browsers keep `Secure` cookies: over https, and (checked in Chromium 156) over plain http on loopback.
 * A sandbox opened on another address of the machine gets plain names, or nobody could sign in there.
 */
function keepsSecureCookies(siteUrl: string): boolean {
  const { protocol, hostname } = new URL(siteUrl);
  return protocol === 'https:' || hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

const nameOf = (env: Site, name: string) => (keepsSecureCookies(env.siteUrl) ? `__Host-${name}` : name);

/** The value of a cookie of ours, null when it didn't come. Values are base64url and dots, so nothing is ever quoted or escaped. */
export function readCookie(env: Site, request: Request, name: string): string | null {
  const prefix = `${nameOf(env, name)}=`;
  const pair = (request.headers.get('cookie') ?? '').split(/;\s*/).find((part) => part.startsWith(prefix));
  const value = pair?.slice(prefix.length) ?? '';
  return /^[\w.-]{1,1024}$/.test(value) ? value : null;
}

/** A `Set-Cookie` header's value. @param maxAge seconds; 0 removes the cookie */
export function cookie(env: Site, name: string, value: string, maxAge: number): string {
  return `${nameOf(env, name)}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${keepsSecureCookies(env.siteUrl) ? '; Secure' : ''}`;
}
