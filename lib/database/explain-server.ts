/** Codes of Postgres, Node and postgres.js, and what to do about a server that answers with them. */
const advice: readonly (readonly [next: string, ...codes: string[]])[] = [
  [
    'Check host and port in DATABASE_URL, and that the server runs and takes connections from here.',
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
  ["Make it: create database … owner … encoding 'UTF8' template template0.", '3D000'],
  ['The user of DATABASE_URL has to own the database: alter database … owner to ….', '42501'],
  ['Each app, api and worker holds up to 20 connections: raise max_connections, or run fewer.', '53300'],
  ['It starts or stops just now: try again in a moment.', '57P01', '57P02', '57P03'],
  [
    'Check host and port in DATABASE_URL. If it has an sslmode, the server may lack ssl = on.',
    ...['ECONNRESET', 'CONNECTION_CLOSED'],
  ],
  [
    'Name the file with the certificate of its authority: &sslrootcert=/path/to/ca.pem in DATABASE_URL.',
    ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
    ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
  ],
  ['DATABASE_URL has to name the server as its certificate does.', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['Check the path in DATABASE_URL, and that this user may read it.', 'ENOENT', 'EACCES'],
  ['If a pooler such as PgBouncer stands in between, name the server itself in DATABASE_URL.', '08P01'],
  ['Give Gatehouse a database of its own.', '42P01', '42P07', '42704', '42710'],
]

/** What went wrong with the database, or on the way to it, and what to do. */
export function explainServerError(
  error: unknown,
  otherwise: string,
): { readonly says: string; readonly next: string } {
  const reason = findReason(error)
  const code = 'code' in reason ? String(reason.code) : ''
  const [next] = advice.find(([, ...codes]) => codes.includes(code)) ?? [otherwise]
  return { says: reason.message, next: 'next' in reason ? String(reason.next) : next }
}

/** drizzle's message repeats the statement, and Node's for several addresses is empty: the reason lies deeper. */
function findReason(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  if (error.cause !== undefined) return findReason(error.cause)
  return error instanceof AggregateError ? findReason(error.errors[0]) : error
}
