import type { StoredMail } from './mails';

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export const OUTBOX_CSS = `:root{color-scheme:light dark;--ink:#1c2433;--paper:#f6f7f9;--card:#fff;--line:#c9cfda;--quiet:#566072}
@media(prefers-color-scheme:dark){:root{--ink:#e9ecf3;--paper:#12161f;--card:#1b212d;--line:#3a4356;--quiet:#a5afc0}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}.test{background:#ffd84d;color:#2b2200;padding:.5rem 1rem;margin:0;text-align:center;font-weight:600}
main{max-width:46rem;margin:1.5rem auto;padding:0 1rem}h1{font-size:1.4rem;margin:0 0 1rem}ol{list-style:none;margin:0;padding:0;display:grid;gap:.5rem}a{color:inherit}
li a,article{display:block;background:var(--card);border:1px solid var(--line);border-radius:10px;padding:.8rem 1rem;text-decoration:none}li a:hover{border-color:var(--quiet)}:focus-visible{outline:3px solid #3d4ddb;outline-offset:2px}
small,dt{color:var(--quiet)}dl{display:grid;grid-template-columns:auto 1fr;gap:.15rem 1rem;margin:0 0 1rem;overflow-wrap:anywhere}dd{margin:0}iframe{width:100%;height:44rem;border:1px solid var(--line);border-radius:10px;background:#fff}pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:0}h2{font-size:1.05rem}`;

const frame = (title: string, body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(title)}</title><link rel="stylesheet" href="/outbox.css"></head><body><p class="test" role="note">Nothing here was really sent. This page stands in for Resend.</p><main>${body}</main></body></html>`;

export function outboxPage(mails: StoredMail[]): string {
  const rows = mails.map(({ id, subject, to, at, state }) => `<li><a href="/mails/${id}"><strong>${escape(subject)}</strong><br><small>to ${escape(to.join(', '))} · ${escape(at.replace('T', ' ').slice(0, 19))} UTC · ${escape(state)}</small></a></li>`);
  return frame('Outbox', `<h1>Outbox</h1>${rows.length ? `<ol>${rows.join('')}</ol>` : '<p>No mail yet. Give something, or ask for a sign-in link, and the mail appears here. Reload to see new ones.</p>'}`);
}

export function mailPage(mail: StoredMail): string {
  const facts = { From: mail.from, To: mail.to.join(', '), Subject: mail.subject, Sent: mail.at, State: mail.state };
  return frame(
    mail.subject,
    `<p><a href="/">← All mails</a></p><h1>${escape(mail.subject)}</h1><dl>${Object.entries(facts).map(([name, value]) => `<dt>${name}</dt><dd>${escape(value)}</dd>`).join('')}</dl>
<iframe title="The mail as HTML" src="/mails/${mail.id}/html" sandbox="allow-popups allow-top-navigation-by-user-activation"></iframe><h2>As plain text</h2><article><pre>${linked(mail.text)}</pre></article>`,
  );
}

export const missingPage = () => frame('Not found', '<h1>There is no such mail</h1><p><a href="/">← All mails</a></p>');

/** Addresses in the plain text can be followed. */
function linked(text: string): string {
  return escape(text).replaceAll(/https?:\/\/[^\s<>"]+/g, (url) => `<a href="${url}">${url}</a>`);
}

/** A mail's own page: its links open the site in the window that shows the outbox. */
export const mailHtml = ({ html }: StoredMail) => (html.includes('<head>') ? html.replace('<head>', '<head><base target="_top">') : html);
