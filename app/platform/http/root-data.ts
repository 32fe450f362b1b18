import { useRouteLoaderData } from '@remix-run/react';
import type { Locale } from '../../text';

export interface Organisation {
  name: string;
  legalName: string;
  address: string;
  taxId: string;
  contactEmail: string;
  country: string;
  currency: string;
  timeZone: string;
}

export interface RootData {
  locale: Locale;
  mode: 'sandbox' | 'test' | 'live';
  path: string;
  siteUrl: string;
  signedIn: boolean;
  /** Names this request in the log. */
  reference: string;
  organisation: Organisation;
  sandbox: { outbox: string; payments: string } | null;
}

/** What every page knows, from the root loader. */
export function useRootData(): RootData | undefined {
  return useRouteLoaderData<RootData>('root');
}

export function useOrganisation(): Organisation {
  const data = useRootData();
  if (!data) throw new Error('The root data is missing.');
  return data.organisation;
}
