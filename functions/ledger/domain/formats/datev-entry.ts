import { toChartNumber } from '../account-number.ts';
import type { NewEntry } from '../entry.ts';
import { type GrossPosting, grossEntry } from '../gross-entry.ts';
import type { DatevHeader } from './datev-header.ts';
import type { DatevPosting } from './datev-row.ts';
import { refuseRow } from './format-errors.ts';

/** Whose books a batch is for, as far as tax goes. */
export type DatevBooks = Pick<GrossPosting, 'chart'> & { readonly vatTaxation?: 'agreed' | 'received' };

/** Saldenvorträge: 9000 for general ledger accounts, 9008 customers, 9009 vendors, in both charts. */
const CARRIED_FORWARD = /^900[0-9]$/;

function isOpening(posting: DatevPosting, header: DatevHeader): boolean {
  return (
    posting.date === header.fiscalYearStart &&
    [posting.account, posting.contraAccount].some((account) =>
      CARRIED_FORWARD.test(toChartNumber(account, header.accountLength) ?? ''),
    )
  );
}

/** A field that a row leaves empty says nothing. */
function unlessEmpty(field: string): string | undefined {
  return field === '' ? undefined : field;
}

/**
 * Turns a row into a balanced entry (`grossEntry`). A row on the year's first day against a carry-forward account (9000
 * to 9009) is an opening entry. A row without text is named by its document, else by its accounts.
 */
export function datevEntry(posting: DatevPosting, header: DatevHeader, books: DatevBooks): NewEntry {
  const { account, contraAccount, documentNumber } = posting;
  return grossEntry(
    {
      ...posting,
      chart: books.chart,
      taxOnPayment: books.vatTaxation === 'received',
      accountLength: header.accountLength,
      kind: isOpening(posting, header) ? 'opening' : 'regular',
      documentNumber: unlessEmpty(documentNumber),
      reference: unlessEmpty(posting.reference),
      text: posting.text || documentNumber || `${account} / ${contraAccount}`,
      costCentre: unlessEmpty(posting.costCentre),
      costCentre2: unlessEmpty(posting.costCentre2),
      partner: unlessEmpty(posting.euVatId),
      reverseChargeCase: unlessEmpty(posting.reverseChargeCase),
    },
    () =>
      refuseRow(
        'ledger.row-unsupported',
        'Fields 3 to 6: both accounts carry tax, so that no line has the foreign amount.',
      ),
  );
}
