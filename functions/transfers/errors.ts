/** Refusals of transfers, thrown by the shared frameworks and by this module alike. */
export { refuse as refuseExport } from '../../shared/exports/errors.ts';
export { refuse as refuseImport } from '../../shared/imports/errors.ts';
