import { type StartParams, startHref, startParamNames } from '#components/connect/start-params.ts'
import { paths } from '#components/paths.ts'

/**
 * Reads the raw query of an address; repeated or undecodable parameters count as left out. A `+` stays a `+`, as at
 * `/authorize`, and characters that a link left unescaped are escaped, so that the way back stays byte for byte.
 */
export function readStartParams(rawQuery: string): StartParams {
  const pairs = rawQuery
    .replace(/^\?/, '')
    .split('&')
    .map((pair) => {
      const [name = '', ...rest] = pair.split('=')
      return { name: decode(name), value: decode(rest.join('=')) }
    })
  return Object.fromEntries(
    startParamNames.flatMap((name) => {
      const [first, second] = pairs.filter((pair) => pair.name === name)
      return first?.value && second === undefined ? [[name, escapeNonAscii(first.value)]] : []
    }),
  )
}

/** The page where a seller can do what this query of `/authorize` asks for: confirm an arrival, renew, or start. */
export function proposalHref(rawQuery: string): string {
  const query = new URLSearchParams(rawQuery)
  const [attemptId, authorizationId] = [query.get('attempt'), query.get('authorization')]
  if (attemptId) return paths.arrival(attemptId)
  if (authorizationId) return paths.reauthorize(authorizationId)
  return startHref(readStartParams(rawQuery))
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

function escapeNonAscii(text: string): string {
  return text.replace(/[^\x21-\x7e]+/gu, encodeURIComponent)
}
