import { type ApiRequest, type Binding, on } from '../../../shared/http/binding.ts';
import { pagingOf } from '../../../shared/http/cursor.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { created, noContent, ok } from '../../../shared/http/replies.ts';
import { percentText, percentTimes100 } from '../../../shared/kernel/percent.ts';
import { companyOf, type LedgerCompany } from '../../ledger/reader.ts';
import type { Receivables } from '../compose.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/partners.ts';
import type { PartnerRow } from '../table.ts';
import { erasePartner, putPartner } from '../usecases/put-partner.ts';

function viewPartner({
  company: _company,
  version: _version,
  discountPercentTimes100,
  ...partner
}: PartnerRow) {
  const percent = discountPercentTimes100;
  return { ...partner, discountPercent: percent === undefined ? undefined : percentText(percent) };
}

function inputOf(
  company: LedgerCompany,
  request: Pick<ApiRequest, 'headers' | 'principal' | 'now' | 'requestId'>,
) {
  const { headers, principal, now, requestId } = request;
  return { company, headers, principal, now, requestId };
}

/** Customers and vendors. */
export function partnerBindings(receivables: Receivables): readonly Binding[] {
  const { reader, kindOfAccount } = receivables;

  async function load(companyId: string, id: string): Promise<PartnerRow> {
    const partner = await reader.loadPartner(companyId, id);
    if (partner) return partner;
    throw refuse('receivables.unknown-partner', `There is no partner ${id}.`);
  }

  return [
    on(routes.putPartner, async (request) => {
      const { params, body } = request;
      const company = await companyOf(receivables.books, params.companyId);
      const { discountPercent, ...rest } = body;
      const percent = discountPercent === undefined ? undefined : percentTimes100(discountPercent);
      const wish = { id: params.partnerId, ...rest, discountPercentTimes100: percent };
      const kindOf = (account: string) => kindOfAccount(account, company.accountLength);
      const { partner, isNew } = await putPartner(receivables, inputOf(company, request), wish, kindOf);
      const view = viewPartner(partner);
      const etag = etagOf(partner.version);
      return isNew ? created(view, `/companies/${company.id}/partners/${partner.id}`, etag) : ok(view, etag);
    }),
    on(routes.getPartner, async ({ params }) => {
      const partner = await load(params.companyId, params.partnerId);
      return ok(viewPartner(partner), etagOf(partner.version));
    }),
    on(routes.listPartners, async (request) => {
      const paging = pagingOf(routes.listPartners.id, request);
      const { items, next } = await reader.listPartners(request.params.companyId, paging);
      return ok(paging.page(items.map(viewPartner), next));
    }),
    on(routes.deletePartner, async (request) => {
      const company = await companyOf(receivables.books, request.params.companyId);
      await erasePartner(receivables, inputOf(company, request), request.params.partnerId);
      return noContent();
    }),
  ];
}
