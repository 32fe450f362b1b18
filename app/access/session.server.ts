import { randomBytes } from 'node:crypto';
import { redirect, type AppLoadContext } from '@remix-run/node';
import { pathsFor } from '../lib/paths';
import type { Locale } from '../text';
import type { Tx } from '../platform/db/client.server';
import { readCookie, SESSION_DAYS, sessionCookie } from '../platform/http/cookies.server';
import { sha256 } from './secrets.server';

const DAY_MS = 86_400_000;
const SEEN_EVERY_MS = 3_600_000;

export interface SignedIn {
  donorId: string;
  sessionId: string;
}

/** A new session; its value goes into the cookie and is kept nowhere. Wall time: the sandbox's clock signs nobody out. */
export async function createSession(tx: Tx, donorId: string): Promise<string> {
  const value = randomBytes(32).toString('base64url');
  await tx.session.create({ data: { id: sha256(value), donorId, expiresAt: new Date(Date.now() + SESSION_DAYS * DAY_MS) } });
  return value;
}

/** Who is signed in, or null. */
export async function currentDonor(request: Request, { services: { db } }: AppLoadContext): Promise<SignedIn | null> {
  const value = await readCookie(sessionCookie, request);
  if (!value) return null;
  const session = await db.session.findUnique({ where: { id: sha256(value) }, select: { id: true, donorId: true, expiresAt: true, lastSeenAt: true } });
  if (!session || session.expiresAt < new Date()) return null;
  if (Date.now() - session.lastSeenAt.getTime() > SEEN_EVERY_MS) await db.session.updateMany({ where: { id: session.id }, data: { lastSeenAt: new Date() } });
  return { donorId: session.donorId, sessionId: session.id };
}

/** @throws a redirect to the sign-in page that leads back here */
export async function requireDonor(request: Request, context: AppLoadContext, locale: Locale): Promise<SignedIn> {
  const donor = await currentDonor(request, context);
  if (donor) return donor;
  const { pathname } = new URL(request.url);
  throw redirect(`${pathsFor(locale).signIn()}?${new URLSearchParams({ to: pathname })}`, 303);
}

/** Only paths of this site: anything else leads to `fallback`. */
export function safePath(to: string | null | undefined, fallback: string): string {
  return to && /^\/(?![/\\])[\w/.-]*$/.test(to) ? to : fallback;
}
