/** What the sender says the invoice is, by its specification identifier (BT-24). */
export type Profile =
  | 'xrechnung'
  | 'xrechnung-extension'
  | 'en16931'
  | 'zugferd-basic'
  | 'zugferd-extended'
  | 'peppol'
  | 'other-cius'
  /** MINIMUM and BASIC WL of ZUGFeRD and Factur-X: no lines, hence no e-invoice of § 14 UStG (BMF of 2024-10-15). */
  | 'zugferd-without-lines'
  | 'unknown';

const EN16931 = 'urn:cen.eu:en16931:2017';
/** XRechnung 3.0.x, section 11.1 and the extension’s own identifier. */
export const XRECHNUNG = `${EN16931}#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0`;
export const XRECHNUNG_EXTENSION = `${XRECHNUNG}#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0`;
export const XRECHNUNG_CVD = `${XRECHNUNG}#compliant#urn:xeinkauf.de:kosit:xrechnung:cvd_0.9`;
const WITHOUT_LINES = /^urn:(?:factur-x\.eu:1p0|zugferd\.de:2p0):(?:minimum|basicwl)$/;

/** Older versions of XRechnung have other identifiers of the same form; they are told apart by the rule BR-DE-21. */
export function profileOf(specification: string | undefined): Profile {
  const id = specification ?? '';
  if (WITHOUT_LINES.test(id.toLowerCase())) return 'zugferd-without-lines';
  if (!id.startsWith(EN16931)) return 'unknown';
  if (id === EN16931) return 'en16931';
  if (/kosit:extension:xrechnung_/.test(id)) return 'xrechnung-extension';
  if (/:xrechnung_\d/.test(id)) return 'xrechnung';
  if (/(?:factur-x\.eu:1p0|zugferd\.de:2p0):basic$/.test(id)) return 'zugferd-basic';
  if (/(?:factur-x\.eu:1p0|zugferd\.de:2p0):extended$/.test(id)) return 'zugferd-extended';
  return id.includes('peppol.eu:2017:poacc:billing:3.0') ? 'peppol' : 'other-cius';
}
