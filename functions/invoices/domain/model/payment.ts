/** BG-17: an account to pay to. */
export interface CreditTransfer {
  /** BT-84, mandatory in the group: IBAN for SEPA. */
  readonly account?: string;
  /** BT-85. */
  readonly accountName?: string;
  /** BT-86: BIC, usually. */
  readonly serviceProvider?: string;
}

/** BG-18. */
export interface PaymentCard {
  /** BT-87, mandatory in the group: the last four to six digits only (PCI). */
  readonly number?: string;
  /** BT-88. */
  readonly holder?: string;
}

/** BG-19. */
export interface DirectDebit {
  /** BT-89. */
  readonly mandate?: string;
  /** BT-90: Gläubiger-Identifikationsnummer. */
  readonly creditorId?: string;
  /** BT-91: IBAN. */
  readonly debitedAccount?: string;
}

/** BG-16. The syntaxes repeat it, one per account; the standard has it once: what differs between them is a finding. */
export interface PaymentInstructions {
  /** BT-81, mandatory in the group: UNCL 4461 (58 SEPA credit transfer, 59 SEPA direct debit). */
  readonly meansCode?: string;
  /** BT-82. */
  readonly meansText?: string;
  /** BT-83: Verwendungszweck. */
  readonly remittanceInformation?: string;
  /** BG-17. */
  readonly creditTransfers: readonly CreditTransfer[];
  /** BG-18. */
  readonly card?: PaymentCard;
  /** BG-19. */
  readonly directDebit?: DirectDebit;
}
