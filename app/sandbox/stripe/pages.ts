import { ApiError, type Obj } from './protocol';
import { cardByNumber, createCardMethod, needsAuthentication } from './cards';
import { assertOpen, confirm } from './checkout';
import type { Store } from './store';

const escape = (text: string | null | undefined) => (text ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const ZERO_DECIMAL = new Set(['jpy', 'krw']);
const money = (amount: number, currency: string) => new Intl.NumberFormat('en-US', { style: 'currency', currency, currencyDisplay: 'code' }).format(ZERO_DECIMAL.has(currency) ? amount : amount / 10 ** 2);

export const PAGE_CSS = `:root{color-scheme:light dark;--ink:#1c2433;--paper:#f6f7f9;--card:#fff;--line:#c9cfda;--quiet:#566072;--go:#3d4ddb;--on:#fff;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--ink:#e9ecf3;--paper:#12161f;--card:#1b212d;--line:#3a4356;--quiet:#a5afc0;--go:#8f9bff;--on:#10131a;--bad:#ff9d94}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
.test{background:#ffd84d;color:#2b2200;padding:.5rem 1rem;text-align:center;font-weight:600}main{max-width:28rem;margin:1.5rem auto;padding:1.25rem;background:var(--card);border:1px solid var(--line);border-radius:12px}
h1{font-size:1.05rem;margin:0;color:var(--quiet);font-weight:500}.amount{font-size:2rem;font-weight:650;margin:.1rem 0 1rem}label{display:block;font-weight:600;margin:.9rem 0 .25rem}
input{width:100%;font:inherit;padding:.65rem .75rem;border:1px solid var(--line);border-radius:8px;background:transparent;color:inherit;min-height:44px}input[readonly]{color:var(--quiet)}
.two{display:grid;grid-template-columns:1fr 1fr;gap:.75rem}button{width:100%;min-height:48px;margin-top:1.25rem;border:0;border-radius:8px;background:var(--go);color:var(--on);font:600 1rem system-ui,sans-serif;cursor:pointer}
:focus-visible{outline:3px solid var(--go);outline-offset:2px}.error{border:1px solid var(--bad);color:var(--bad);padding:.6rem .75rem;border-radius:8px;margin:0 0 1rem}a{color:inherit}
details{margin-top:1.25rem;color:var(--quiet);font-size:.9rem}td{padding:.15rem .6rem .15rem 0;font-variant-numeric:tabular-nums}.back{display:block;text-align:center;margin-top:1rem;color:var(--quiet)}`;

const HINTS: [string, string][] = [
  ['4242 4242 4242 4242', 'pays'], ['4000 0000 0000 0002', 'is declined'], ['4000 0000 0000 9995', 'has insufficient funds'], ['4000 0000 0000 0341', 'is kept, later charges fail'],
  ['4000 0000 0000 0069', 'has expired'], ['4000 0025 0000 3155', 'asks for authentication'],
];

/** A whole page; the style is the only thing that its policy lets in. */
export function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(title)}</title><link rel="stylesheet" href="/page.css"></head><body><p class="test" role="note">Test mode, no real money. This page stands in for Stripe’s.</p><main>${body}</main></body></html>`;
}

export const notFoundPage = () => page('Not found', '<h1>There is no such page</h1><p>It may have been reset.</p>');

function closedPage(session: Obj): string {
  const back = session['cancel_url'] ? `<a class="back" href="${escape(session['cancel_url'])}">Back to the site</a>` : '';
  return page('Closed', `<h1>This payment page is closed</h1><p>${session['status'] === 'complete' ? 'It has already been paid.' : 'It was open for too long. Nothing was charged.'}</p>${back}`);
}

function payPage(store: Store, session: Obj, typed: Record<string, string> = {}, error = ''): string {
  const customer = store.find('customer', session['customer']);
  const amount = session['amount_total'] === null ? '' : money(session['amount_total'], session['currency']);
  const [item] = store.hidden(session['id'] as string)['line_items'] as Obj[];
  const interval = item?.['price']?.recurring?.interval as string | undefined;
  const email = customer
    ? `<input id="email" name="email" type="email" autocomplete="email" value="${escape(customer['email'])}" readonly>`
    : `<input id="email" name="email" type="email" autocomplete="email" required value="${escape(typed['email'] ?? session['customer_email'])}">`;
  return page(
    'Pay',
    `<h1>${escape(item?.['description'] ?? 'Save a card')}</h1><p class="amount">${escape(amount)}${interval ? ` <small>per ${escape(interval)}</small>` : ''}</p>${error ? `<p class="error" role="alert">${escape(error)} Nothing was charged; what you typed is still here.</p>` : ''}
<form method="post" action="/c/pay/${escape(session['id'])}">
<label for="email">E-mail</label>${email}
<label for="number">Card number</label><input id="number" name="cardNumber" autocomplete="cc-number" inputmode="numeric" required value="${escape(typed['cardNumber'])}">
<div class="two"><div><label for="exp">Expires (MM / YY)</label><input id="exp" name="cardExpiry" autocomplete="cc-exp" inputmode="numeric" placeholder="12 / 34" required value="${escape(typed['cardExpiry'])}"></div>
<div><label for="cvc">CVC</label><input id="cvc" name="cardCvc" autocomplete="cc-csc" inputmode="numeric" required></div></div>
<label for="name">Name on the card</label><input id="name" name="billingName" autocomplete="cc-name" required value="${escape(typed['billingName'])}">
<button type="submit">${session['mode'] === 'subscription' ? 'Subscribe' : session['mode'] === 'setup' ? 'Save card' : 'Pay'} ${escape(amount)}</button></form>
${session['cancel_url'] ? `<a class="back" href="${escape(session['cancel_url'])}">Back, without paying</a>` : ''}
<details><summary>Test cards</summary><table>${HINTS.map(([number, does]) => `<tr><td>${number}</td><td>${does}</td></tr>`).join('')}</table><p>Any later date, any CVC.</p></details>`,
  );
}

function authenticatePage(session: Obj, methodId: string, typed: Record<string, string>): string {
  const kept = ['email', 'billingName'].map((name) => `<input type="hidden" name="${name}" value="${escape(typed[name])}">`).join('');
  return page(
    'Authentication',
    `<h1>3-D Secure</h1><p>Your bank wants to be sure that it is you.</p><form method="post" action="/c/pay/${escape(session['id'])}">${kept}<input type="hidden" name="authenticate" value="${escape(methodId)}"><button name="answer" value="yes">Complete</button><button name="answer" value="no">Fail</button></form>`,
  );
}

export type PageAnswer = { status: number; html: string } | { redirect: string };

/** Stripe's hosted page of a session, without script. */
export function checkoutPage(store: Store, id: string, form: Record<string, string> | null): PageAnswer {
  const session = store.find('checkout.session', id);
  if (!session) return { status: 404, html: notFoundPage() };
  const success = () => ({ redirect: String(session['success_url']).replace('{CHECKOUT_SESSION_ID}', id) });
  try {
    assertOpen(store, session);
  } catch {
    return session['status'] === 'complete' && form ? success() : { status: 410, html: closedPage(session) };
  }
  if (!form) return { status: 200, html: payPage(store, session) };
  try {
    return submit(store, session, form) ?? success();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { status: 402, html: payPage(store, session, form, error.message) };
  }
}

function submit(store: Store, session: Obj, form: Record<string, string>): PageAnswer | null {
  const person = { email: form['email'] ?? null, name: form['billingName'] ?? null };
  if (form['authenticate']) {
    if (form['answer'] !== 'yes') return { status: 402, html: payPage(store, session, form, 'The authentication failed.') };
    confirm(store, session, { method: form['authenticate'], ...person });
    return null;
  }
  const digits = (form['cardNumber'] ?? '').replaceAll(/\D/g, '');
  const [month = 0, year = 0] = (form['cardExpiry'] ?? '').split(/\D+/).map(Number);
  const full = year < 100 ? 2000 + year : year;
  if (!cardByNumber(digits)) return { status: 402, html: payPage(store, session, form, 'This is not one of the test cards.') };
  if (!(month >= 1 && month <= 12) || Date.UTC(full, month, 1) < store.now() * 1000) return { status: 402, html: payPage(store, session, form, 'Your card’s expiration date is incomplete or in the past.') };
  if (!/^\d{3,4}$/.test(form['cardCvc'] ?? '')) return { status: 402, html: payPage(store, session, form, 'Your card’s security code is incomplete.') };
  const method = createCardMethod(store, { number: digits, exp_month: month, exp_year: full }, person);
  if (needsAuthentication(store, method['id'] as string)) return { status: 200, html: authenticatePage(session, method['id'] as string, form) };
  confirm(store, session, { method: method['id'] as string, ...person });
  return null;
}
