/** The items of transfers are shared: a module's worker writes them in the transactions of its own work. */
export { Export } from '../../shared/exports/table.ts';
export { Import, RefusedRows, TakenFile } from '../../shared/imports/table.ts';
