import type { Tx } from '../platform/db/client.server';
import type { Services } from '../platform/services.server';
import type { Language } from '../../prisma/client/enums';

export interface Contact {
  email: string;
  name: string | null;
  language: Language;
}

/** Opens a donor's sealed fields; null for an unknown donor and for one whose data key was destroyed. */
export function contactOf({ db, vault }: Pick<Services, 'db' | 'vault'>, donorId: string): Promise<Contact | null> {
  return contactIn(vault, db, donorId);
}

/** The same inside the caller's transaction. */
export async function contactIn(vault: Services['vault'], db: Tx, donorId: string): Promise<Contact | null> {
  const donor = await db.donor.findUnique({ where: { id: donorId }, select: { language: true, dataKey: true, dataKeyId: true, email: true, name: true } });
  if (!donor?.dataKey) return null;
  const key = vault.openDataKey(donorId, donor);
  return {
    email: key.open('Donor.email', donorId, donor.email),
    name: donor.name && key.open('Donor.name', donorId, donor.name),
    language: donor.language,
  };
}
