import type { Db, Tx } from '../platform/db/client.server';

/**
 * The person behind a donor has shown that the address is theirs: all donors with that address become one account.
 * Nothing is moved or deleted: a joined donor keeps its data and payments and points to the account.
 * @returns the donor that the account is
 */
export async function proveAddress(tx: Tx, donorId: string): Promise<{ donorId: string }> {
  const { emailIndex } = await tx.donor.findUniqueOrThrow({ where: { id: donorId }, select: { emailIndex: true } });
  // In one order, so that two sign-ins at once wait for each other.
  await tx.$queryRaw`SELECT 1 FROM "Donor" WHERE "emailIndex" = ${emailIndex} ORDER BY "id" FOR UPDATE`;
  const donors = await tx.donor.findMany({ where: { emailIndex, joinedIntoId: null }, orderBy: { createdAt: 'asc' }, select: { id: true, provenAt: true } });
  const account = donors.find(({ provenAt }) => provenAt !== null) ?? donors[0];
  if (!account) {
    const joined = await tx.donor.findUniqueOrThrow({ where: { id: donorId }, select: { joinedIntoId: true } });
    return { donorId: joined.joinedIntoId ?? donorId };
  }
  const now = new Date();
  if (!account.provenAt) await tx.donor.update({ where: { id: account.id }, data: { provenAt: now } });
  const others = donors.filter(({ id }) => id !== account.id).map(({ id }) => id);
  await tx.donor.updateMany({ where: { id: { in: others } }, data: { joinedIntoId: account.id, joinedAt: now } });
  return { donorId: account.id };
}

/** The ids whose giving an account shows: its own and those joined into it. */
export async function donorGroup(db: Pick<Db, 'donor'>, donorId: string): Promise<string[]> {
  const joined = await db.donor.findMany({ where: { joinedIntoId: donorId }, select: { id: true } });
  return [donorId, ...joined.map(({ id }) => id)];
}
