import { randomBytes, randomUUID } from 'node:crypto';
import type { SignInRequest } from '../../prisma/client/client';
import { readCode, sha256, signInSecrets } from '../access/secrets.server';
import { createSession } from '../access/session.server';
import { transact, type Tx } from '../platform/db/client.server';
import { enqueueMail } from '../platform/mail/outbox.server';
import type { Services } from '../platform/services.server';
import { normaliseEmail } from './email';
import { proveAddress } from './prove-address.server';

const LIFE_MS = 10 * 60_000;
const MAX_CODE_TRIES = 5;

export type Asked = { outcome: 'asked'; /** For the cookie of the browser that asked. */ browser: string } | { outcome: 'limited'; waitSeconds: number };

/**
 * Somebody asks to sign in. A known and an unknown address are answered alike, in text and in work: the mail of an unknown one
 * is skipped when it would be sent.
 */
export async function askToSignIn(services: Services, email: string, visitor: string): Promise<Asked> {
  const { db, limits, vault } = services;
  const indexes = vault.indexes('email', normaliseEmail(email));
  const waitSeconds = await limits.take([
    { rule: 'sign-in.visitor', subject: visitor },
    { rule: 'sign-in.address', subject: Buffer.from(vault.index('email', normaliseEmail(email))).toString('base64url') },
  ]);
  if (waitSeconds !== null) return { outcome: 'limited', waitSeconds };
  const donor = await db.donor.findFirst({ where: { emailIndex: { in: indexes }, joinedIntoId: null, dataKeyId: { not: null } }, orderBy: [{ provenAt: { sort: 'asc', nulls: 'last' } }, { createdAt: 'asc' }], select: { id: true } });
  const id = randomUUID();
  const browser = randomBytes(32).toString('base64url');
  const { token, code } = signInSecrets(vault, id);
  await transact(db, async (tx) => {
    await tx.signInRequest.create({ data: { id, donorId: donor?.id ?? null, linkHash: sha256(token), codeHash: sha256(`${id}:${code}`), browserHash: sha256(browser), expiresAt: new Date(Date.now() + LIFE_MS) } });
    await enqueueMail(services, tx, { kind: 'sign-in', reference: id, dedupeKey: `sign-in:${id}` });
  });
  return { outcome: 'asked', browser };
}

export type LinkState = 'ready' | 'other_browser' | 'used' | 'expired' | 'unknown';

/** What a link would do, without doing it: mail scanners and previews open links too. */
export async function linkState({ db }: Pick<Services, 'db'>, token: string, browser: string | null): Promise<LinkState> {
  const request = await db.signInRequest.findUnique({ where: { linkHash: sha256(token) } });
  return request ? stateOf(request, browser) : 'unknown';
}

function stateOf(request: SignInRequest, browser: string | null): LinkState {
  if (request.usedAt) return 'used';
  if (request.expiresAt < new Date()) return 'expired';
  return browser && sha256(browser) === request.browserHash ? 'ready' : 'other_browser';
}

export type SignedInNow = { outcome: 'signed_in'; session: string } | { outcome: 'refused'; state: Exclude<LinkState, 'ready'> | 'wrong_code' };

/** Uses a link up. Of many at once one wins. */
export async function useLink({ db }: Pick<Services, 'db'>, token: string, browser: string | null): Promise<SignedInNow> {
  return transact(db, async (tx) => {
    const request = await tx.signInRequest.findUnique({ where: { linkHash: sha256(token) } });
    const state = request ? stateOf(request, browser) : 'unknown';
    return state === 'ready' && request ? consume(tx, request) : { outcome: 'refused', state: state === 'ready' ? 'unknown' : state };
  });
}

/** The code typed in the browser that asked; five tries, then the request is dead. */
export async function useCode({ db }: Pick<Services, 'db'>, typed: string, browser: string | null): Promise<SignedInNow> {
  if (!browser) return { outcome: 'refused', state: 'other_browser' };
  return transact<SignedInNow>(db, async (tx) => {
    const request = await tx.signInRequest.findFirst({ where: { browserHash: sha256(browser) }, orderBy: { createdAt: 'desc' } });
    if (!request) return { outcome: 'refused', state: 'unknown' };
    const state = stateOf(request, browser);
    if (state !== 'ready') return { outcome: 'refused', state };
    const counted = await tx.signInRequest.updateMany({ where: { id: request.id, codeTries: { lt: MAX_CODE_TRIES } }, data: { codeTries: { increment: 1 } } });
    if (counted.count === 0) return { outcome: 'refused', state: 'expired' };
    if (sha256(`${request.id}:${readCode(typed)}`) !== request.codeHash || !request.donorId) return { outcome: 'refused', state: 'wrong_code' };
    return consume(tx, request);
  });
}

async function consume(tx: Tx, request: SignInRequest): Promise<SignedInNow> {
  const won = await tx.signInRequest.updateMany({ where: { id: request.id, usedAt: null, expiresAt: { gt: new Date() } }, data: { usedAt: new Date() } });
  if (won.count === 0 || !request.donorId) return { outcome: 'refused', state: 'used' };
  const { donorId } = await proveAddress(tx, request.donorId);
  return { outcome: 'signed_in', session: await createSession(tx, donorId) };
}
