import { chmod, rename, writeFile } from 'node:fs/promises'

/** Whoever reads `file` meanwhile, or after a crash, finds the old content or the new one, whole. */
export async function replaceFile(file: string, content: string, mode: number): Promise<void> {
  const draft = `${file}.${process.pid}`
  await writeFile(draft, content, { mode, flush: true })
  await chmod(draft, mode)
  await rename(draft, file)
}
