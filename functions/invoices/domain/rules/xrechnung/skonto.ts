/** A line of XRechnung 3.0.x on Skonto (BT-20, section 11.3): days, percentage, and the base where it is not what is due. */
const SKONTO = /^#SKONTO#TAGE=\d+#PROZENT=\d+\.\d{2}(?:#BASISBETRAG=-?\d+\.\d{2})?#$/;

/** What is wrong with the lines of payment terms that begin with a number sign, or undefined. */
export function skontoProblem(paymentTerms: string): string | undefined {
  const lines = paymentTerms.split(/\r?\n/);
  const structured = lines.filter((line) => line.trimStart().startsWith('#'));
  if (structured.length === 0) return undefined;
  const wrong = structured.find((line) => !SKONTO.test(line.replace(/\s+/g, ' ').trim()));
  if (wrong !== undefined) {
    const form = '#SKONTO#TAGE=14#PROZENT=2.00# or #SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=357.93#';
    return `"${wrong.trim().slice(0, 80)}" is not of the form ${form}.`;
  }
  const after = paymentTerms.split(/#[^\r\n]+#/).at(-1) ?? '';
  return /^\s*\n/.test(after) ? undefined : 'The last line on Skonto does not end with a line break.';
}
