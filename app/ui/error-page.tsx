import { pathsFor } from '../lib/paths';
import { textFor, type Catalogue, type Locale } from '../text';
import { Page } from './page';

export function errorText({ error }: Catalogue['common'], status: number): { title: string; lead: string } {
  return status === 404 ? error[404] : status === 403 ? error[403] : status >= 500 ? error[500] : error.other;
}

/** What happened, what was kept and the way on; never a stack trace. */
export function ErrorPage({ locale, status, reference }: { locale: Locale; status: number; reference?: string | undefined }) {
  const { common } = textFor(locale);
  const { title, lead } = errorText(common, status);
  const { error } = common;
  return (
    <Page title={title} lead={lead}>
      <a className="button button-quiet" href={pathsFor(locale).home()}>
        {error.home}
      </a>
      {status >= 500 && reference && <p className="hint mt-6">{error.reference(reference)}</p>}
    </Page>
  );
}
