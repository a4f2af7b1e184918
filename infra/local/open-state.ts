import type { DataFolder } from './data-folder.ts';
import { StartRefusal } from './start-refusal.ts';

/**
 * Opens a part of the data folder; what cannot be opened there is most likely damaged (a disk, an edited file).
 * @throws StartRefusal that names the part and the ways out
 */
export async function openState<T>(folder: DataFolder, part: string, open: () => Promise<T> | T): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (!folder.keeps || error instanceof StartRefusal) throw error;
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new StartRefusal(
      `${folder.at(part)} cannot be opened and may be damaged (${reason}); put a backup of the data folder in its place, or start on an empty one with BACKOFFICE_DATA.`,
      { cause: error },
    );
  }
}
