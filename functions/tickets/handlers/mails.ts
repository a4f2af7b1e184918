import type { FileStore } from '../../../shared/files/file-store.ts';
import type { LinkMaker } from '../../../shared/files/presign.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { noContent, ok } from '../../../shared/http/replies.ts';
import type { Tickets } from '../compose.ts';
import { wordsEndAt } from '../domain/mail/without-ticket.ts';
import { refuse } from '../errors.ts';
import { readAgain } from '../mail/keep-mail.ts';
import * as routes from '../routes/mails.ts';
import type { MailboxRow, MailRow, MailSettingsRow } from '../table/mails.ts';
import { loadMail, refuseMail, releaseMail } from '../usecases/decide-parked-mail.ts';
import { dropMailbox, keepMailbox, keepMailSettings, loadMailbox } from '../usecases/keep-mailboxes.ts';
import { standardMailSettings } from '../usecases/mail-situation.ts';
import { actorOf } from './tickets.ts';

export interface MailHttpDeps extends Tickets {
  readonly files: FileStore;
  readonly links: Pick<LinkMaker, 'toDownload'>;
}

const LISTS = { parked: 'PARKED', refused: 'REFUSED', decided: 'DECIDED' } as const;

function viewMail(
  { companyId: _, source: __, files: ___, raw, ...row }: MailRow,
  { withoutTicketDays }: Pick<MailSettingsRow, 'withoutTicketDays'>,
) {
  const { outcome, receivedAt, redactedAt } = row;
  const goes = (outcome === 'parked' || outcome === 'refused') && redactedAt === undefined;
  const wordsEnd = goes ? { wordsEndAt: wordsEndAt(receivedAt, withoutTicketDays) } : {};
  return { ...row, sizeBytes: raw.sizeBytes, ...wordsEnd };
}
function viewMailbox({ companyId: _, ...row }: MailboxRow) {
  return row;
}
function viewSettings(row: Omit<MailSettingsRow, 'secret'> & Partial<MailSettingsRow>) {
  const { companyId: _, secret: __, ...shown } = row;
  return shown;
}

/** Mails that arrived, and where they may arrive. */
export function mailBindings(deps: MailHttpDeps): readonly Binding[] {
  const { reader } = deps;
  const settingsOf = async (companyId: string) =>
    (await reader.loadMailSettings(companyId)) ?? standardMailSettings(companyId);
  const viewOne = async (row: MailRow) => viewMail(row, await settingsOf(row.companyId));
  return [
    on(routes.listMails, async (request) => {
      const paging = pagingOf(routes.listMails.id, request);
      const { companyId } = request.params;
      const [{ items, next }, settings] = await Promise.all([
        reader.listMails(companyId, LISTS[request.query.state], paging),
        settingsOf(companyId),
      ]);
      return ok(
        paging.page(
          items.map((row) => viewMail(row, settings)),
          next,
        ),
      );
    }),
    on(routes.getMail, async ({ params, now }) => {
      const row = await loadMail(deps, params);
      if (row.redactedAt !== undefined)
        throw refuse('tickets.redacted', 'The mail was erased, or kept as long as it had to be.');
      const raw = deps.links.toDownload(row.raw.key, `${row.mailId}.eml`, now);
      return ok({ ...(await viewOne(row)), raw });
    }),
    on(routes.releaseMail, async ({ params, body, principal, membership, now }) => {
      const who = { by: actorOf(principal, membership), now };
      const again = { ...deps, readAgain: (row: MailRow) => readAgain(deps.files, row) };
      return ok(await viewOne(await releaseMail(again, params, body, who)));
    }),
    on(routes.refuseMail, async ({ params, body, principal, membership, now }) => {
      const who = { by: actorOf(principal, membership), now };
      return ok(await viewOne(await refuseMail(deps, params, body.reason, who)));
    }),
    on(routes.listMailDays, async (request) => {
      const paging = pagingOf(routes.listMailDays.id, request);
      const { params, query } = request;
      const { items, next } = await reader.listMailDays(params.companyId, query.from, query.to, paging);
      const shown = items.map(({ companyId: _, ...day }) => day);
      return ok(paging.page(shown, next));
    }),
    on(routes.putMailbox, async ({ params, body, principal, headers, now }) => {
      const row = await keepMailbox(deps, { ...params, ...body }, { principal: principal.id, headers, now });
      return ok(viewMailbox(row), etagOf(row.version));
    }),
    on(routes.getMailbox, async ({ params: { companyId, address } }) => {
      const row = await loadMailbox(deps, companyId, address);
      return ok(viewMailbox(row), etagOf(row.version));
    }),
    on(routes.listMailboxes, async ({ params: { companyId } }) =>
      ok({ items: (await reader.allMailboxes(companyId)).map(viewMailbox) }),
    ),
    on(routes.deleteMailbox, async ({ params: { companyId, address }, principal, headers, now }) => {
      await dropMailbox(deps, companyId, address, { principal: principal.id, headers, now });
      return noContent();
    }),
    on(routes.getMailSettings, async ({ params: { companyId } }) => {
      const row = await settingsOf(companyId);
      return ok(viewSettings(row), etagOf(row.version));
    }),
    on(routes.putMailSettings, async ({ params: { companyId }, body, principal, headers, now }) => {
      const row = await keepMailSettings(deps, companyId, body, { principal: principal.id, headers, now });
      return ok(viewSettings(row), etagOf(row.version));
    }),
  ];
}
