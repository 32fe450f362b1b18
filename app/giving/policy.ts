/** What may be given, per currency in minor units. One table; the rules and the forms read it. */
export const CURRENCIES = ['usd', 'eur', 'gbp', 'cad', 'krw'] as const;
export type Currency = (typeof CURRENCIES)[number];

export const FREQUENCIES = ['once', 'month', 'year'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

export interface CurrencyPolicy {
  minimum: number;
  maximum: number;
  /** Amounts to choose from, whatever the frequency. */
  presets: number[];
  /** One slot of a child's need, a month. */
  slotPrice: number;
  /** What Stripe keeps of a card payment: a share in thousandths plus a fixed part. */
  fee: { perMille: number; fixed: number };
}

const fee = { perMille: 29, fixed: 30 };

export const POLICY: Record<Currency, CurrencyPolicy> = {
  usd: { minimum: 500, maximum: 1_000_000, presets: [2000, 3800, 7600, 15000], slotPrice: 3800, fee },
  eur: { minimum: 500, maximum: 1_000_000, presets: [2000, 3500, 7000, 14000], slotPrice: 3500, fee },
  gbp: { minimum: 500, maximum: 1_000_000, presets: [1500, 3000, 6000, 12000], slotPrice: 3000, fee },
  cad: { minimum: 500, maximum: 1_000_000, presets: [2500, 5200, 10400, 20000], slotPrice: 5200, fee },
  krw: { minimum: 5000, maximum: 15_000_000, presets: [20000, 50000, 100000, 200000], slotPrice: 52000, fee },
};

export function currencyOf(value: string | null | undefined): Currency | null {
  return CURRENCIES.find((currency) => currency === value) ?? null;
}

export function frequencyOf(value: string | null | undefined): Frequency | null {
  return FREQUENCIES.find((frequency) => frequency === value) ?? null;
}
