import { randomUUID } from 'node:crypto';
import type { Tx } from '../platform/db/client.server';
import type { Services } from '../platform/services.server';
import { codeHashOf, hashOf, sameHash, signInSecrets } from './secrets.server';

export const SIGN_IN_MINUTES = 10;
export const CODE_TRIES = 5;

/** Why a link or a code opens nothing. */
export type UseProblem =
  /** Not a link or code of ours; a wrong code costs one of the tries. */
  | 'wrong'
  | 'used'
  | 'old'
  /** Too many wrong codes. */
  | 'dead'
  /** Not the browser that asked. */
  | 'other_browser';

export type Use = { outcome: 'used_now'; donorId: string } | { outcome: UseProblem };

/** Stores a request of ten minutes, wall time; null as donor for an unknown address. @returns its id, from which the mail is written */
export async function storeSignInRequest({ vault }: Pick<Services, 'vault'>, tx: Tx, { donorId, browser }: { donorId: string | null; browser: string }): Promise<string> {
  const id = randomUUID();
  const { token, code } = signInSecrets(vault, id);
  const now = Date.now();
  await tx.signInRequest.create({
    data: { id, donorId, linkHash: hashOf(token), codeHash: codeHashOf(id, code), browserHash: hashOf(browser), createdAt: new Date(now), expiresAt: new Date(now + SIGN_IN_MINUTES * 60_000) },
    select: { id: true },
  });
  return id;
}

interface RequestState {
  usedAt: Date | null;
  expiresAt: Date;
  codeTries: number;
}

function over({ usedAt, expiresAt, codeTries }: RequestState): 'used' | 'old' | 'dead' | null {
  if (usedAt) return 'used';
  if (expiresAt.getTime() <= Date.now()) return 'old';
  return codeTries >= CODE_TRIES ? 'dead' : null;
}

const live = () => ({ usedAt: null, expiresAt: { gt: new Date() }, codeTries: { lt: CODE_TRIES } });

/** What a link would do, without doing it: mail scanners open links too. */
export async function signInLinkState(db: Tx, token: string, browser: string | null): Promise<'ready' | UseProblem> {
  const request = await db.signInRequest.findUnique({ where: { linkHash: hashOf(token) }, select: { donorId: true, browserHash: true, usedAt: true, expiresAt: true, codeTries: true } });
  if (!request?.donorId) return 'wrong';
  const problem = over(request);
  if (problem) return problem;
  return browser && sameHash(request.browserHash, hashOf(browser)) ? 'ready' : 'other_browser';
}

/** Uses a link up. Of any number at once, exactly one gets `used_now`. */
export async function useSignInLink(tx: Tx, token: string, browser: string | null): Promise<Use> {
  if (browser) {
    const [used] = await tx.signInRequest.updateManyAndReturn({
      where: { linkHash: hashOf(token), browserHash: hashOf(browser), donorId: { not: null }, ...live() },
      data: { usedAt: new Date() },
      select: { donorId: true },
    });
    if (used?.donorId) return { outcome: 'used_now', donorId: used.donorId };
  }
  const state = await signInLinkState(tx, token, browser);
  return { outcome: state === 'ready' ? 'used' : state };
}

/** Whether this browser has a request that a code can still answer. */
export async function awaitsCode(db: Tx, browser: string | null): Promise<boolean> {
  return browser !== null && (await db.signInRequest.count({ where: { browserHash: hashOf(browser), ...live() } })) > 0;
}

/**
 * Uses a code up, in the browser that asked. Every call costs each open request of that browser one try, counted before
 * comparing, so that guessing side by side gains nothing.
 * @param code as `readCode` returned it
 */
export async function useSignInCode(tx: Tx, code: string, browser: string | null): Promise<Use> {
  if (!browser) return { outcome: 'other_browser' };
  const browserHash = hashOf(browser);
  const open = await tx.signInRequest.updateManyAndReturn({
    where: { browserHash, ...live() },
    data: { codeTries: { increment: 1 } },
    select: { id: true, donorId: true, codeHash: true, codeTries: true },
  });
  const match = open.find(({ id, codeHash }) => sameHash(codeHash, codeHashOf(id, code)));
  if (match?.donorId) {
    const { count } = await tx.signInRequest.updateMany({ where: { id: match.id, usedAt: null }, data: { usedAt: new Date() } });
    return count === 1 ? { outcome: 'used_now', donorId: match.donorId } : { outcome: 'used' };
  }
  if (open.length > 0) return { outcome: open.some(({ codeTries }) => codeTries < CODE_TRIES) ? 'wrong' : 'dead' };
  const last = await tx.signInRequest.findFirst({ where: { browserHash }, orderBy: { createdAt: 'desc' }, select: { usedAt: true, expiresAt: true, codeTries: true } });
  return { outcome: last ? (over(last) ?? 'old') : 'other_browser' };
}
