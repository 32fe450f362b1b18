/**
 * Every page that a donor can open, by route. What the browser tests and the screenshots walk through; a test holds it
 * against the build's own list of routes.
 */
export interface Known {
  childToken: string;
  sponsorshipId: string;
  /** A sign-in link in the browser that asked. */
  signInLink: string;
  /** A paid attempt. */
  attemptId: string;
}

export interface PageSpec {
  name: string;
  path: (known: Known) => string;
  signedIn?: true;
  /** Answers with this status. */
  status?: number;
}

export const REVIEW = 'frequency=month&preset=3800&amount=&currency=usd&fund=where-needed&cover=1';

export const PAGES: Record<string, PageSpec[]> = {
  'routes/($lang)._index': [{ name: 'home', path: () => '/' }],
  'routes/($lang).story._index': [{ name: 'story', path: () => '/story' }],
  'routes/($lang).story.$chapter': ['refugees', 'trafficking', 'orphan-care'].map((chapter) => ({ name: `story-${chapter}`, path: () => `/story/${chapter}` })),
  'routes/($lang).impact': [{ name: 'impact', path: () => '/impact' }],
  'routes/($lang).safety': [{ name: 'safety', path: () => '/safety' }],
  'routes/($lang).privacy': [{ name: 'privacy', path: () => '/privacy' }],
  'routes/($lang).terms': [{ name: 'terms', path: () => '/terms' }],
  'routes/($lang).faq': [{ name: 'faq', path: () => '/faq' }],
  'routes/($lang).contact': [{ name: 'contact', path: () => '/contact' }],
  'routes/($lang).children._index': [{ name: 'children', path: () => '/children' }, { name: 'children-older', path: () => '/children?band=older&page=2' }],
  'routes/($lang).children.$token._index': [{ name: 'child', path: ({ childToken }) => `/children/${childToken}` }],
  'routes/($lang).children.$token.sponsor': [
    { name: 'sponsor', path: ({ childToken }) => `/children/${childToken}/sponsor` },
    { name: 'sponsor-review', path: ({ childToken }) => `/children/${childToken}/sponsor?frequency=month&currency=usd&places=1` },
  ],
  'routes/($lang).children.week.$band': ['younger', 'middle', 'older'].map((band) => ({ name: `week-${band}`, path: () => `/children/week/${band}` })),
  'routes/($lang).give._index': [{ name: 'give', path: () => '/give' }],
  'routes/($lang).give.review': [
    { name: 'give-review', path: () => `/give/review?${REVIEW}` },
    { name: 'give-problem', path: () => `/give/review?${REVIEW.replace('amount=', 'amount=0.50')}`, status: 400 },
  ],
  'routes/($lang).give.thanks': [
    { name: 'thanks', path: ({ attemptId }) => `/give/thanks?attempt=${attemptId}` },
    { name: 'thanks-unknown', path: () => '/give/thanks' },
  ],
  'routes/($lang).sign-in._index': [{ name: 'sign-in', path: () => '/sign-in' }],
  'routes/($lang).sign-in.$token': [{ name: 'sign-in-link', path: ({ signInLink }) => signInLink }, { name: 'sign-in-wrong', path: () => '/sign-in/nonsense', status: 400 }],
  'routes/($lang).sign-out': [{ name: 'sign-out', path: () => '/sign-out', signedIn: true }, { name: 'signed-out', path: () => '/sign-out' }],
  'routes/($lang).account._index': [{ name: 'account', path: () => '/account', signedIn: true }],
  'routes/($lang).account.giving': [{ name: 'account-giving', path: () => '/account/giving', signedIn: true }],
  'routes/($lang).account.sponsorships.$id': [{ name: 'account-sponsorship', path: ({ sponsorshipId }) => `/account/sponsorships/${sponsorshipId}`, signedIn: true }],
  'routes/$': [{ name: 'not-found', path: () => '/nothing/here', status: 404 }],
};

/** Routes without a page of their own: layouts and endpoints. */
export const NO_PAGE = ['root', 'routes/[robots.txt]', 'routes/[sitemap.xml]', 'routes/[.]well-known.security[.]txt', 'routes/($lang).account', 'routes/sandbox.clock'];
