/** Where customers live in tests of invoices. */
export const PLACE = {
  street: 'Markt',
  houseNumber: '1',
  postcode: '12345',
  city: 'Musterstadt',
  country: 'DE',
};

/** Who issues them. */
export const ISSUER = {
  name: 'Acme GmbH',
  address: { street: 'Lange Straße', houseNumber: '7', postcode: '20095', city: 'Hamburg' },
  contact: { name: 'Anna Ahrens', phone: '+49 40 1234567', email: 'rechnung@acme.example' },
  iban: 'DE89 3704 0044 0532 0130 00',
};

export const INVOICE_SETTINGS = { vatId: 'DE136695976', issuer: ISSUER, expenseAccount: '4980' };
