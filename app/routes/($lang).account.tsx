import { Outlet, useParams } from '@remix-run/react';
import { AccountNav } from '../ui/account-nav';

export const headers = () => ({ 'Cache-Control': 'no-store' });

/** Only the frame: each page below authorises itself, as all of them are reachable alone. */
export default function Account() {
  return (
    <>
      <AccountNav locale={useParams()['lang'] === 'ko' ? 'ko' : 'en'} />
      <Outlet />
    </>
  );
}
