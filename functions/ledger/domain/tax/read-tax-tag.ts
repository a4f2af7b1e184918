import { kzOfReverseChargeCase } from './reverse-charge-case.ts';
import type { TaxKind } from './tax-rule.ts';

/** What a tag that the ledger wrote on a line says (`tax-treatment.ts` writes them). */
export interface TaxTag {
  readonly kind: TaxKind;
  /** Percent times 100; 0 for exempt supplies. */
  readonly rate: number;
  /** Kennzahl of the base, where the tag says it: exempt supplies, cases of §13b UStG. */
  readonly vatReturnKz?: string;
  /** DATEV's Sachverhalt of a reverse charge. */
  readonly reverseChargeCase?: string;
}

const TAXED =
  /^(output|output-eu|input|acquisition|vehicle-acquisition|reverse-charge|reverse-charge-undeducted)-(\d{1,2}(?:\.\d{1,2})?)(?:-case-([1-9]\d{0,2}))?$/;
const EXEMPT = /^exempt(?:-(\d{2}))?$/;

/**
 * Reads a tag back: `output-19`, `exempt-41`, `reverse-charge-19-case-7`. Undefined for everything else: tags are free
 * text, and what other programs write there means nothing here.
 */
export function readTaxTag(tag: string | undefined): TaxTag | undefined {
  if (tag === undefined) return undefined;
  const exempt = EXEMPT.exec(tag);
  if (exempt) return { kind: 'exempt', rate: 0, ...(exempt[1] ? { vatReturnKz: exempt[1] } : {}) };
  const taxed = TAXED.exec(tag);
  if (!taxed) return undefined;
  const [, kind = '', percent = '', reverseChargeCase] = taxed;
  const rate = Math.round(Number(percent) * 100);
  if (reverseChargeCase === undefined) return { kind: kind as TaxKind, rate };
  if (!kind.startsWith('reverse-charge')) return undefined;
  return {
    kind: kind as TaxKind,
    rate,
    reverseChargeCase,
    vatReturnKz: kzOfReverseChargeCase(reverseChargeCase),
  };
}
