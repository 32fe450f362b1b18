import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { askingBrowser, askingBrowserCookie, newAskingBrowser } from '../access/asking-browser.server';
import { readCode } from '../access/secrets.server';
import { currentDonor, sessionCookie, sessionValue } from '../access/session.server';
import { awaitsCode } from '../access/sign-in-request.server';
import { parseEmail } from '../donors/email';
import { requestSignIn } from '../donors/request-sign-in.server';
import { signIn } from '../donors/sign-in.server';
import { pathsFor } from '../lib/paths';
import { readForm } from '../platform/http/forms.server';
import { localeOf } from '../platform/http/locale';
import { safePath } from '../platform/http/safe-redirect';
import { textFor } from '../text';
import { titled } from '../ui/page-meta';
import { SignInAddress, SignInCode, SignInFailed, type SignInProblem } from '../ui/sign-in';

const NO_STORE = { 'Cache-Control': 'no-store' };
export const headers = () => NO_STORE;

const STATUS: Record<SignInProblem, number> = { wrong: 400, used: 410, old: 410, dead: 410, other_browser: 403 };

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const locale = localeOf(params);
  const { services } = context;
  const query = new URL(request.url).searchParams;
  const returnTo = safePath(query.get('returnTo'), pathsFor(locale).account());
  if (await currentDonor(request, context)) throw redirect(returnTo, { status: 303, headers: NO_STORE });
  const waiting = query.has('sent') && (await awaitsCode(services.db, askingBrowser(services, request)?.secret ?? null));
  return { locale, returnTo, step: waiting ? ('code' as const) : ('address' as const) };
}

interface Refused {
  step: 'address' | 'code';
  typed: string;
  /** A sentence about what was typed. */
  problem: string | null;
  /** Why the whole request is over. */
  over: SignInProblem | null;
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const locale = localeOf(params);
  const { services } = context;
  const copy = textFor(locale).signIn.problem;
  const paths = pathsFor(locale);
  const form = await readForm(request);
  const browser = askingBrowser(services, request);
  const step = form.choice('step', ['address', 'code']) ?? 'address';
  const typed = form.text(step === 'code' ? 'code' : 'email');
  const refuse = (status: number, why: { problem: string } | { over: SignInProblem }) => data<Refused>({ step, typed, problem: null, over: null, ...why }, status);

  if (step === 'code') {
    const code = readCode(typed);
    if (!code) return refuse(400, { problem: copy.code_format });
    const outcome = await signIn(services, { code }, browser?.secret ?? null, sessionValue(services, request));
    if (outcome.outcome === 'wrong') return refuse(400, { problem: copy.code_wrong });
    if (outcome.outcome !== 'signed_in') return refuse(STATUS[outcome.outcome], { over: outcome.outcome });
    const signedIn = new Headers(NO_STORE);
    signedIn.append('Set-Cookie', sessionCookie(services, outcome.session));
    signedIn.append('Set-Cookie', askingBrowserCookie(services, null));
    return redirect(browser?.returnTo ?? paths.account(), { status: 303, headers: signedIn });
  }

  const read = parseEmail(typed);
  if ('problem' in read) return refuse(400, { problem: copy[read.problem] });
  const asking = newAskingBrowser(browser, safePath(form.text('returnTo'), paths.account()));
  const outcome = await requestSignIn(services, { email: read.email, address: context.address, browser: asking.secret });
  if (outcome.outcome === 'limited') return refuse(429, { problem: copy.limited(Math.ceil(outcome.waitSeconds / 60)) });
  return redirect(`${paths.signIn()}?sent`, { status: 303, headers: { ...NO_STORE, 'Set-Cookie': askingBrowserCookie(services, asking) } });
}

export const meta: MetaFunction<typeof loader> = ({ data: page, matches }) => {
  const copy = textFor(page?.locale ?? 'en');
  const title = page?.step === 'code' ? copy.signIn.sent.title : copy.signIn.title;
  return [titled(title, matches), { name: 'description', content: copy.signIn.description }, { name: 'robots', content: 'noindex' }];
};

export default function SignIn() {
  const { locale, returnTo, step } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (refused?.over) return <SignInFailed locale={locale} problem={refused.over} />;
  if ((refused?.step ?? step) === 'code') return <SignInCode locale={locale} typed={refused?.typed ?? ''} problem={refused?.problem ?? null} />;
  return <SignInAddress locale={locale} returnTo={returnTo} typed={refused?.typed ?? ''} problem={refused?.problem ?? null} />;
}
