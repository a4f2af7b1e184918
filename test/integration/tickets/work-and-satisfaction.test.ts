import { beforeAll, describe, expect, it } from 'vitest';
import { figureBindings } from '../../../functions/tickets/handlers/figures.ts';
import { surveyBindings, surveyPageBindings } from '../../../functions/tickets/handlers/surveys.ts';
import { measureTicket } from '../../../functions/tickets/usecases/measure-ticket.ts';
import { planSurvey } from '../../../functions/tickets/usecases/plan-survey.ts';
import { runSurveys } from '../../../functions/tickets/usecases/run-surveys.ts';
import { OutgoingMailRow } from '../../../shared/mail/table.ts';
import { NOW } from '../../support/ledger-api.ts';
import { type MailApi, openMailApi } from '../../support/tickets-mail.ts';

let api: MailApi;
let ticketId: string;

const book = (body: object, principal = 'agneta') =>
  api.call('POST', '/tickets/{ticketId}/time', { ticketId }, { body, principal });
const takeBack = (entry: string, principal = 'agneta') =>
  api.call('DELETE', '/tickets/{ticketId}/time/{entry}', { ticketId, entry }, { principal });
const bookings = async () =>
  (await api.call('GET', '/tickets/{ticketId}/time', { ticketId })).body.items as Record<string, unknown>[];
const query = { from: `${NOW.slice(0, 7)}-01`, to: NOW.slice(0, 10) };

beforeAll(async () => {
  api = await openMailApi(undefined, undefined, (tickets) => [
    ...figureBindings(tickets),
    ...surveyBindings(tickets),
    ...surveyPageBindings(tickets),
  ]);
  ticketId = (await api.open({ team: 'desk' })).body.id;
});

it('agents book their own time, and correct it; the sum stands on the ticket', async () => {
  const first = await book({ minutes: 50, activity: 'on-site', note: 'New drum' });
  expect([first.status, first.body.ticket.spentMinutes]).toEqual([201, 50]);
  expect(first.body.time).toMatchObject({ entry: 1, minutes: 50, agent: 'agneta', note: 'New drum' });
  const second = await book({ minutes: 5, replaces: 1 });
  expect(second.body).toMatchObject({ ticket: { spentMinutes: 5 }, time: { entry: 2, replaces: 1 } });
  expect((await book({ minutes: 5, replaces: 1 })).body.type).toBe('/problems/tickets.invalid-time');
  expect((await book({ minutes: 5, on: '2199-01-01' })).body.errors[0].pointer).toBe('/on');
  expect((await bookings()).map(({ entry, takenBack }) => [entry, takenBack !== undefined])).toEqual([
    [1, true],
    [2, false],
  ]);
});

it('the time of others is for who runs the help desk', async () => {
  expect((await book({ minutes: 10, agent: 'anna' })).status).toBe(403);
  expect((await book({ minutes: 10, agent: 'bert' }, 'anna')).status).toBe(201);
  expect((await takeBack('3')).status).toBe(403);
  expect((await takeBack('9')).status).toBe(404);
  expect((await takeBack('3', 'anna')).status).toBe(204);
  expect((await takeBack('3', 'anna')).status).toBe(204);
  const { body } = await api.call('GET', '/tickets/{ticketId}', { ticketId });
  expect(body.spentMinutes).toBe(5);
});

it('figures by agent are what stands, with what is behind them', async () => {
  await measureTicket(api.tickets, 'acme', ticketId);
  await measureTicket(api.tickets, 'acme', ticketId);
  const report = (by: string) =>
    api.call('GET', '/reports/tickets/{report}', { report: 'time' }, { query: { ...query, by } });
  expect((await report('agent')).body.lines).toEqual([{ key: 'agneta', values: { spentMinutes: '5.0' } }]);
  expect((await report('team')).body.lines).toEqual([{ key: 'desk', values: { spentMinutes: '5.0' } }]);
  const behind = await api.call('GET', '/reports/tickets/{report}/tickets', { report: 'time' }, {
    query: { ...query, figure: 'spentMinutes', by: 'agent', key: 'agneta' },
  }); // biome-ignore format: a call
  const minutes = behind.body.items.map(({ spentMinutes }: { spentMinutes: number }) => spentMinutes);
  expect(minutes.toSorted((a: number, b: number) => a - b)).toEqual([-50, 5, 50]);
});

describe('a survey', () => {
  const inMinutes = (minutes: number) => new Date(Date.parse(NOW) + minutes * 60_000);
  const run = (minutes: number) =>
    runSurveys(api.tickets, 'acme', inMinutes(minutes), (_, error) => {
      throw error;
    });
  const solve = async (email: string) => {
    const { id, version } = (await api.open({ requester: { email } })).body;
    const headers = { 'if-match': `"${version}"` };
    await api.call(
      'PATCH',
      '/tickets/{ticketId}',
      { ticketId: id },
      { body: { state: 'resolved' }, headers },
    );
    await planSurvey(api.tickets, { companyId: 'acme', ticketId: id }, inMinutes(0));
    return id as string;
  };
  const mails = async () => {
    const pk = 'C#acme#OUTBOX#WAITING';
    const rows = await Array.fromAsync(api.table.queryAll(OutgoingMailRow, { pk, index: 'gsi1' }));
    return rows.filter(({ about }) => about.subject.endsWith('/survey'));
  };
  const tokenFor = async (id: string) => {
    const mail = (await mails()).find(({ about }) => about.subject === `${id}/survey`);
    return /surveys\/([^/]+)\//.exec(mail?.text ?? '')?.[1] ?? '';
  };
  const show = (token: string, answer: string) =>
    api.public('GET', '/surveys/{token}/{answer}', { token, answer });
  const send = (token: string, fields: Record<string, string>) =>
    api.public('POST', '/surveys/{token}/{answer}', { token, answer: 'choose' }, {
      text: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }); // biome-ignore format: a call
  const satisfaction = async (id: string) =>
    (await api.call('GET', '/tickets/{ticketId}', { ticketId: id })).body.satisfaction;
  let first: string;
  let token: string;

  beforeAll(async () => {
    const body = { isOn: true, address: 'https://help.example.com/', afterHours: 1 };
    await solve('before@example.com');
    const put = await api.call('PUT', '/help-desk/survey', {}, { body, headers: { 'if-match': '"0"' } });
    expect([put.status, put.body.address]).toEqual([200, 'https://help.example.com']);
    first = await solve('ida@example.com');
    const second = await solve('ida@example.com');
    const undone = await solve('tom@example.com');
    await api.call('POST', '/tickets/{ticketId}/articles', { ticketId: undone }, {
      body: { kind: 'message', text: 'Still broken', from: { email: 'tom@example.com' } },
    }); // biome-ignore format: a call
    await run(59);
    expect(await mails()).toEqual([]);
    await run(60);
    await run(65);
    token = (await tokenFor(first)) || (await tokenFor(second));
    if (!(await satisfaction(first))) first = second;
  });

  it('goes once to whose ticket stayed done, and not for a ticket that was opened again', async () => {
    const sent = await mails();
    expect(sent.map(({ to }) => to[0]?.email)).toEqual(['ida@example.com']);
    expect(sent[0]?.text).toContain(`https://help.example.com/surveys/${token}/5`);
  });

  it('is answered by one click, which counts when no other answer is opened meanwhile', async () => {
    const page = await show(token, '4');
    expect([page.status, page.body.includes('value="4" checked')]).toEqual([200, true]);
    expect((await satisfaction(first)).rating).toBeUndefined();
    await run(9);
    expect((await satisfaction(first)).rating).toBeUndefined();
    await run(10);
    expect((await satisfaction(first)).rating).toBe(4);
  });

  it('is changed from its page, with words for agents alone; the same again changes nothing', async () => {
    const words = { answer: '2', comment: 'It took <b>long</b>' };
    expect((await send(token, words)).status).toBe(200);
    expect((await send(token, words)).status).toBe(200);
    expect((await send(token, { comment: 'x' })).status).toBe(422);
    expect((await satisfaction(first)).rating).toBe(2);
    const { body } = await api.call('GET', '/tickets/{ticketId}/articles', { ticketId: first });
    expect(
      body.items.slice(1).map(({ kind, isPublic, text }: Record<string, unknown>) => [kind, isPublic, text]),
    ).toEqual([['note', false, 'It took <b>long</b>']]);
    await measureTicket(api.tickets, 'acme', first);
    const report = await api.call('GET', '/reports/tickets/{report}', { report: 'satisfaction' }, { query });
    expect(report.body.lines[0].values).toEqual({
      surveyed: '1', rated: '1', ratedShare: '100.0', ratingMean: '2.00',
      rated1: '0', rated2: '1', rated3: '0', rated4: '0', rated5: '0',
    }); // biome-ignore format: a record
  });

  it('with a token that was made up is not there', async () => {
    expect((await show(`${token.slice(0, -1)}x`, '5')).status).toBe(404);
    expect((await show('nonsense', '5')).status).toBe(404);
  });
});
