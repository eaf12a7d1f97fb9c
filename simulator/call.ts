import type { IncomingHttpHeaders } from 'node:http'
import type { AmazonHost } from './hosts.ts'

/** One request as the simulator received it. */
export interface Call {
  readonly number: number
  /** On the simulated clock. */
  readonly at: number
  readonly method: string
  readonly host: AmazonHost | null
  readonly path: string
  /** Without its question mark, as sent. */
  readonly query: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** The address of this host, without a trailing slash: `https://<host>` or `<origin>/<host>`. */
  readonly base: string
}

/** The response, and the reason for it, for people who look at what their client sent. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** The row of the facts that this answer follows, such as L5 or MD1000. */
  readonly row?: string
  readonly reason?: string
}

export function headerOf(call: Call, name: string): string | undefined {
  const value = call.headers[name]
  return Array.isArray(value) ? value[0] : value
}
