import type { Table } from '../../shared/table/table.ts';
import { AssetRow } from './table.ts';

export type AssetsReader = ReturnType<typeof assetsReader>;

/** Read-only queries of fixed assets; strongly consistent. */
export function assetsReader(table: Table) {
  function loadAsset(company: string, id: string): Promise<AssetRow | undefined> {
    return table.get(AssetRow, { company, id });
  }

  function loadAssets(company: string, ids: readonly string[]): Promise<AssetRow[]> {
    return table.getMany(
      AssetRow,
      ids.map((id) => ({ company, id })),
    );
  }

  function listAssets(
    company: string,
    page: { readonly limit: number; readonly after?: Readonly<Record<string, string>> | undefined },
  ) {
    return table.query(AssetRow, { pk: `C#${company}#ASSETS`, ...page });
  }

  function allAssets(company: string): Promise<AssetRow[]> {
    return Array.fromAsync(table.queryAll(AssetRow, { pk: `C#${company}#ASSETS` }));
  }

  return { loadAsset, loadAssets, listAssets, allAssets };
}
