export const SETTINGS = {
  name: 'Acme GmbH',
  iban: 'DE89 3704 0044 0532 0130 00',
  creditorId: 'DE98ZZZ09999999999',
};

export const VENDOR = {
  kind: 'vendor',
  name: 'Papier Müller',
  account: '70000',
  iban: 'DE02120300000000202051',
  paymentTermsDays: 30,
  discountDays: 14,
  discountPercent: '2',
  address: { street: 'Weg', houseNumber: '1', postcode: '10115', city: 'Berlin', country: 'DE' },
};

/** An invoice of 119.00 with 19 % from vendor 70000. */
export const PURCHASE = {
  date: '2026-06-05',
  amount: '119.00',
  debitAccount: '4930',
  creditAccount: '70000',
  taxCode: '9',
  documentNumber: 'ER-1',
  text: 'Paper',
};
