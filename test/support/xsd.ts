import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';

const FOLDER = resolve(import.meta.dirname, '../../../shared/data/sepa');
/** The schemas of ISO 20022 are no part of the project: tests against them skip where the folder is absent. */
export const hasSepaSchemas = existsSync(FOLDER);

/** Validates documents against a schema of `../shared/data/sepa`; answers what is wrong, or undefined. */
export function schemaOf(name: string): (xml: string) => string | undefined {
  const schema = XmlDocument.fromBuffer(readFileSync(resolve(FOLDER, name)));
  const validator = XsdValidator.fromDoc(schema);
  return (xml) => {
    const document = XmlDocument.fromString(xml);
    try {
      validator.validate(document);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    } finally {
      document.dispose();
    }
  };
}
