import type { Tx } from '../platform/db/client.server';
import type { Services } from '../platform/services.server';
import { contactIn } from './contact.server';
import { normaliseEmail } from './email';

/**
 * Called when a mail to the donor's address was answered: every unproven donor of that address becomes one account with
 * the proven one, or with the oldest when none was proven yet. Nothing is deleted and nothing is copied; the joined keep
 * their rows and point at the account.
 * @returns the account's donor
 */
export async function proveAddress({ clock, vault }: Pick<Services, 'clock' | 'vault'>, tx: Tx, donorId: string): Promise<{ donorId: string }> {
  const contact = await contactIn(vault, tx, donorId);
  if (!contact) throw new Error('The address of a donor without a data key can’t be proven.');
  const indexes = vault.indexes('email', normaliseEmail(contact.email));
  // Locked in one order, so that two sign-ins of the same address follow each other.
  await tx.$queryRaw`SELECT 1 FROM "Donor" WHERE "emailIndex" = ANY(${indexes}) ORDER BY "id" FOR UPDATE`;
  const donors = await tx.donor.findMany({
    where: { emailIndex: { in: indexes }, joinedIntoId: null, dataKey: { not: null } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, provenAt: true },
  });
  const account = donors.find(({ provenAt }) => provenAt !== null) ?? donors[0];
  if (!account) throw new Error('No donor of this address is an account or can become one.');
  const now = clock.now();
  if (!account.provenAt) await tx.donor.update({ where: { id: account.id }, data: { provenAt: now }, select: { id: true } });
  const others = donors.filter(({ id, provenAt }) => id !== account.id && provenAt === null).map(({ id }) => id);
  await tx.donor.updateMany({ where: { id: { in: others } }, data: { joinedIntoId: account.id, joinedAt: now } });
  return { donorId: account.id };
}
