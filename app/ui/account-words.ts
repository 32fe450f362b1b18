import { nameIn } from '../children/shown';
import { formatDate, formatMonth } from '../lib/dates';
import { formatMoney } from '../lib/money';
import { textFor, type Catalogue, type Locale } from '../text';

/** What is known of a recurring gift or sponsorship. Amounts in minor units per period. */
export interface RecurringFacts {
  id: string;
  child: { pseudonym: string; avatar: string; visible: boolean } | null;
  fund: { en: string; ko: string };
  slotCount: number;
  amount: number;
  currency: string;
  frequency: 'month' | 'year';
  state: keyof Catalogue['account']['state'];
  health: 'healthy' | 'past_due';
  startedAt: Date | null;
  nextChargeAt: Date | null;
  pausedUntil: Date | null;
  endsAt: Date | null;
  endedAt: Date | null;
}

/** The same in words, for pages that only print it. */
export interface RecurringView {
  id: string;
  name: string;
  avatar: string | null;
  state: RecurringFacts['state'];
  stateName: string;
  /** One or two sentences: how it stands and what comes next. */
  now: string;
  amount: string;
  amountPer: string;
  fund: string;
  places: number | null;
  pastDue: boolean;
  /** A sponsorship while the children's pages are switched off. */
  resting: boolean;
  nextDate: string | null;
  since: string | null;
  pausedUntil: string | null;
  ends: string | null;
  ended: string | null;
}

function nameOf({ child, fund, frequency, slotCount }: RecurringFacts, copy: Catalogue['account']['name'], locale: Locale): string {
  if (child?.visible) return copy.child(nameIn(child.pseudonym, locale));
  if (slotCount > 0) return copy.sponsorship;
  return copy[frequency](fund[locale]);
}

/** @param timeZone the organisation's: a charge has one date, wherever it is read */
export function recurringView(facts: RecurringFacts, locale: Locale, timeZone: string): RecurringView {
  const { account, giving } = textFor(locale);
  const date = (instant: Date | null) => instant && formatDate(instant, locale, timeZone);
  const amount = formatMoney(facts.amount, facts.currency, locale);
  const view = {
    id: facts.id,
    name: nameOf(facts, account.name, locale),
    avatar: facts.child?.visible ? facts.child.avatar : null,
    state: facts.state,
    stateName: account.state[facts.state],
    amount,
    amountPer: account.amountPer(amount, giving.per[facts.frequency]),
    fund: facts.fund[locale],
    places: facts.slotCount || null,
    pastDue: facts.health === 'past_due',
    resting: facts.slotCount > 0 && !facts.child?.visible,
    nextDate: date(facts.nextChargeAt),
    since: facts.startedAt && formatMonth(facts.startedAt, locale, timeZone),
    pausedUntil: date(facts.pausedUntil),
    ends: facts.state === 'ending' ? date(facts.endsAt) : null,
    ended: date(facts.endedAt),
  };
  return { ...view, now: nowSentence(view, account.sponsorship.now) };
}

function nowSentence({ state, amount, nextDate, pausedUntil, ends, ended, stateName }: Omit<RecurringView, 'now'>, copy: Catalogue['account']['sponsorship']['now']): string {
  switch (state) {
    case 'active':
      return nextDate ? copy.active(amount, nextDate) : copy.activeWithoutDate;
    case 'paused':
      return pausedUntil && nextDate ? copy.paused(pausedUntil, amount, nextDate) : copy.pausedWithoutDate;
    case 'ending':
      return ends ? copy.ending(ends) : copy.endingWithoutDate;
    case 'ended':
      return ended ? copy.ended(ended) : stateName;
    case 'awaiting_payment':
    case 'lapsed':
    case 'awaiting_choice':
    case 'suspended':
      return copy[state];
    default:
      return stateName;
  }
}

/** What a recorded step was, in words; one that these pages don't know yet is called by the state it led to. */
export function stepName(kind: string, to: string, copy: Catalogue['account']): string {
  const kinds: Record<string, string> = copy.sponsorship.history.kinds;
  const states: Record<string, string> = copy.state;
  return kinds[kind] ?? states[to] ?? to;
}
