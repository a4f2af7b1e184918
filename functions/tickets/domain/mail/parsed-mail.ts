/** Somebody of a mail. The address is in lower case. */
export interface MailAddress {
  readonly email: string;
  readonly name?: string | undefined;
}

/** A file that came with a mail, as it came. */
export interface MailFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
  /** Without angle brackets. */
  readonly contentId?: string | undefined;
  readonly inline: boolean;
}

/** What a mail says (RFC 5322, RFC 2045 to 2049), decoded; nothing in it is trusted. Ids are without angle brackets. */
export interface ParsedMail {
  readonly messageId?: string | undefined;
  /** `References` and then `In-Reply-To`, oldest first. */
  readonly answers: readonly string[];
  readonly from?: MailAddress | undefined;
  /** Everybody in `To` and `Cc`. */
  readonly to: readonly MailAddress[];
  /** Where it was delivered, as mail servers noted it: `Delivered-To`, `X-Original-To`, `for` of `Received`. */
  readonly deliveredTo: readonly string[];
  readonly subject: string;
  /** RFC 3339, where the mail says one that can be read. */
  readonly date?: string | undefined;
  readonly text: string;
  /** As it came: not fit to be shown. */
  readonly html?: string | undefined;
  readonly files: readonly MailFile[];
  /** Values of each header, by its name in lower case. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** Who wrote the mail that is attached whole, where one is: so some programs pass mails on. */
  readonly attachedFrom?: MailAddress | undefined;
  /** What a report on the delivery of another mail says (RFC 3464). */
  readonly report?: DeliveryReport | undefined;
}

export interface DeliveryReport {
  /** `failed`, `delayed`, `delivered`, `relayed`, `expanded`. */
  readonly action: string;
  /** Enhanced status code (RFC 3463), like 5.1.1. */
  readonly status?: string | undefined;
  readonly recipient?: string | undefined;
  /** Of the mail that is reported on. */
  readonly messageId?: string | undefined;
}

/** The first value of a header; empty where it is absent. */
export function headerOf({ headers }: Pick<ParsedMail, 'headers'>, name: string): string {
  return headers.get(name)?.[0]?.trim() ?? '';
}
