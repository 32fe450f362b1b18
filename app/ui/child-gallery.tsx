import { AGE_BANDS, type AgeBand } from '../children/closed-list';
import type { Gallery } from '../children/queries.server';
import { pathsFor } from '../lib/paths';
import { textFor, type Locale } from '../text';
import { Avatar } from './drawings/avatar';
import { Notice, Page } from './page';

type GalleryProps = Omit<Gallery, 'children'> & { locale: Locale; band: AgeBand | null; page: number; children: Gallery['children'] };

/** Children who can't show themselves: drawn pictures, made-up names, those who wait longest first. */
export function ChildGallery({ locale, band, page, children, pages, roundedCount, groupOnly }: GalleryProps) {
  const { children: copy } = textFor(locale);
  const paths = pathsFor(locale);
  if (groupOnly) {
    return (
      <Page title={copy.gallery.groupTitle} lead={copy.gallery.groupLead}>
        <a className="button button-lantern" href={paths.give({ fund: 'orphan-care', frequency: 'month' })}>
          {copy.gallery.groupButton}
        </a>
      </Page>
    );
  }
  const pageLink = (target: number) => paths.children({ ...(band ? { band } : {}), page: String(target) });
  return (
    <Page title={copy.gallery.title} lead={copy.gallery.lead} wide>
      <Notice title={copy.profile.protectedTitle}>{copy.profile.protected}</Notice>
      <nav aria-label={copy.gallery.filter} className="mb-4 flex flex-wrap gap-2">
        {[null, ...AGE_BANDS].map((one) => (
          <a key={one ?? 'all'} className="button button-quiet min-h-11! px-4! aria-[current=true]:border-ink! aria-[current=true]:bg-sheet" href={paths.children(one ? { band: one } : {})} aria-current={one === band ? 'true' : undefined}>
            {one ? copy.band[one] : copy.gallery.all}
          </a>
        ))}
      </nav>
      <p className="hint mb-6">
        {copy.gallery.count(roundedCount)} {copy.gallery.order}
      </p>
      <ul className="grid grid-cols-2 gap-x-4 gap-y-8 sm:grid-cols-3 lg:grid-cols-4">
        {children.map((child) => (
          <li key={child.token}>
            <a className="flex h-full flex-col items-center rounded-md border border-line bg-sheet px-3 py-6 text-center text-ink no-underline hover:border-ink" href={paths.child(child.token)}>
              <Avatar id={child.avatar} size={104} />
              <span className="given-name mt-4 font-serif text-[1.25rem] font-semibold">{child.pseudonym}</span>
              <span className="hint">{copy.bandShort[child.ageBand ?? 'none']}</span>
              {child.interest && <span className="hint">{copy.interest[child.interest]}</span>}
              <span className={`chip mt-3 ${child.open ? '' : 'chip-done'}`}>{child.open ? copy.gallery.open : copy.gallery.full}</span>
            </a>
          </li>
        ))}
      </ul>
      {pages > 1 && (
        <nav aria-label={copy.gallery.pages} className="mt-10 flex flex-wrap items-center gap-x-6 gap-y-2">
          {page > 1 && (
            <a className="button button-quiet" href={pageLink(page - 1)} rel="prev">
              {copy.gallery.previous}
            </a>
          )}
          <span>{copy.gallery.page(page, pages)}</span>
          {page < pages && (
            <a className="button button-quiet" href={pageLink(page + 1)} rel="next">
              {copy.gallery.next}
            </a>
          )}
        </nav>
      )}
    </Page>
  );
}
