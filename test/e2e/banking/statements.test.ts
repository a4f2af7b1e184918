import { describe, expect, it } from 'vitest';
import { camtFile, OWN_IBAN } from '../../support/statement-fixtures.ts';
import { createCompany, importFile } from '../../support/stories.ts';

describe('a bank statement', () => {
  it('comes in through an upload: transactions, balances, the new account; the wrong one is refused with the place', async () => {
    const company = await createCompany();
    const content = camtFile({
      entries: [
        {
          amount: '119.00',
          endToEndId: 'RE-1',
          name: 'Grün & Söhne'.replace('&', '&amp;'),
          text: 'Rechnung 1',
        },
        { amount: '-30.00', reference: 'B1', details: ['-10.00', '-20.00'] },
      ],
    });
    const imported = await importFile(company, 'bank-statement', { name: 'statement.xml', content });
    expect(imported).toMatchObject({ state: 'done', read: 3, done: 3, refused: [] });
    expect(imported.findings).toMatchObject([{ code: 'banking.new-account' }]);
    const list = await company.ask('GET', company.at(`/bank-transactions?importId=${imported.importId}`));
    expect(list.body.items).toMatchObject([
      {
        iban: OWN_IBAN,
        amount: '119.00',
        endToEndId: 'RE-1',
        counterparty: { name: 'Grün & Söhne' },
        state: 'new',
      },
      { amount: '-10.00', counterparty: { name: 'Muster GmbH 0' } },
      { amount: '-20.00', counterparty: { name: 'Muster GmbH 1' } },
    ]);
    const statements = await company.ask('GET', company.at('/bank-statements'));
    expect(statements.body.items).toMatchObject([{ opening: '100.00', booked: '89.00', closing: '189.00' }]);
    const place = company.at(`/bank-accounts/${OWN_IBAN}`);
    const confirmed = await company.ask(
      'PUT',
      place,
      { name: 'Hausbank', ledgerAccount: '1200' },
      { 'if-match': '"1"' },
    );
    expect(confirmed).toMatchObject({ status: 200, body: { state: 'confirmed' } });

    const wrong = camtFile({
      id: 'S2',
      number: 2,
      opening: '189.00',
      closing: '200.00',
      entries: [{ amount: '1.00' }],
    });
    const refused = await importFile(company, 'bank-statement', { name: 'wrong.xml', content: wrong });
    expect(refused).toMatchObject({
      state: 'done',
      done: 0,
      refused: [{ row: 1, code: 'banking.statement-sum' }],
    });
    const cut = await importFile(company, 'bank-statement', {
      name: 'cut.xml',
      content: content.slice(0, -100),
    });
    expect(cut).toMatchObject({ state: 'failed', failure: { code: 'transfers.xml-malformed' } });
    const all = await company.ask('GET', company.at('/bank-transactions'));
    expect(all.body.items).toHaveLength(3);
  });
});
