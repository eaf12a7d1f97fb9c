import { AppError, type ErrorCode } from '../errors.ts'
import { maskSecrets } from '../secret.ts'

/** Why Gatehouse can't use a database. `message` names the problem, `next` the remedy. */
export class ServerError extends Error {
  readonly code = 'server_unfit'
  readonly next: string

  constructor(message: string, next: string) {
    super(message)
    this.name = 'ServerError'
    this.next = next
  }
}

/** Error codes of Postgres, Node and postgres.js, and what to do about each. */
const advice: readonly (readonly [next: string, ...codes: string[]])[] = [
  [
    'Check host and port in DATABASE_URL, and that the server is running and accepts connections from here.',
    ...[
      'ECONNREFUSED',
      'ENOTFOUND',
      'EAI_AGAIN',
      'ETIMEDOUT',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'CONNECT_TIMEOUT',
    ],
  ],
  [
    'Check user and password in DATABASE_URL; characters such as @ : / ? # % have to be percent-encoded there.',
    '28P01',
  ],
  [
    'Check user and host in DATABASE_URL, and pg_hba.conf of the server. If it wants encryption, add ?sslmode=require.',
    '28000',
  ],
  ["Create it: create database … owner … encoding 'UTF8' template template0.", '3D000'],
  ['The user of DATABASE_URL has to own the database: alter database … owner to ….', '42501'],
  [
    'Each app, api and worker uses up to 20 connections: raise max_connections, or run fewer processes.',
    '53300',
  ],
  ['It is starting or stopping: try again in a moment.', '57P01', '57P02', '57P03'],
  [
    'Check host and port in DATABASE_URL. If it has an sslmode, the server may lack ssl = on.',
    ...['ECONNRESET', 'CONNECTION_CLOSED'],
  ],
  [
    'Add the certificate of its authority to DATABASE_URL: &sslrootcert=/path/to/ca.pem.',
    ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
    ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
  ],
  ["The host name in DATABASE_URL has to match the server's certificate.", 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['Check the path in DATABASE_URL, and that this user can read the file.', 'ENOENT', 'EACCES'],
  [
    'If DATABASE_URL names a pooler such as PgBouncer in transaction mode, add pooler=transaction to its parameters.',
    '08P01',
  ],
  ['Drop what other programs have made of it, such as views and foreign keys. Then try again.', '2BP01'],
  ['Give Gatehouse a database of its own.', '42P01', '42P07', '42704', '42710'],
]

/** Explains a failure of the database or of the connection to it, and what to do. `variable` names the database. */
export function explainServerError(
  error: unknown,
  otherwise: string,
  variable = 'DATABASE_URL',
): { readonly says: string; readonly next: string } {
  const reason = findReason(error)
  const code = 'code' in reason ? String(reason.code) : ''
  const [next] = advice.find(([, ...codes]) => codes.includes(code)) ?? [otherwise]
  const remedy = 'next' in reason ? String(reason.next) : next
  return { says: reason.message, next: remedy.replaceAll('DATABASE_URL', variable) }
}

/**
 * The innermost error: drizzle's message repeats the statement, and Node's is empty when it tried several addresses.
 */
function findReason(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  if (error.cause !== undefined) return findReason(error.cause)
  return error instanceof AggregateError ? findReason(error.errors[0]) : error
}

/** Codes of postgres.js and Node for an unreachable server, and of Postgres for a server that can't work. */
const awayCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH'],
  ...['CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED'],
  // Shutdown, crash, startup, too many connections, disk full, out of memory, statement timeout, read-only.
  ...['57P01', '57P02', '57P03', '53300', '53100', '53200', '57014', '25006'],
])

/** Whether the database is unavailable, as opposed to a statement being wrong. */
export function isDatabaseAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  if ('code' in error && typeof error.code === 'string') {
    // Class 08: connection exceptions.
    if (awayCodes.has(error.code) || /^08...$/.test(error.code)) return true
  }
  return 'cause' in error && isDatabaseAway(error.cause)
}

/** Codes of postgres.js, Node and Postgres after which a connection is closed, or about to be. */
const lostCodes = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'ECONNRESET',
  'EPIPE',
  // Shutdown, crash.
  '57P01',
  '57P02',
])

/**
 * The result of a transaction's work. If its connection was lost, it never settles: postgres.js has already rejected
 * the transaction, and would answer a failed `work` by writing a rollback into a closed socket, which ends the process
 * (https://github.com/porsager/postgres/issues/1208).
 */
export function unlessLost<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    if (isLost(error)) return new Promise<never>(() => {})
    throw error
  })
}

/** Only errors of postgres.js queries count: an error of another connection says nothing about this one. */
function isLost(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  if ('query' in error && 'code' in error && typeof error.code === 'string' && lostCodes.has(error.code))
    return true
  return 'cause' in error && isLost(error.cause)
}

/**
 * The result of `work`. If a unique index rejects the row, throws the error that the table names for that index, also
 * when two transactions write at the same time. The transaction can only be rolled back after that.
 */
export async function mapUniqueViolation<T>(
  errorOf: Readonly<Record<string, ErrorCode>>,
  work: Promise<T>,
): Promise<T> {
  try {
    return await work
  } catch (error) {
    const code = errorOf[violatedIndex(error) ?? '']
    if (code === undefined) throw error
    throw new AppError(code, {}, { cause: error })
  }
}

/** The unique index that rejected a row; null for any other failure. */
function violatedIndex(error: unknown): string | null {
  const cause: unknown = error instanceof Error ? error.cause : null
  if (typeof cause !== 'object' || cause === null) return null
  const isViolation = 'code' in cause && cause.code === '23505' && 'constraint_name' in cause
  return isViolation ? String(cause.constraint_name) : null
}

const longest = 300

/**
 * Why a write failed, for operators: the code and message of Postgres, such as `53100: could not extend file`. Never
 * the statement or its values, which drizzle puts into the message of its own error.
 */
export function describeDatabaseError(error: unknown): string {
  const cause = innermost(error)
  const code = 'code' in cause && typeof cause.code === 'string' ? `${cause.code}: ` : ''
  const message = cause.message.startsWith('Failed query') ? 'the query failed' : cause.message
  return maskSecrets(code + message).slice(0, longest)
}

function innermost(error: unknown): Error {
  let cause = error instanceof Error ? error : new Error(String(error))
  for (let depth = 0; depth < 10 && cause.cause instanceof Error; depth += 1) cause = cause.cause
  return cause
}
