import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { replaceFile } from '../replace-file.ts'

/** How long after a change it is written, together with later ones. */
const delayMs = 250

export interface Keeper {
  changed(): void
  /** Resolves when all changes so far are in the file, or when it was reported that they can't be written. */
  flush(): Promise<void>
}

/**
 * Keeps the result of `describe` in `file`, which only its owner may read. Throws Node's error when the first write
 * fails; later failures are reported, and the next change tries again.
 */
export async function keepState(
  file: string,
  describe: () => object,
  report: (line: string) => void,
): Promise<Keeper> {
  const write = () => replaceFile(file, JSON.stringify(describe()), 0o600)
  let isBehind = false
  let isFailing = false
  let timer: NodeJS.Timeout | null = null
  let writing = Promise.resolve()

  const catchUp = async () => {
    if (!isBehind) return
    isBehind = false
    try {
      await write()
      isFailing = false
    } catch (error) {
      isBehind = true
      if (!isFailing) report(`The simulator's world cannot be kept in ${file}: ${(error as Error).message}`)
      isFailing = true
    }
  }
  const flush = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    writing = writing.then(catchUp)
    return writing
  }

  await mkdir(dirname(file), { recursive: true })
  await write()
  return {
    flush,
    changed() {
      isBehind = true
      timer ??= setTimeout(flush, delayMs).unref()
    },
  }
}
