import { randomUUID } from 'node:crypto';
import type { Language } from '../../prisma/client/enums';
import type { Tx } from '../platform/db/client.server';
import type { Services } from '../platform/services.server';
import { normaliseEmail } from './email';

/**
 * Stores a donor whose address is not proven: always a new one, so that nobody's giving shows up under an address that
 * somebody else typed. `proveAddress` joins them.
 */
export async function createDonor({ vault }: Pick<Services, 'vault'>, tx: Tx, { email, name, language }: { email: string; name?: string; language: Language }): Promise<{ donorId: string }> {
  const id = randomUUID();
  const { wrapped, key } = vault.createDataKey(id);
  await tx.donor.create({
    data: {
      id,
      language,
      ...wrapped,
      emailIndex: vault.index('email', normaliseEmail(email)),
      email: key.seal('Donor.email', id, email),
      name: name ? key.seal('Donor.name', id, name) : null,
    },
  });
  return { donorId: id };
}
