import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { closeSession, currentDonor, sessionCookie, sessionValue } from '../access/session.server';
import { pathsFor } from '../lib/paths';
import { localeOf } from '../platform/http/locale';
import { textFor } from '../text';
import { privateMeta } from '../ui/page-meta';
import { SignOut } from '../ui/sign-in';

const NO_STORE = { 'Cache-Control': 'no-store' };
export const headers = () => NO_STORE;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  return { locale: localeOf(params), signedIn: (await currentDonor(request, context)) !== null };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const locale = localeOf(params);
  const { services } = context;
  const value = sessionValue(services, request);
  if (value) await closeSession(services.db, value);
  return redirect(pathsFor(locale).signOut(), { status: 303, headers: { ...NO_STORE, 'Set-Cookie': sessionCookie(services, null) } });
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => {
  const copy = textFor(page?.locale ?? 'en');
  return privateMeta(page?.signedIn === false ? copy.signIn.out.doneTitle : copy.signIn.out.title, matches);
};

export default function SignOutPage() {
  const { locale, signedIn } = useLoaderData<typeof loader>();
  return <SignOut locale={locale} signedIn={signedIn} />;
}
