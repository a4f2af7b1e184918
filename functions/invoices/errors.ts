import { catalogue } from '../../shared/kernel/errors.ts';

/** Every refusal of e-invoices. */
export const refuse = catalogue({
  'invoices.unreadable-pdf': { kind: 'invalid', title: 'The PDF cannot be read' },
  'invoices.encrypted-pdf': { kind: 'invalid', title: 'The PDF is encrypted' },
  'invoices.pdf-too-large': { kind: 'invalid', title: 'The PDF holds more than is read' },
  'invoices.no-embedded-invoice': { kind: 'invalid', title: 'The PDF has no e-invoice in it' },
  'invoices.not-an-invoice': { kind: 'invalid', title: 'The file is no e-invoice' },
  'invoices.invoice-too-large': { kind: 'invalid', title: 'The invoice is too large to be kept' },
  'invoices.unknown-invoice': { kind: 'missing', title: 'There is no such invoice' },
  'invoices.no-settings': { kind: 'missing', title: 'The company has no invoice settings yet' },
  'invoices.invalid-settings': { kind: 'invalid', title: 'The invoice settings cannot be like this' },
  'invoices.invoice-state': { kind: 'conflict', title: 'The invoice is not in a state for this' },
  'invoices.reason-needed': {
    kind: 'invalid',
    title: 'The invoice has errors: say why it is booked all the same',
  },
  'invoices.invalid-booking': { kind: 'invalid', title: 'The invoice cannot be booked like this' },
  'invoices.total-differs': { kind: 'invalid', title: 'The lines do not come to the total of the invoice' },
  'invoices.nothing-to-book': { kind: 'invalid', title: 'The invoice comes to nothing' },
  'invoices.invalid-order': { kind: 'invalid', title: 'The invoice cannot be written like this' },
  'invoices.number-taken': { kind: 'conflict', title: 'The number belongs to another invoice' },
  'invoices.unknown-customer': { kind: 'invalid', title: 'There is no such customer' },
  'invoices.already-cancelled': { kind: 'conflict', title: 'The invoice is cancelled already' },
  'invoices.nothing-left': { kind: 'conflict', title: 'Credit notes have taken all of it' },
  'invoices.advance-deducted': { kind: 'conflict', title: 'A final invoice deducts the advance' },
  'invoices.advance-open': { kind: 'conflict', title: 'The advance is not settled yet' },
  'invoices.needs-chart': { kind: 'invalid', title: 'Invoices are booked in SKR03 and SKR04' },
});
