import { pathsFor } from '../lib/paths';
import { textFor, type Locale } from '../text';
import { Field } from './fields';
import { Page } from './page';

export type SignInProblem = 'wrong' | 'used' | 'old' | 'dead' | 'other_browser';

/** Asks for the address; there is no password. */
export function SignInAddress({ locale, returnTo, typed, problem }: { locale: Locale; returnTo: string; typed: string; problem: string | null }) {
  const { signIn: copy } = textFor(locale);
  const paths = pathsFor(locale);
  return (
    <Page title={copy.title} lead={copy.lead}>
      <form method="post" action={paths.signIn()} className="grid gap-5">
        <input type="hidden" name="step" value="address" />
        <input type="hidden" name="returnTo" value={returnTo} />
        <Field name="email" type="email" label={copy.email} hint={copy.emailHint} problem={problem ?? undefined} value={typed} autoComplete="email" inputMode="email" required maxLength={254} />
        <button className="button button-lantern justify-self-start">{copy.send}</button>
      </form>
      <p className="mt-10 border-t border-line pt-6">
        {copy.haveNone} <a href={paths.give()}>{copy.give}</a>
      </p>
    </Page>
  );
}

/** After asking: the same whether the address is known or not. */
export function SignInCode({ locale, typed, problem }: { locale: Locale; typed: string; problem: string | null }) {
  const { sent } = textFor(locale).signIn;
  const paths = pathsFor(locale);
  return (
    <Page title={sent.title} lead={sent.lead}>
      <p>{sent.link}</p>
      <p className="mt-6">{sent.orCode}</p>
      <form method="post" action={paths.signIn()} className="mt-4 grid gap-5">
        <input type="hidden" name="step" value="code" />
        <Field name="code" label={sent.code} hint={sent.codeHint} problem={problem ?? undefined} value={typed} autoComplete="one-time-code" required maxLength={40} className="max-w-[20rem]" />
        <button className="button button-lantern justify-self-start">{sent.submit}</button>
      </form>
      <p className="hint mt-6">{sent.minutes}</p>
      <h2 className="mt-10 text-[1.3rem]">{sent.nothingTitle}</h2>
      <p className="mt-2">
        {sent.nothing} <a href={paths.signIn()}>{sent.again}</a>
      </p>
    </Page>
  );
}

/** What a link would do; only the button does it. */
export function SignInConfirm({ locale }: { locale: Locale }) {
  const { link } = textFor(locale).signIn;
  return (
    <Page title={link.title} lead={link.lead}>
      <form method="post">
        <button className="button button-lantern">{link.submit}</button>
      </form>
      <p className="hint mt-8">{link.notYou}</p>
    </Page>
  );
}

export function SignInFailed({ locale, problem }: { locale: Locale; problem: SignInProblem }) {
  const { failed } = textFor(locale).signIn;
  const { title, lead } = failed[problem];
  const paths = pathsFor(locale);
  return (
    <Page title={title} lead={lead}>
      {problem === 'other_browser' && (
        <ol className="mb-8 list-decimal pl-6">
          {failed.other_browser.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      <a className="button button-lantern" href={paths.signIn()}>
        {problem === 'other_browser' ? failed.here : failed.again}
      </a>
    </Page>
  );
}

export function SignOut({ locale, signedIn }: { locale: Locale; signedIn: boolean }) {
  const { out } = textFor(locale).signIn;
  const paths = pathsFor(locale);
  if (!signedIn) {
    return (
      <Page title={out.doneTitle} lead={out.done}>
        <p className="flex flex-wrap gap-3">
          <a className="button button-quiet" href={paths.home()}>
            {out.home}
          </a>
          <a className="button button-quiet" href={paths.signIn()}>
            {out.signIn}
          </a>
        </p>
      </Page>
    );
  }
  return (
    <Page title={out.title} lead={out.lead}>
      <form method="post" className="flex flex-wrap gap-3">
        <button className="button button-lantern">{out.submit}</button>
        <a className="button button-quiet" href={paths.account()}>
          {out.stay}
        </a>
      </form>
    </Page>
  );
}
