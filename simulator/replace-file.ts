import { chmod, link, rename, rm, writeFile } from 'node:fs/promises'
import { randomHex } from './random.ts'

/**
 * A reader of `file` always finds either the complete old or the complete new content, even after a crash. Several
 * writers, also of one process, don't disturb each other: the last one wins.
 */
export async function replaceFile(file: string, content: string, mode: number): Promise<void> {
  await withDraft(file, content, mode, (draft) => rename(draft, file))
}

/**
 * Creates `file` with its complete content: of several writers, the first one wins. False: it was there already, or
 * its file system has no links.
 */
export async function createFile(file: string, content: string, mode: number): Promise<boolean> {
  return withDraft(file, content, mode, (draft) =>
    link(draft, file).then(
      () => true,
      () => false,
    ),
  )
}

/** The draft has what the file has, such as secrets: nothing of it is left behind, whatever fails. */
async function withDraft<Result>(
  file: string,
  content: string,
  mode: number,
  use: (draft: string) => Promise<Result>,
): Promise<Result> {
  const draft = `${file}.${randomHex(8)}`
  try {
    await writeFile(draft, content, { mode, flush: true })
    await chmod(draft, mode)
    return await use(draft)
  } finally {
    await rm(draft, { force: true })
  }
}
