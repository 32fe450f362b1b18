import type { ReactNode } from 'react';
import { textFor, type Locale } from '../text';
import { Choices, Field } from './fields';

export interface ChangeFormsProps {
  locale: Locale;
  /** Makes the same form sent twice one change. */
  formId: string;
  can: { pause: boolean; resume: boolean; amount: boolean; endAtPeriod: boolean; endNow: boolean };
  yearly: boolean;
  pauses: { months: number; until: string; next: string }[];
  /** The currency, and amounts as they stand in a sentence or field. */
  change: { currency: string; current: string; minimum: string; maximum: string };
  /** What came with a form that was refused. */
  typed: { kind: string; months: string; amount: string; when: string; reason: string } | null;
  slots: boolean;
  nextDate: string | null;
  amount: string;
}

function Form({ formId, kind, children, id, title }: { formId: string; kind: string; children: ReactNode; id: string; title: string }) {
  return (
    <section className="mt-12 border-t border-line pt-7" id={id}>
      <h2>{title}</h2>
      <form method="post" className="mt-4 grid gap-5">
        <input type="hidden" name="form" value={formId} />
        <input type="hidden" name="change" value={kind} />
        {children}
      </form>
    </section>
  );
}

/** Everything a donor may do with a recurring gift, each a plain form of its own. */
export function ChangeForms({ locale, formId, can, yearly, pauses, change, typed, slots, nextDate, amount }: ChangeFormsProps) {
  const copy = textFor(locale).account.sponsorship;
  const ends = can.endAtPeriod || can.endNow;
  return (
    <>
      {can.pause && (
        <Form formId={formId} kind="pause" id="pause" title={copy.pause.title}>
          <p>
            {copy.pause.lead} {slots && copy.pause.leadSlots}
          </p>
          <Choices
            name="months"
            legend={copy.pause.legend}
            value={typed?.kind === 'pause' ? typed.months : '1'}
            options={pauses.map(({ months, until, next }) => ({ value: String(months), label: copy.pause.option(months), hint: copy.pause.optionHint(until, amount, next) }))}
          />
          <button className="button button-quiet justify-self-start">{copy.pause.submit}</button>
        </Form>
      )}
      {yearly && can.amount && <p className="hint mt-10">{copy.pause.yearly}</p>}
      {can.resume && (
        <Form formId={formId} kind="resume" id="resume" title={copy.resume.title}>
          <p>{copy.resume.lead}</p>
          <button className="button button-quiet justify-self-start">{copy.resume.submit}</button>
        </Form>
      )}
      {can.amount && (
        <Form formId={formId} kind="amount" id="change-amount" title={copy.change.title}>
          <p>{nextDate ? copy.change.lead(nextDate) : copy.change.leadWithoutDate}</p>
          <Field
            name="amount"
            label={copy.change.label[yearly ? 'year' : 'month'](change.currency)}
            hint={`${copy.change.hint(change.minimum, change.maximum)}${slots ? ` ${copy.change.hintSlots(change.minimum)}` : ''}`}
            value={typed?.kind === 'amount' ? typed.amount : change.current}
            inputMode="decimal"
            autoComplete="off"
            maxLength={20}
          />
          <button className="button button-quiet justify-self-start">{copy.change.submit}</button>
        </Form>
      )}
      {ends && (
        <Form formId={formId} kind="end" id="end" title={copy.end.title}>
          {can.pause && (
            <p>
              {copy.end.before} <a href="#pause">{copy.end.pauseLink}</a>, <a href="#change-amount">{copy.end.amountLink}</a>.
            </p>
          )}
          {can.resume && <p>{copy.end.beforePaused}</p>}
          {can.endAtPeriod ? (
            <Choices
              name="when"
              legend={copy.end.legend}
              value={typed?.kind === 'end' ? typed.when : 'period_end'}
              options={[
                { value: 'period_end', label: nextDate ? copy.end.atEnd(nextDate) : copy.end.atEndWithoutDate, hint: copy.end.atEndHint },
                { value: 'now', label: copy.end.now, hint: copy.end.nowHint },
              ]}
            />
          ) : (
            <>
              <input type="hidden" name="when" value="now" />
              <p>{copy.end.nowOnly}</p>
            </>
          )}
          <Field name="reason" label={copy.end.reason} hint={copy.end.reasonHint} value={typed?.kind === 'end' ? typed.reason : ''} maxLength={500} autoComplete="off" />
          <button className="button button-bad justify-self-start">{copy.end.submit}</button>
        </Form>
      )}
    </>
  );
}
