import { beforeAll, describe, expect, it } from 'vitest';
import { composeDesk } from '../../../functions/tickets/compose-desk.ts';
import { composeForms } from '../../../functions/tickets/compose-forms.ts';
import { signFormToken } from '../../../functions/tickets/domain/forms/form-token.ts';
import { categoryBindings } from '../../../functions/tickets/handlers/categories.ts';
import { formBindings } from '../../../functions/tickets/handlers/forms.ts';
import { formReader } from '../../../functions/tickets/reader/forms.ts';
import { knowledgeReader } from '../../../functions/tickets/reader/knowledge.ts';
import { KnowledgeCardRow } from '../../../functions/tickets/table.ts';
import { put } from '../../../shared/table/writes.ts';
import { NOW } from '../../support/ledger-api.ts';
import { openTicketsApi, type TicketsApi } from '../../support/tickets-api.ts';

let api: TicketsApi;
const files = new Map<string, Uint8Array>();
const FORM = { title: 'IT <Support>', categories: [{ code: 'printer', label: 'Drucker' }], team: 'desk' };
const WRITTEN = {
  title: 'Drucker druckt "leer"',
  description: 'Seit <b>heute</b>.\r\nSeite 2',
  email: 'Robert@Example.com',
  category: 'printer',
};
const page = { company: 'acme', formId: 'help' };

beforeAll(async () => {
  api = await openTicketsApi((tickets) => [
    ...categoryBindings(composeDesk(tickets.table)),
    ...formBindings({
      ...composeForms(tickets.table),
      putFile: async (key, content) => void files.set(key, content),
    }),
  ]);
  await api.call('PUT', '/intake-forms/{formId}', { formId: 'help' }, { body: FORM });
});

/** As handed out a minute ago. */
async function tokenOf(pageId: string, ago = 60_000): Promise<string> {
  const row = await formReader(api.table).loadForm('acme', 'help');
  return signFormToken(row?.secret ?? '', 'acme/help', pageId, new Date(Date.parse(NOW) - ago));
}

const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' };
const send = (fields: Record<string, string>) =>
  api.public('POST', '/forms/{company}/{formId}', page, {
    text: new URLSearchParams(fields).toString(),
    headers: urlencoded,
  });
const numberOf = (html: string) => /<strong>(\d+)<\/strong>/.exec(html)?.[1] ?? '';

describe('a form', () => {
  it('is a page without scripts that anybody may open while it is on', async () => {
    const { status, headers, body } = await api.public('GET', '/forms/{company}/{formId}', page);
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(body).toContain('<h1>IT &lt;Support&gt;</h1>');
    expect(body).not.toMatch(/<script|style=|onload/);
    await api.call('PUT', '/intake-forms/{formId}', { formId: 'off' }, { body: { ...FORM, isOn: false } });
    const off = await api.public('GET', '/forms/{company}/{formId}', { ...page, formId: 'off' });
    expect([off.status, off.body.type]).toEqual([404, '/problems/tickets.unknown-form']);
  });

  it('suggests articles that everybody may read, when it comes back and when it has arrived', async () => {
    const card = (articleId: string, visibility: 'public' | 'internal', language: 'de' | 'en') =>
      put(KnowledgeCardRow, {
        companyId: 'acme', articleId, title: `Netz <${articleId}>`, visibility, language, words: { vpn: 1, netz: 0.5 },
      }); // biome-ignore format: a record
    const cards = [card('a-1', 'public', 'de'), card('a-2', 'internal', 'de'), card('a-3', 'public', 'en')];
    await api.table.transact(cards);
    const written = { ...WRITTEN, title: 'VPN bricht ab', category: '' };
    const faulty = await send({ ...written, token: await tokenOf('page-vpn') });
    const sent = await send({ ...written, category: 'printer', token: await tokenOf('page-vpn') });
    expect([faulty.status, sent.status]).toEqual([422, 200]);
    for (const { body } of [faulty, sent]) {
      expect(body).toContain(
        'href="../../help/acme/a-1" target="_blank" rel="noopener">Netz &lt;a-1&gt;</a>',
      );
      expect(body).not.toMatch(/a-2|a-3/);
    }
    expect((await knowledgeReader(api.table).allUses('acme', NOW.slice(0, 7)))[0]?.suggested).toBe(2);
    expect((await send({ ...WRITTEN, token: await tokenOf('page-none') })).body).not.toContain('<h2>');
  });

  it('names a mailbox that is there', async () => {
    const body = { ...FORM, mailbox: 'nobody@acme.test' };
    const put = await api.call('PUT', '/intake-forms/{formId}', { formId: 'other' }, { body });
    expect([put.status, put.body.errors]).toEqual([
      422,
      [{ pointer: '/mailbox', detail: 'must be the address of a mailbox that is kept' }],
    ]);
  });

  it('becomes one ticket, however often it is sent', async () => {
    const token = await tokenOf('page-1');
    const [first, again] = await Promise.all([send({ ...WRITTEN, token }), send({ ...WRITTEN, token })]);
    const ticketId = numberOf(first.body);
    expect([first.status, numberOf(again.body)]).toEqual([200, ticketId]);
    const { body: ticket } = await api.call('GET', '/tickets/{ticketId}', { ticketId });
    expect(ticket).toMatchObject({ title: WRITTEN.title, category: 'printer', team: 'desk' });
    expect(ticket.requester.email).toBe('robert@example.com');
    const { body: articles } = await api.call('GET', '/tickets/{ticketId}/articles', { ticketId });
    expect(articles.items[0].text).toBe('Seit <b>heute</b>.\nSeite 2');
    const other = await send({ ...WRITTEN, title: 'Something else', token });
    expect([other.status, other.body.includes(`Die Nummer ist ${ticketId}`)]).toEqual([422, true]);
  });

  it('keeps files of a multipart form', async () => {
    const token = await tokenOf('page-2');
    const data = new FormData();
    for (const [name, value] of Object.entries({ ...WRITTEN, token })) data.set(name, value);
    data.set('files', new File(['a picture'], '../x.png', { type: 'image/png' }));
    const sent = new Response(data);
    const headers = { 'content-type': sent.headers.get('content-type') ?? '' };
    const { body } = await api.public('POST', '/forms/{company}/{formId}', page, {
      text: await sent.text(),
      headers,
    });
    const params = { ticketId: numberOf(body) };
    const { body: articles } = await api.call('GET', '/tickets/{ticketId}/articles', params);
    expect(articles.items[0].files).toMatchObject([
      { fileName: 'x.png', mediaType: 'image/png', sizeBytes: 9 },
    ]);
    expect(files.size).toBe(1);
  });

  it('says what is wrong beside the field, and keeps what was written', async () => {
    const token = await tokenOf('page-3');
    const { status, body } = await send({ ...WRITTEN, email: 'nobody"', category: 'none', token });
    expect(status).toBe(422);
    expect(body).toContain('id="email-fault"');
    expect(body).toContain('value="nobody&quot;"');
    expect(body).toContain('Seit &lt;b&gt;heute&lt;/b&gt;.');
    expect(body).toContain('id="category-fault"');
  });

  it('asks for what the category that was chosen wants to know, and keeps it', async () => {
    const fields = [
      { id: 'inventory', label: 'Inventar <Nr.>', type: 'text', required: 'on-open' },
      {
        id: 'system',
        label: 'System',
        type: 'choice',
        choices: ['Windows', 'Linux'],
        required: 'never',
        onForm: true,
      },
      { id: 'room', label: 'Raum', type: 'text', required: 'on-resolve' },
      { id: 'seats', label: 'Plätze', type: 'number', required: 'never', onForm: true },
    ];
    for (const [category, asks] of [
      ['printer', []],
      ['laptop', fields],
    ] as const)
      await api.call(
        'PUT',
        '/help-desk/categories/{category}',
        { category },
        { body: { name: category, fields: asks } },
      );
    const categories = [...FORM.categories, { code: 'laptop', label: 'Laptop' }];
    await api.call('PUT', '/intake-forms/{formId}', { formId: 'help' }, {
      body: { ...FORM, categories },
      headers: { 'if-match': '"1"' },
    }); // biome-ignore format: a call

    const written = { ...WRITTEN, category: 'laptop', token: await tokenOf('page-5') };
    const first = await send(written);
    expect([first.status, first.body.includes('name="shown" value="laptop"')]).toEqual([422, true]);
    expect(first.body).toContain('<label for="field.inventory">Inventar &lt;Nr.&gt;</label>');
    expect(first.body).not.toMatch(/aria-invalid="true"|field\.room/);

    const answers = {
      shown: 'laptop',
      'field.system': 'Linux',
      'field.seats': 'zwei',
      'field.inventory': '',
    };
    const again = await send({ ...written, ...answers });
    expect(again.body).toContain(
      'aria-describedby="field.seats-fault" aria-invalid="true" inputmode="decimal" value="zwei"',
    );
    expect(again.body).toContain('id="field.inventory-fault"');
    expect(again.body).toContain('<option value="Linux" selected>');

    const { body } = await send({
      ...written,
      ...answers,
      'field.seats': '1,5',
      'field.inventory': 'PC-0815',
    });
    const { body: ticket } = await api.call('GET', '/tickets/{ticketId}', { ticketId: numberOf(body) });
    expect(ticket).toMatchObject({
      category: 'laptop',
      fields: { inventory: 'PC-0815', system: 'Linux', seats: 1.5 },
    });
    const { body: chosen } = await api.public('GET', '/forms/{company}/{formId}', page, {
      query: { category: 'laptop' },
    });
    expect(chosen).toContain('id="field.inventory"');
  });

  it('takes nothing from programs: forged, too fast, too old, or with the trap filled in', async () => {
    const tries = [
      { ...WRITTEN, token: `${await tokenOf('page-4')}0` },
      { ...WRITTEN, token: await tokenOf('page-4', 1_000) },
      { ...WRITTEN, token: await tokenOf('page-4', 13 * 3_600_000) },
      { ...WRITTEN, website: 'http://spam.example', token: await tokenOf('page-4') },
    ];
    for (const fields of tries) expect((await send(fields)).status).toBe(422);
  });

  it('has an end for one address', async () => {
    const statuses = [];
    for (let nth = 0; nth < 22; nth += 1)
      statuses.push((await send({ ...WRITTEN, token: await tokenOf(`many-${nth}`) })).status);
    expect(statuses.at(-1)).toBe(429);
    expect(statuses[0]).toBe(200);
  });
});
