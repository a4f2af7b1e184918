import { catalogue } from '../kernel/errors.ts';

/** Why an XML file is not read to its end; the sentence names line and column. */
export const refuse = catalogue({
  'transfers.xml-malformed': { kind: 'invalid', title: 'The file is not well-formed XML' },
  'transfers.xml-doctype': { kind: 'invalid', title: 'The file declares a document type' },
  'transfers.xml-encoding': {
    kind: 'invalid',
    title: 'The bytes of the file are not in the encoding it names',
  },
  'transfers.xml-limits': { kind: 'invalid', title: 'The file is built in a way that is not read' },
});
