import { pathsFor } from '../lib/paths';
import { textFor, type Locale } from '../text';

/** The ways through a donor's own pages. */
export function AccountNav({ locale }: { locale: Locale }) {
  const { nav } = textFor(locale).account;
  const paths = pathsFor(locale);
  return (
    <nav aria-label={nav.label} className="no-print border-b border-line bg-sheet">
      <ul className="wrap flex flex-wrap gap-x-6">
        {[[paths.account(), nav.overview], [paths.giving(), nav.giving], [paths.signOut(), nav.signOut]].map(([href, label]) => (
          <li key={href}>
            <a className="inline-block py-3 text-ink underline" href={href}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
