import { spawnSync } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { EmbeddedError } from './errors.ts'

/** Held by this process and by every child that inherits `fd`. The kernel releases it with its last holder. */
export interface Lock {
  readonly fd: number
  release(): void
}

export type LockMode = 'shared' | 'exclusive'

/**
 * Node has no flock(2). Both commands lock the open file behind descriptor 3, which they share with us, so the lock
 * remains when they exit. macOS lacks the first command, slim images the second.
 */
const commands: readonly ((mode: LockMode) => readonly [string, ...string[]])[] = [
  (mode) => ['flock', '-n', mode === 'shared' ? '-s' : '-x', '3'],
  (mode) => [
    'perl',
    '-e',
    'open(my $file, "<&=", 3) or exit 2; exit(flock($file, $ARGV[0]) ? 0 : 1)',
    mode === 'shared' ? '5' : '6',
  ],
]

/** Null when another process holds the lock. The file is created if it doesn't exist, and never removed. */
export function tryLock(path: string, mode: LockMode): Lock | null {
  const fd = openSync(path, 'a', 0o600)
  for (const command of commands) {
    const [tool, ...args] = command(mode)
    const { status, error } = spawnSync(tool, args, { stdio: ['ignore', 'ignore', 'ignore', fd] })
    if (error !== undefined) continue
    if (status === 0) return { fd, release: once(() => closeSync(fd)) }
    closeSync(fd)
    if (status === 1) return null
    throw new EmbeddedError(
      'embedded_folder_refused',
      `The file ${path} can't be locked (${tool} ended with ${status}). Put GATEHOUSE_DATA on a disk of this machine, or set DATABASE_URL.`,
    )
  }
  closeSync(fd)
  throw new EmbeddedError(
    'embedded_binaries_missing',
    'The embedded Postgres needs the command flock (package util-linux) or perl. Install one of them, or set DATABASE_URL.',
  )
}

function once(action: () => void): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    action()
  }
}
