import type { Tx } from '../platform/db/client.server';

/** What a donor may read: the ids of the account and of the donors joined into it. */
export async function donorGroup(db: Tx, donorId: string): Promise<string[]> {
  const joined = await db.donor.findMany({ where: { joinedIntoId: donorId }, orderBy: { createdAt: 'asc' }, select: { id: true } });
  return [donorId, ...joined.map(({ id }) => id)];
}
