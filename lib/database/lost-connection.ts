/** Codes of postgres.js, Node and Postgres after which a connection is gone, or about to be. */
const codes = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'ECONNRESET',
  'EPIPE',
  // Shut down, crashed.
  '57P01',
  '57P02',
])

/**
 * What the work of a transaction gives. When its connection was lost, nothing, ever: postgres.js has rejected the
 * transaction by then, and would answer a failed work with a rollback into a socket that is gone, which ends the process
 * (https://github.com/porsager/postgres/issues/1208).
 */
export function unlessLost<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    if (isLost(error)) return new Promise<never>(() => {})
    throw error
  })
}

/** Of a query of postgres.js: an error of another connection says nothing about this one. */
function isLost(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  if ('query' in error && 'code' in error && typeof error.code === 'string' && codes.has(error.code))
    return true
  return 'cause' in error && isLost(error.cause)
}
