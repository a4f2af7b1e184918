import PostalMime, { type Email } from 'postal-mime';
import { type HttpAnswer, ownAnswer } from '../http/function-answer.ts';
import type { MailFolder } from './mail-folder.ts';

/** Mails that the list shows. */
const MOST_SHOWN = 200;

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3em .8em .3em 0;border-bottom:1px solid #ddd;vertical-align:top}
pre{white-space:pre-wrap;background:#f6f6f4;padding:1em;border-radius:4px}th{font-weight:600}`;

/**
 * `GET /mail`: mails that were sent on this machine; `/mail/<file>` shows one, `/mail/<file>/raw` gives it as it is.
 * Nothing of a mail is run or loaded: it is shown as text.
 */
export async function answerMailPage(mails: MailFolder, path: string): Promise<HttpAnswer> {
  if (path === '/mail' || path === '/mail/') return page('Sent mails', await list(mails));
  const [, , name = '', form] = path.split('/');
  const raw = mails.read(name);
  if (!raw || (form !== undefined && form !== 'raw')) return ownAnswer(404, 'Not Found');
  if (form === 'raw') return { status: 200, headers: { 'content-type': 'message/rfc822' }, body: raw };
  const mail = await PostalMime.parse(raw);
  return page(mail.subject ?? '', show(name, mail));
}

async function list(mails: MailFolder): Promise<string> {
  const rows: string[] = [];
  for (const name of mails.list(MOST_SHOWN)) {
    const raw = mails.read(name);
    if (!raw) continue;
    const mail = await PostalMime.parse(raw);
    const subject = plain(mail.subject || '(no subject)');
    rows.push(
      `<tr><td>${plain(mail.date ?? '')}</td><td>${people(mail.to)}</td><td><a href="/mail/${name}">${subject}</a></td></tr>`,
    );
  }
  if (rows.length === 0)
    return '<p>None yet. Mails that the system sends on this machine are kept as files and shown here.</p>';
  return `<table><tr><th>Sent</th><th>To</th><th>Subject</th></tr>${rows.join('\n')}</table>`;
}

function show(name: string, mail: Email): string {
  const shown = [
    ['From', people(mail.from ? [mail.from] : [])],
    ['To', people(mail.to)],
    ['Cc', people(mail.cc)],
    ['Subject', plain(mail.subject ?? '')],
    ...mail.headers
      .filter(({ key }) => /^(?:date|message-id|in-reply-to|references|auto-submitted)$/.test(key))
      .map(({ originalKey, value }) => [originalKey, plain(value)]),
    ['Files', mail.attachments.map(({ filename }) => plain(filename ?? 'file')).join(', ')],
  ].filter(([, value]) => value !== '');
  const head = shown.map(([label, value]) => `<tr><th>${label}</th><td>${value}</td></tr>`).join('\n');
  return `<table>${head}</table><pre>${plain(mail.text ?? '')}</pre><p><a href="/mail/${name}/raw">As it was sent</a> · <a href="/mail">All</a></p>`;
}

function people(addresses: Email['to']): string {
  return (addresses ?? [])
    .map(({ name, address }) => plain(name ? `${name} <${address ?? ''}>` : (address ?? '')))
    .join(', ');
}

function plain(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function page(title: string, content: string): HttpAnswer {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${plain(title)}</title><style>${STYLE}</style><h1>${plain(title)}</h1>${content}</html>`;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'cache-control': 'no-store',
  };
  return { status: 200, headers, body: Buffer.from(html) };
}
