import type { Rule } from '../rule.ts';
import { XR_DOCUMENT_RULES } from './document.ts';
import { XR_PARTY_RULES } from './parties.ts';
import { XR_PAYMENT_RULES } from './payment.ts';
import { PEPPOL_DOCUMENT_RULES } from './peppol-document.ts';
import { PEPPOL_LINE_RULES } from './peppol-lines.ts';

/** XRechnung 3.0.2 as KoSIT checks it: XRechnung Schematron 2.5.0 of 2026-01-31, with the rules it takes over from Peppol BIS Billing 3. */
export const XRECHNUNG_RULES: readonly Rule[] = [
  ...XR_DOCUMENT_RULES,
  ...XR_PARTY_RULES,
  ...XR_PAYMENT_RULES,
  ...PEPPOL_DOCUMENT_RULES,
  ...PEPPOL_LINE_RULES,
];
