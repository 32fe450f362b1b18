import type { FundChoice } from '../giving/funds.server';
import type { FieldProblems, GiftFields } from '../giving/gift-form';
import { CURRENCIES, currencyOf, FREQUENCIES, POLICY } from '../giving/policy';
import { formatMoney } from '../lib/money';
import { pathsFor } from '../lib/paths';
import { textFor, type Locale } from '../text';
import { Check, Choices, Field, ProblemSummary } from './fields';
import { Page } from './page';

/** The first step of a gift. A plain GET: the next page states everything before anything is stored. */
export function GiveForm({ locale, funds, fields, problems }: { locale: Locale; funds: FundChoice[]; fields: GiftFields; problems: FieldProblems }) {
  const { giving } = textFor(locale);
  const copy = giving.give;
  const paths = pathsFor(locale);
  const currency = currencyOf(fields.currency) ?? 'usd';
  const { presets, minimum } = POLICY[currency];
  const chosen = fields.preset || (fields.amount === '' && Object.keys(problems).length === 0 ? String(presets[1]) : '');
  return (
    <Page title={copy.title} lead={copy.lead}>
      <ProblemSummary title={giving.problem.title} kept={giving.problem.kept} problems={problems} />
      <form action={paths.review()} className="grid gap-8">
        <Choices name="frequency" legend={copy.frequency} value={fields.frequency} problem={problems['frequency']} columns="sm:grid-cols-3" options={FREQUENCIES.map((value) => ({ value, label: giving.frequency[value] }))} />
        <div className="grid gap-4" id="amount-group">
          <Choices name="preset" legend={copy.amount} value={chosen} columns="grid-cols-2 sm:grid-cols-4" options={presets.map((amount) => ({ value: String(amount), label: formatMoney(amount, currency, locale) }))} />
          <Field name="amount" label={`${copy.otherAmount} (${currency.toUpperCase()})`} hint={copy.otherAmountHint(formatMoney(minimum, currency, locale))} problem={problems['amount']} value={fields.amount} inputMode="decimal" autoComplete="off" maxLength={20} className="max-w-[22rem]" />
        </div>
        <div className="max-w-[26rem]">
          <label className="label" htmlFor="currency">
            {copy.currency}
          </label>
          <p className="hint" id="currency-hint">
            {copy.currencyHint}
          </p>
          {problems['currency'] && <p className="problem">{problems['currency']}</p>}
          <div className="mt-2 flex flex-wrap gap-2">
            <select className="input w-auto! min-w-28" id="currency" name="currency" defaultValue={currency} aria-describedby="currency-hint">
              {CURRENCIES.map((code) => (
                <option key={code} value={code}>
                  {code.toUpperCase()}
                </option>
              ))}
            </select>
            <button className="button button-quiet" formAction={paths.give()}>
              {copy.showAmounts}
            </button>
          </div>
        </div>
        <Choices name="fund" legend={copy.fund} value={fields.fund} problem={problems['fund']} options={funds.map(({ code, name }) => ({ value: code, label: name }))} />
        <Check name="cover" label={copy.cover} hint={copy.coverHint} checked={fields.cover} />
        <button className="button button-lantern justify-self-start">{copy.next}</button>
      </form>
      <p className="mt-10 border-t border-line pt-6">
        {copy.sponsorInstead} <a href={paths.children()}>{copy.sponsorInsteadLink}</a>
      </p>
    </Page>
  );
}
