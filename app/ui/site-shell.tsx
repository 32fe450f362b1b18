import type { ReactNode } from 'react';
import { CHAPTERS, pathsFor } from '../lib/paths';
import type { RootData } from '../platform/http/root-data';
import { textFor } from '../text';
import { LanternMark } from './drawings/lantern-mark';

/** The same page in the other language. */
function otherLanguage({ locale, path }: Pick<RootData, 'locale' | 'path'>): string {
  if (locale === 'en') return path === '/' ? '/ko' : `/ko${path}`;
  return path.replace(/^\/ko(?=\/|$)/, '') || '/';
}

function Banner({ data }: { data: RootData }) {
  const copy = textFor(data.locale).common.banner;
  if (data.mode === 'live') return null;
  return (
    <section className="no-print bg-lantern text-night" aria-label={copy.label}>
      <p className="wrap py-1.5 text-[0.88rem] leading-snug">
        {data.sandbox ? `${copy.sandbox} ${copy.card} ` : copy.test}
        {data.sandbox && (
          <a className="font-semibold text-night underline" href={data.sandbox.outbox}>
            {copy.outbox}
          </a>
        )}
      </p>
    </section>
  );
}

function Header({ data }: { data: RootData }) {
  const { nav } = textFor(data.locale).common;
  const paths = pathsFor(data.locale);
  const links: [string, string][] = [[paths.story(), nav.story], [paths.children(), nav.children], [paths.impact(), nav.impact], [paths.safety(), nav.safety]];
  const account: [string, string] = data.signedIn ? [paths.account(), nav.account] : [paths.signIn(), nav.signIn];
  const current = (href: string) => (data.path === href ? 'page' : undefined);
  return (
    <header className="no-print border-b border-line">
      <div className="wrap flex items-center gap-x-3 gap-y-2 py-3 sm:gap-x-6">
        <a className="mr-auto inline-flex min-h-11 items-center gap-2.5 font-serif text-[1.1rem] leading-tight font-semibold text-ink no-underline sm:text-[1.2rem]" href={paths.home()}>
          <LanternMark />
          {data.organisation.name}
        </a>
        <nav aria-label={nav.label} className="hidden md:block">
          <ul className="flex items-center gap-x-6">
            {[...links, account].map(([href, label]) => (
              <li key={href}>
                <a className="py-2 whitespace-nowrap text-ink no-underline hover:underline aria-[current=page]:underline" href={href} aria-current={current(href)}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <a className="inline-flex min-h-11 flex-none items-center px-1 whitespace-nowrap text-ink underline md:hidden" href="#pages">
          {nav.menu}
        </a>
        <a className="button button-lantern min-h-11! flex-none px-4! whitespace-nowrap sm:px-5!" href={paths.give()}>
          {nav.give}
        </a>
      </div>
    </header>
  );
}

function Footer({ data }: { data: RootData }) {
  const { common } = textFor(data.locale);
  const { nav, chapters, footer } = common;
  const paths = pathsFor(data.locale);
  const { organisation } = data;
  const groups: [string, string][][] = [
    [[paths.home(), nav.home], [paths.story(), nav.story], ...CHAPTERS.map((chapter): [string, string] => [paths.chapter(chapter), chapters[chapter]])],
    [[paths.children(), nav.children], [paths.give(), nav.give], [paths.impact(), nav.impact], data.signedIn ? [paths.account(), nav.account] : [paths.signIn(), nav.signIn]],
    [[paths.safety(), nav.safety], [paths.faq(), nav.faq], [paths.contact(), nav.contact], [paths.privacy(), nav.privacy], [paths.terms(), nav.terms]],
  ];
  return (
    <footer className="later no-print on-night mt-16">
      <div className="wrap py-10">
        <nav id="pages" aria-label={nav.footer} className="grid gap-x-8 gap-y-6 sm:grid-cols-3">
          {groups.map((group, index) => (
            <ul key={index}>
              {group.map(([href, label]) => (
                <li key={href}>
                  <a className="inline-block py-1.5 text-paper no-underline hover:underline" href={href}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          ))}
        </nav>
        <div className="mt-8 border-t border-mist/40 pt-6 text-[0.92rem] leading-relaxed text-mist">
          <p className="max-w-[40rem]">{footer.tagline}</p>
          <p className="mt-3">{[organisation.legalName, organisation.address, organisation.taxId && footer.taxId(organisation.taxId)].filter(Boolean).join(' · ')}</p>
          <p className="mt-1">{footer.script}</p>
          <p className="mt-4">
            <a className="inline-block py-1.5 underline" href={otherLanguage(data)} hrefLang={nav.languageName} lang={nav.languageName}>
              {nav.language}
            </a>
          </p>
        </div>
      </div>
    </footer>
  );
}

export function SiteShell({ data, children }: { data: RootData; children: ReactNode }) {
  const { common } = textFor(data.locale);
  return (
    <>
      <a className="skip" href="#content">
        {common.skipToContent}
      </a>
      <Banner data={data} />
      <Header data={data} />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <Footer data={data} />
    </>
  );
}
