const brand = Symbol.for('gatehouse.embedded-error')

/** Why the embedded Postgres does not run. The message is for people and says what to do. */
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
