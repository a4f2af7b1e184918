import { type ImportDefinition, importDefinition } from '../../shared/imports/definition.ts';
import { type ImportRatingsDeps, ratingImport } from './usecases/ratings/import-ratings.ts';

/** The kinds of files that credit takes. */
export function creditImports(deps: ImportRatingsDeps): readonly ImportDefinition[] {
  return [importDefinition(ratingImport(deps))];
}
