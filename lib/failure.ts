/** The source of a failure, which decides how its other fields read. */
export type FailureSource =
  | 'lwa'
  | 'sp-api'
  /** No answer came. `code` says how far the request got, `detail` is the network's reason. */
  | 'network'
  /** The response isn't one of this service's: HTML, truncated JSON, a missing token. */
  | 'answer'
  /** Amazon sent the seller back with an error instead of a code. */
  | 'consent'
  | 'database'
  | 'gatehouse'

/** A failure in the fields in which it was reported. It is stored like this and diagnosed from these fields. */
export interface Failure {
  readonly source: FailureSource
  /** The HTTP status; null where there was no response. */
  readonly status: number | null
  /** The stable code of the service that reported it. */
  readonly code: string | null
  /** In the words of the service that reported it. Never a secret. */
  readonly detail: string
}

/** One line for people and logs. Programs read the fields. */
export function describeFailure({ source, status, code, detail }: Failure): string {
  switch (source) {
    case 'lwa':
      return `LWA ${status} ${code}: ${detail}`
    case 'sp-api':
      return `SP-API ${status} ${code}: ${detail}`
    case 'network':
      return `Amazon couldn't be reached: ${code} (${detail})`
    case 'answer':
      return `Amazon's response (${status}) can't be read: ${detail}`
    default:
      return detail === '' ? (code ?? '') : detail
  }
}

/** A failure that this installation found itself. */
export function ownFailure(detail: string, source: 'gatehouse' | 'database' = 'gatehouse'): Failure {
  return { source, status: null, code: null, detail }
}
