import type { Locale } from '../text';
import type { Db } from '../platform/db/client.server';
import type { Services } from '../platform/services.server';

/** The fund of a gift that names none, and the one that sponsorships are designated to. */
export const GENERAL_FUND = 'where-needed';
export const CHILDREN_FUND = 'orphan-care';

const INITIAL_FUNDS = [
  { code: GENERAL_FUND, position: 1, nameEn: 'Where it is needed most', nameKo: '가장 필요한 곳' },
  { code: CHILDREN_FUND, position: 2, nameEn: 'Care for children', nameKo: '아이 돌봄' },
  { code: 'refugee-care', position: 3, nameEn: 'Care for refugees in hiding', nameKo: '숨어 지내는 난민 돌봄' },
];

/** A new installation can take gifts at once; funds that exist are left as they are. */
export async function prepareFunds({ db }: Pick<Services, 'db'>): Promise<void> {
  await db.fund.createMany({ data: INITIAL_FUNDS, skipDuplicates: true });
}

export interface FundChoice {
  code: string;
  name: string;
}

export async function openFunds(db: Db, locale: Locale): Promise<FundChoice[]> {
  const funds = await db.fund.findMany({ where: { open: true }, orderBy: { position: 'asc' }, select: { code: true, nameEn: true, nameKo: true } });
  return funds.map(({ code, nameEn, nameKo }) => ({ code, name: locale === 'ko' ? nameKo : nameEn }));
}
