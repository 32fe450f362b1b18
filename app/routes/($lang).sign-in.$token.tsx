import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { askingBrowser, askingBrowserCookie } from '../access/asking-browser.server';
import { sessionCookie, sessionValue } from '../access/session.server';
import { signInLinkState } from '../access/sign-in-request.server';
import { signIn } from '../donors/sign-in.server';
import { pathsFor } from '../lib/paths';
import { localeOf } from '../platform/http/locale';
import { textFor } from '../text';
import { privateMeta } from '../ui/page-meta';
import { SignInConfirm, SignInFailed } from '../ui/sign-in';

const NO_STORE = { 'Cache-Control': 'no-store' };
export const headers = () => NO_STORE;

const STATUS = { ready: 200, wrong: 400, used: 410, old: 410, dead: 410, other_browser: 403 } as const;

/** Only shows what the link would do. Mail scanners and previews open links as well. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const locale = localeOf(params);
  const { services } = context;
  const state = await signInLinkState(services.db, params['token'] ?? '', askingBrowser(services, request)?.secret ?? null);
  return data({ locale, state }, STATUS[state]);
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const locale = localeOf(params);
  const { services } = context;
  const browser = askingBrowser(services, request);
  const outcome = await signIn(services, { token: params['token'] ?? '' }, browser?.secret ?? null, sessionValue(services, request));
  if (outcome.outcome !== 'signed_in') return data({ problem: outcome.outcome }, STATUS[outcome.outcome]);
  const signedIn = new Headers(NO_STORE);
  signedIn.append('Set-Cookie', sessionCookie(services, outcome.session));
  signedIn.append('Set-Cookie', askingBrowserCookie(services, null));
  return redirect(browser?.returnTo ?? pathsFor(locale).account(), { status: 303, headers: signedIn });
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => {
  const copy = textFor(page?.locale ?? 'en');
  const title = !page || page.state === 'ready' ? copy.signIn.link.title : copy.signIn.failed[page.state].title;
  return privateMeta(title, matches);
};

export default function SignInLink() {
  const { locale, state } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem ?? (state === 'ready' ? null : state);
  return problem ? <SignInFailed locale={locale} problem={problem} /> : <SignInConfirm locale={locale} />;
}
