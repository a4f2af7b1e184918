import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { ProposedLetter } from '../../functions/receivables/domain/dunning/propose-dunning.ts';
import type { Sender } from '../../functions/receivables/domain/letters/letter.ts';
import type { PdfFonts } from '../../shared/pdf/write-pdf.ts';

const FONTS = path.join(
  path.dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')),
  'ttf',
);

export function letterFonts(): PdfFonts {
  const read = (name: string) => readFileSync(path.join(FONTS, name));
  return { regular: read('DejaVuSans.ttf'), bold: read('DejaVuSans-Bold.ttf') };
}

export const SENDER: Sender = {
  name: 'Muster & Söhne GmbH',
  address: ['Hafenstraße 12', '20457 Hamburg'],
  email: 'buchhaltung@muster.example',
  phone: '040 123456',
  iban: 'DE02120300000000202051',
  bic: 'BYLADEM1001',
  footer: [
    'Muster & Söhne GmbH · Sitz: Hamburg · Amtsgericht Hamburg HRB 12345 · Geschäftsführerin: Änne Groß',
    'USt-IdNr. DE123456789',
  ],
};

/** A letter with that many items, the last of them a credit. */
export function proposedLetter(items: number, language: 'de' | 'en' = 'de'): ProposedLetter {
  const item = (at: number, openMinor: bigint) => ({
    id: `itm_${at}`,
    account: '10001',
    partnerId: 'p1',
    documentNumber: `RE-2026-${String(at + 1).padStart(4, '0')}`,
    date: '2026-01-05',
    dueDate: '2026-02-04',
    openMinor,
    currency: 'EUR',
  });
  const claims = Array.from({ length: items }, (_, at) => ({
    item: item(at, 123_456n + BigInt(at)),
    level: 2,
    principalMinor: 123_456n + BigInt(at),
    interestMinor: 310n,
  }));
  const credits = [item(items, -5_000n)];
  const principalMinor = claims.reduce((sum, claim) => sum + claim.principalMinor, -5_000n);
  const interestMinor = 310n * BigInt(items);
  return {
    partner: {
      id: 'p1',
      kind: 'customer',
      name: 'Źdźbło i Čeněk Růžička Sp. z o.o.',
      account: '10001',
      language,
      address: {
        street: 'ul. Świętokrzyska',
        houseNumber: '7/2',
        postcode: '00-360',
        city: 'Łódź',
        country: 'PL',
      },
    },
    level: 2,
    claims,
    credits,
    principalMinor,
    interestMinor,
    feeMinor: 250n,
    totalMinor: principalMinor + interestMinor + 250n,
    payBy: '2026-03-16',
  };
}
