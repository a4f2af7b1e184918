/**
 * VAT ids of the member states (and XI for Northern Ireland) by their form: country code and digits or letters as the
 * Commission's VIES lists them (FAQ, question 11). Whether one is registered only VIES can tell.
 */
const VAT_ID: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/, BE: /^[01]\d{9}$/, BG: /^\d{9,10}$/, CY: /^\d{8}[A-Z]$/, CZ: /^\d{8,10}$/, DE: /^\d{9}$/,
  DK: /^\d{8}$/, EE: /^\d{9}$/, EL: /^\d{9}$/, ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/, FI: /^\d{8}$/, FR: /^[A-Z0-9]{2}\d{9}$/,
  HR: /^\d{11}$/, HU: /^\d{8}$/, IE: /^(\d[A-Z0-9+*]\d{5}[A-Z]|\d{7}[A-W][A-I])$/, IT: /^\d{11}$/, LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/, LV: /^\d{11}$/, MT: /^\d{8}$/, NL: /^[A-Z0-9+*]{12}$/, PL: /^\d{10}$/, PT: /^\d{9}$/, RO: /^\d{2,10}$/,
  SE: /^\d{12}$/, SI: /^\d{8}$/, SK: /^\d{10}$/, XI: /^(\d{9}|\d{12}|(GD|HA)\d{3})$/,
}; // biome-ignore format: a table

/** Whether a VAT id of the EU has the form that its state gives; ids of other countries are not looked at. */
export function isVatId(id: string): boolean {
  const form = VAT_ID[id.slice(0, 2)];
  return form ? form.test(id.slice(2)) : /^[A-Z]{2}[A-Z0-9]{2,13}$/.test(id);
}

/** Whether it is the id of a business in another member state, or in Northern Ireland, and has its form. */
export function isForeignEuVatId(id: string): boolean {
  const form = VAT_ID[id.slice(0, 2)];
  return form !== undefined && !id.startsWith('DE') && form.test(id.slice(2));
}
