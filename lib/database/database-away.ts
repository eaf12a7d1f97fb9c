/** Codes of postgres.js and Node for a server that can't be reached, and of Postgres for one that takes no work. */
const codes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH'],
  ...['CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED'],
  // Shutdown, crash, starting up, too many connections, disk full, out of memory, cancelled for its time, read-only.
  ...['57P01', '57P02', '57P03', '53300', '53100', '53200', '57014', '25006'],
])

/** Whether this failure says that the database is away, not that the statement was wrong. */
export function isDatabaseAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  if ('code' in error && typeof error.code === 'string') {
    // Class 08: connection exceptions.
    if (codes.has(error.code) || /^08...$/.test(error.code)) return true
  }
  return 'cause' in error && isDatabaseAway(error.cause)
}
