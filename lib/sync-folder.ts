import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Makes a new name in this folder survive a power cut, as syncing a file does for its content. */
export function syncFolder(folder: string): void {
  const fd = openSync(folder, 'r')
  try {
    fsyncSync(fd)
  } catch (error) {
    // Some network shares can't.
    if ((error as NodeJS.ErrnoException).code !== 'EINVAL') throw error
  } finally {
    closeSync(fd)
  }
}
