import type { Write } from '../../../shared/table/writes.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import { figureDifferences } from '../domain/figure-differences.ts';
import { figureTexts } from '../domain/figure-text.ts';
import { refuse } from '../errors.ts';
import type { ReportingStore } from '../store.ts';
import type { VatReturnItem } from '../table.ts';
import { type ReadVatReturnDeps, readVatReturn } from './read-vat-return.ts';

export interface FileVatReturnDeps extends ReadVatReturnDeps {
  readonly store: Pick<ReportingStore, 'lastReturn' | 'file' | 'returnsOfYear'>;
}

export interface FilingOrder {
  readonly year: number;
  readonly period: string;
  readonly filedBy: string;
  readonly filedAt: string;
  readonly together: (filed: VatReturnItem) => readonly Write[];
}

/**
 * Keeps the figures of a period as they are now. A further one corrects the one before (§153 AO) and says by how much.
 * @throws reporting.return-unchanged when there is nothing to correct
 */
export async function fileVatReturn(
  deps: FileVatReturnDeps,
  company: LedgerCompany,
  { year, period, filedBy, filedAt, together }: FilingOrder,
): Promise<VatReturnItem> {
  const before = await deps.store.lastReturn(company.id, year, period);
  const made = await readVatReturn(deps, company, year, period);
  const figures = figureTexts(made.figures);
  const differences = before ? figureDifferences(before.figures, figures) : {};
  if (before && Object.keys(differences).length === 0) {
    throw refuse('reporting.return-unchanged', `Filed on ${before.filedAt} with the same figures.`);
  }
  const filed: VatReturnItem = {
    company: company.id,
    year,
    period,
    sequence: (before?.sequence ?? 0) + 1,
    corrected: before !== undefined,
    figures,
    differences,
    asOfNumbers: { ...made.asOfNumbers },
    filedBy,
    filedAt,
  };
  await deps.store.file(filed, together(filed));
  return filed;
}
