import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { syncFolder } from '#lib/sync-folder.ts'

/**
 * Puts a line before the content of a file in one step, so that a process that starts meanwhile reads the old file or
 * the new one. Owner and mode stay; of a link, the file that it names is replaced. Throws Node's errors: EEXIST when
 * another command is at it, or was killed.
 */
export function prependLine(file: string, line: string): void {
  const target = realpathSync(file)
  const { mode, uid, gid } = statSync(target)
  const content = readFileSync(target, 'utf8').replace(/^\uFEFF/, '')
  const fresh = `${target}.new`
  const fd = openSync(fresh, 'wx', 0o600)
  try {
    try {
      writeFileSync(fd, `${line}\n${content}`)
      fchownSync(fd, uid, gid)
      fchmodSync(fd, mode & 0o777)
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    renameSync(fresh, target)
  } catch (error) {
    rmSync(fresh, { force: true })
    throw error
  }
  syncFolder(dirname(target))
}
