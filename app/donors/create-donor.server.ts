import { randomUUID } from 'node:crypto';
import type { Tx } from '../platform/db/client.server';
import type { Services } from '../platform/services.server';
import type { Language } from '../../prisma/client/enums';
import { normaliseEmail } from './email';

export interface NewDonor {
  /** As `parseEmail` returned it. */
  email: string;
  name?: string;
  language: Language;
}

/**
 * Stores a donor under a new id and a new data key. An address that was only typed proves nothing, so it never
 * leads to a donor that exists; `proveAddress` joins them later.
 */
export async function createDonor({ clock, vault }: Pick<Services, 'clock' | 'vault'>, tx: Tx, { email, name, language }: NewDonor): Promise<{ donorId: string }> {
  const donorId = randomUUID();
  const { wrapped, key } = vault.createDataKey(donorId);
  await tx.donor.create({
    data: {
      id: donorId,
      createdAt: clock.now(),
      language,
      ...wrapped,
      emailIndex: vault.index('email', normaliseEmail(email)),
      email: key.seal('Donor.email', donorId, email),
      name: name ? key.seal('Donor.name', donorId, name) : null,
    },
    select: { id: true },
  });
  return { donorId };
}
