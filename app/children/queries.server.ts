import type { Db, Tx } from '../platform/db/client.server';
import type { Services } from '../platform/services.server';
import { PUBLIC_SELECT, TOKEN, type AgeBand, type Interest, type Pronoun } from './closed-list';
import { POLICY } from './policy';

export interface ShownChild {
  token: string;
  pseudonym: string;
  ageBand: AgeBand | null;
  pronoun: Pronoun;
  interest: Interest | null;
  avatar: string;
  greeting: string;
  /** Whether a place is free. How many, and who has the others, nobody learns. */
  open: boolean;
}

export const PAGE_SIZE = 12;

// Counted in the same query; how many are free goes no further than here.
const select = { ...PUBLIC_SELECT, _count: { select: { slots: { where: { sponsorshipId: null } } } } } as const;

const shown = <T extends { _count: { slots: number } }>({ _count, ...child }: T) => ({ ...child, open: _count.slots > 0 });

export interface Gallery {
  children: ShownChild[];
  pages: number;
  /** Rounded down, so that one more or one less is not seen. */
  roundedCount: number;
  /** Too few are shown for profiles to be safe: donors sponsor a place in the home instead. */
  groupOnly: boolean;
}

/** Those who have waited longest first. @param page from 1 */
export async function gallery(db: Db, { band, page }: { band: AgeBand | null; page: number }): Promise<Gallery> {
  const where = { publication: 'published' as const, ...(band ? { ageBand: band } : {}) };
  const [count, rows] = await Promise.all([
    db.child.count({ where }),
    db.child.findMany({ where, orderBy: [{ firstRelease: 'asc' }, { position: 'asc' }], skip: (page - 1) * PAGE_SIZE, take: PAGE_SIZE, select }),
  ]);
  const groupOnly = count < Math.max(POLICY.k, POLICY.kFloor);
  return { children: groupOnly ? [] : rows.map(shown), pages: groupOnly ? 1 : Math.max(1, Math.ceil(count / PAGE_SIZE)), roundedCount: Math.floor(count / POLICY.countStep) * POLICY.countStep, groupOnly };
}

// The one page that is never cached and read most: a prepared statement, in one round trip.
const PROFILE = {
  name: 'child-profile',
  text: `SELECT ${Object.keys(PUBLIC_SELECT).map((column) => `child."${column}"`).join(', ')}, EXISTS (SELECT 1 FROM "Slot" slot WHERE slot."childToken" = child."token" AND slot."sponsorshipId" IS NULL) AS "open"
    FROM "Child" child WHERE child."token" = $1 AND child."publication" = 'published'`,
};

/** One shown child; null for anything else, a malformed token included. */
export async function profile({ pool }: Pick<Services, 'pool'>, token: string): Promise<ShownChild | null> {
  if (!TOKEN.test(token)) return null;
  const { rows } = await pool.query<ShownChild>({ ...PROFILE, values: [token] });
  return rows[0] ?? null;
}

export async function isPublished(tx: Tx, token: string): Promise<boolean> {
  return TOKEN.test(token) && (await tx.child.count({ where: { token, publication: 'published' } })) === 1;
}

/** What sponsors see of their own children, by token. */
export async function sponsoredChildren(db: Pick<Db, 'child'>, tokens: string[]): Promise<Map<string, { token: string; pseudonym: string; avatar: string; visible: boolean }>> {
  if (tokens.length === 0) return new Map();
  const rows = await db.child.findMany({ where: { token: { in: tokens } }, select: { token: true, pseudonym: true, avatar: true, publication: true } });
  return new Map(rows.map(({ publication, ...child }) => [child.token, { ...child, visible: publication === 'published' }]));
}
