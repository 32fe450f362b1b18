import { randomBytes } from 'node:crypto';
import { redirect, type AppLoadContext } from '@remix-run/node';
import { pathsFor } from '../lib/paths';
import type { Tx } from '../platform/db/client.server';
import { cookie, readCookie } from '../platform/http/cookies.server';
import { localeOf } from '../platform/http/locale';
import { safePath } from '../platform/http/safe-redirect';
import type { Services } from '../platform/services.server';
import { donorGroup } from './group.server';
import { hashOf } from './secrets.server';

export interface CurrentDonor {
  donorId: string;
  sessionId: string;
}

export interface SignedInDonor extends CurrentDonor {
  /** The ids whose gifts and sponsorships the donor may read. */
  group: string[];
}

const COOKIE = 'session';
const LIFE_SECONDS = 30 * 86_400;
const SEEN_EVERY_MS = 3_600_000;

export function sessionValue({ env }: Pick<Services, 'env'>, request: Request): string | null {
  return readCookie(env, request, COOKIE);
}

/** `Set-Cookie` for a value that `openSession` returned; null removes the cookie. */
export function sessionCookie({ env }: Pick<Services, 'env'>, value: string | null): string {
  return cookie(env, COOKIE, value ?? '', value ? LIFE_SECONDS : 0);
}

/**
 * Starts a session under a new random value, so that one planted before is worth nothing.
 * @param previous the value that the browser held until now; its session ends
 * @returns the value for the cookie, of which only the hash is stored
 */
export async function openSession(tx: Tx, donorId: string, previous: string | null): Promise<string> {
  if (previous) await closeSession(tx, previous);
  const value = randomBytes(32).toString('base64url');
  const now = Date.now();
  await tx.session.create({
    data: { id: hashOf(value), donorId, createdAt: new Date(now), lastSeenAt: new Date(now), expiresAt: new Date(now + LIFE_SECONDS * 1000) },
    select: { id: true },
  });
  return value;
}

export async function closeSession(db: Tx, value: string): Promise<void> {
  await db.session.deleteMany({ where: { id: hashOf(value) } });
}

/** Who is signed in; null for no, an unknown and an expired session alike. */
export async function currentDonor(request: Request, { services }: Pick<AppLoadContext, 'services'>): Promise<CurrentDonor | null> {
  const value = sessionValue(services, request);
  if (!value) return null;
  const now = Date.now();
  const session = await services.db.session.findFirst({
    where: { id: hashOf(value), expiresAt: { gt: new Date(now) } },
    select: { id: true, donorId: true, lastSeenAt: true, donor: { select: { joinedIntoId: true } } },
  });
  if (!session) return null;
  const due = new Date(now - SEEN_EVERY_MS);
  if (session.lastSeenAt < due) await services.db.session.updateMany({ where: { id: session.id, lastSeenAt: { lt: due } }, data: { lastSeenAt: new Date(now) } });
  return { sessionId: session.id, donorId: session.donor.joinedIntoId ?? session.donorId };
}

/** The sign-in page that leads back to `returnTo` afterwards. */
export function signInPath(locale: ReturnType<typeof localeOf>, returnTo?: string): string {
  const paths = pathsFor(locale);
  return returnTo && returnTo !== paths.account() ? `${paths.signIn()}?${new URLSearchParams({ returnTo })}` : paths.signIn();
}

/** @throws a redirect to the sign-in page; a GET is what it leads back to, a form's address is not */
export async function requireDonor(request: Request, context: Pick<AppLoadContext, 'services'>, params: { lang?: string | undefined }): Promise<SignedInDonor> {
  const locale = localeOf(params);
  const donor = await currentDonor(request, context);
  if (donor) return { ...donor, group: await donorGroup(context.services.db, donor.donorId) };
  const { pathname, search } = new URL(request.url);
  const account = pathsFor(locale).account();
  // Remix adds `.data` and its own query to the address of a client-side navigation.
  const here = safePath(`${pathname.replace(/\.data$/, '')}${search}`, account);
  throw redirect(signInPath(locale, here), { status: 303, headers: { 'Cache-Control': 'no-store' } });
}
