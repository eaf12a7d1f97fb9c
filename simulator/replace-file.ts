import { chmod, rename, writeFile } from 'node:fs/promises'
import { randomHex } from './random.ts'

/**
 * A reader of `file` always finds either the complete old or the complete new content, even after a crash. Several
 * writers, also of one process, don't disturb each other: the last one wins.
 */
export async function replaceFile(file: string, content: string, mode: number): Promise<void> {
  const draft = `${file}.${randomHex(8)}`
  await writeFile(draft, content, { mode, flush: true })
  await chmod(draft, mode)
  await rename(draft, file)
}
