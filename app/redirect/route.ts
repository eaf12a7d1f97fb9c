import { locationHeader } from '../_server/http/target.ts'

/** Answers a request that belongs under another address (`noteTarget`). No one requests this route directly. */
export function GET({ headers }: Request): Response {
  const location = headers.get(locationHeader)
  return location === null
    ? new Response(null, { status: 404 })
    : new Response(null, { status: 307, headers: { Location: location, 'Cache-Control': 'no-store' } })
}
