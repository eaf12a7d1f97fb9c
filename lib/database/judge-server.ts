import { ServerError } from './server-error.ts'

/** What a server says of itself and of the database. */
export interface ServerFacts {
  /** As `server_version_num`: 150004 is 15.4. */
  readonly version: number
  readonly encoding: string
  readonly isReadOnly: boolean
}

const oldestVersion = 15

/** Why Gatehouse cannot work on it; null when it can. Pure. */
export function checkServer({ version, encoding, isReadOnly }: ServerFacts): ServerError | null {
  const major = Math.floor(version / 10_000)
  if (major < oldestVersion) {
    return new ServerError(
      `it is Postgres ${major}`,
      `Gatehouse needs ${oldestVersion} or newer: upgrade it, or name another server in DATABASE_URL.`,
    )
  }
  if (encoding !== 'UTF8') {
    return new ServerError(
      `its encoding ${encoding} cannot hold every name`,
      "Make another: create database … encoding 'UTF8' template template0.",
    )
  }
  if (isReadOnly) {
    return new ServerError(
      'it takes no writes',
      'If it is a standby, name the primary server in DATABASE_URL; if not, end default_transaction_read_only.',
    )
  }
  return null
}

/**
 * The migrations that a database has had, by their times, beside those that this version knows: whether some are
 * missing, or why it must be left alone. Pure.
 */
export function classifyMigrations(
  known: readonly number[],
  applied: readonly number[],
): 'current' | 'behind' | ServerError {
  if (applied.every((time) => known.includes(time)))
    return applied.length < known.length ? 'behind' : 'current'
  return known.every((time) => applied.includes(time))
    ? new ServerError(
        'a newer Gatehouse has brought it up to date',
        'Start that version or a newer one, or go back to a backup of before.',
      )
    : new ServerError('it holds the tables of another program', 'Give Gatehouse a database of its own.')
}
