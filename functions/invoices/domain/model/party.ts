import type { Identifier } from './values.ts';

/** A postal address: BG-5 of the seller, BG-8 of the buyer, BG-12 of the tax representative, BG-15 of the delivery. */
export interface PostalAddress {
  /** BT-35, BT-50, BT-64, BT-75: street and number, usually. */
  readonly line1?: string;
  /** BT-36, BT-51, BT-65, BT-76. */
  readonly line2?: string;
  /** BT-162, BT-163, BT-164, BT-165. */
  readonly line3?: string;
  /** BT-37, BT-52, BT-66, BT-77. */
  readonly city?: string;
  /** BT-38, BT-53, BT-67, BT-78. */
  readonly postCode?: string;
  /** BT-39, BT-54, BT-68, BT-79: region, Bundesland. */
  readonly subdivision?: string;
  /** BT-40, BT-55, BT-69, BT-80: ISO 3166-1 alpha-2. Mandatory in every address. */
  readonly country?: string;
}

/** BG-6 of the seller, BG-9 of the buyer. */
export interface Contact {
  /** BT-41, BT-56: a person or department. */
  readonly name?: string;
  /** BT-42, BT-57. */
  readonly telephone?: string;
  /** BT-43, BT-58. */
  readonly email?: string;
}

/** BG-4. */
export interface Seller {
  /** BT-27, mandatory. */
  readonly name?: string;
  /** BT-28: the name it is known by, other than its own. */
  readonly tradingName?: string;
  /** BT-29: as many as there are; scheme from ICD. */
  readonly ids: readonly Identifier[];
  /** BT-30: number in an official register; scheme from ICD. */
  readonly legalRegistrationId?: Identifier;
  /** BT-31: VAT identifier with the country in front (USt-IdNr.). */
  readonly vatId?: string;
  /** BT-32: the local number (Steuernummer). */
  readonly taxRegistrationId?: string;
  /** BT-33: legal form, capital, court of registration. */
  readonly additionalLegalInformation?: string;
  /** BT-34: scheme from EAS. */
  readonly electronicAddress?: Identifier;
  /** BG-5, mandatory. */
  readonly address?: PostalAddress;
  /** BG-6; mandatory in XRechnung (BR-DE-2). */
  readonly contact?: Contact;
}

/** BG-7. */
export interface Buyer {
  /** BT-44, mandatory. */
  readonly name?: string;
  /** BT-45. */
  readonly tradingName?: string;
  /** BT-46: at most one by the standard; what a file has beyond it is a finding. */
  readonly id?: Identifier;
  /** BT-47. */
  readonly legalRegistrationId?: Identifier;
  /** BT-48. */
  readonly vatId?: string;
  /** BT-49: scheme from EAS. */
  readonly electronicAddress?: Identifier;
  /** BG-8, mandatory. */
  readonly address?: PostalAddress;
  /** BG-9. */
  readonly contact?: Contact;
}

/** BG-10: who is paid, where it is not the seller. */
export interface Payee {
  /** BT-59, mandatory in the group. */
  readonly name?: string;
  /** BT-60. */
  readonly id?: Identifier;
  /** BT-61. */
  readonly legalRegistrationId?: Identifier;
}

/** BG-11: who owes the tax for a seller abroad. */
export interface TaxRepresentative {
  /** BT-62, mandatory in the group. */
  readonly name?: string;
  /** BT-63, mandatory in the group. */
  readonly vatId?: string;
  /** BG-12, mandatory in the group. */
  readonly address?: PostalAddress;
}
