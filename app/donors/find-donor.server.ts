import type { Tx } from '../platform/db/client.server';
import type { Services } from '../platform/services.server';
import { normaliseEmail } from './email';

/** The donor that a sign-in mail to this address is for: the account if there is one, else the oldest who gave from it. */
export async function donorOfAddress({ vault }: Pick<Services, 'vault'>, tx: Tx, email: string): Promise<string | null> {
  const donor = await tx.donor.findFirst({
    where: { emailIndex: { in: vault.indexes('email', normaliseEmail(email)) }, joinedIntoId: null, dataKey: { not: null } },
    orderBy: [{ provenAt: { sort: 'asc', nulls: 'last' } }, { createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  return donor?.id ?? null;
}
