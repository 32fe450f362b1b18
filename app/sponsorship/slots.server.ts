import type { Tx } from '../platform/db/client.server';

/**
 * Gives `count` free slots of a child to a sponsorship, or none at all.
 * The rows of the child are locked in one order, so that racing donors wait for each other; a row holds one sponsorship at most.
 * @returns whether they were free
 */
export async function reserveSlots(tx: Tx, childToken: string, count: number, sponsorshipId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ number: number; sponsorshipId: string | null }[]>`
    SELECT "number", "sponsorshipId" FROM "Slot" WHERE "childToken" = ${childToken} ORDER BY "number" FOR UPDATE`;
  const free = rows.filter((row) => row.sponsorshipId === null).slice(0, count).map((row) => row.number);
  if (count < 1 || free.length < count) return false;
  const taken = await tx.slot.updateMany({ where: { childToken, number: { in: free }, sponsorshipId: null }, data: { sponsorshipId } });
  if (taken.count !== count) throw new Error('A locked slot was taken.');
  return true;
}

export async function releaseSlots(tx: Tx, sponsorshipId: string): Promise<void> {
  await tx.slot.updateMany({ where: { sponsorshipId }, data: { sponsorshipId: null } });
}

export async function freeSlots(tx: Pick<Tx, 'slot'>, childToken: string): Promise<number> {
  return tx.slot.count({ where: { childToken, sponsorshipId: null } });
}
