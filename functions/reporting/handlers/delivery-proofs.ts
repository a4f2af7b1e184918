import { type Binding, on } from '../../../shared/http/binding.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { created, ok } from '../../../shared/http/replies.ts';
import type { NewId } from '../../../shared/kernel/ids.ts';
import { companyOf } from '../../ledger/reader.ts';
import type { Reporting } from '../compose.ts';
import { euros } from '../domain/figure-text.ts';
import { refuse } from '../errors.ts';
import * as routes from '../routes/delivery-proofs.ts';
import type { DeliveryProofItem, VatIdCheckItem } from '../table/delivery-proofs.ts';
import type { JudgedSupply } from '../usecases/judge-supplies.ts';
import { putDeliveryProof } from '../usecases/put-delivery-proof.ts';
import { readDeliveryProofs } from '../usecases/read-delivery-proofs.ts';
import { recordVatIdCheck, vatIdToCheck } from '../usecases/record-vat-id-check.ts';

function proofView({ company: _company, version: _version, ...proof }: DeliveryProofItem) {
  return proof;
}

function checkView({ company: _company, ...check }: VatIdCheckItem) {
  return check;
}

function lackingView({ supply, vatId, malformed, check, proof, lacks }: JudgedSupply) {
  const { buyers: _buyers, amountMinor, ...place } = supply;
  return {
    ...place,
    amount: euros(amountMinor),
    vatId,
    malformed,
    checkedAt: check?.checkedAt,
    proof: proof?.kind,
    lacks: [...lacks],
  };
}

function bindProofs(reporting: Reporting, newId: NewId): readonly Binding[] {
  return [
    on(routes.putDeliveryProof, async ({ params, body, headers, principal, now, requestId }) => {
      const company = await companyOf(reporting, params.companyId);
      const who = { headers, principal, now, requestId };
      const deps = { ...reporting, newId };
      const { proof, isNew } = await putDeliveryProof(deps, company, params.entryId, body, who);
      const etag = etagOf(proof.version);
      const place = `/companies/${company.id}/delivery-proofs/${proof.entryId}`;
      return isNew ? created(proofView(proof), place, etag) : ok(proofView(proof), etag);
    }),
    on(routes.getDeliveryProof, async ({ params: { companyId, entryId } }) => {
      const id = (await reporting.reader.findEntry(companyId, entryId))?.id;
      const proof = id === undefined ? undefined : await reporting.proofs.loadProof(companyId, id);
      if (proof) return ok(proofView(proof), etagOf(proof.version));
      throw refuse('reporting.unknown-proof', `Nothing is recorded for entry ${entryId}.`);
    }),
    on(routes.deliveryProofReport, async ({ params, query: { year, period } }) => {
      const company = await companyOf(reporting, params.companyId);
      const report = await readDeliveryProofs(reporting, company, year, period);
      const { sums, lacking, asOfNumbers } = report;
      return ok({
        year,
        period,
        from: report.period.from,
        to: report.period.to,
        supplies: sums.supplies,
        amount: euros(sums.amountMinor),
        lacking: sums.lacking,
        lackingAmount: euros(sums.lackingMinor),
        lacks: { ...sums.lacks },
        items: lacking.map(lackingView),
        asOfNumbers,
      });
    }),
  ];
}

function bindChecks(reporting: Reporting): readonly Binding[] {
  return [
    on(routes.postVatIdCheck, async ({ params, body, principal, now, idempotency }) => {
      const { companyId: company } = params;
      const replyTo = (check: VatIdCheckItem) =>
        created(checkView(check), `/companies/${company}/vat-id-checks?vatId=${check.vatId}`);
      const wish = { ...body, company, by: principal.id, at: now.toISOString() };
      const check = await recordVatIdCheck(reporting, wish, (kept) =>
        idempotency ? [idempotency.writeFor(replyTo(kept))] : [],
      );
      return replyTo(check);
    }),
    on(routes.listVatIdChecks, async ({ params: { companyId }, query }) => {
      const checks = await reporting.proofs.checksOf(companyId, vatIdToCheck(query.vatId, 'query/vatId'));
      return ok({ items: checks.map(checkView) });
    }),
  ];
}

/** What proves intra-community supplies, and what is missing. */
export function deliveryProofBindings(reporting: Reporting, newId: NewId): readonly Binding[] {
  return [...bindProofs(reporting, newId), ...bindChecks(reporting)];
}
