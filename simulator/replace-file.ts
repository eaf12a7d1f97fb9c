import { chmod, rename, writeFile } from 'node:fs/promises'

/** A reader of `file` always finds either the complete old or the complete new content, even after a crash. */
export async function replaceFile(file: string, content: string, mode: number): Promise<void> {
  const draft = `${file}.${process.pid}`
  await writeFile(draft, content, { mode, flush: true })
  await chmod(draft, mode)
  await rename(draft, file)
}
