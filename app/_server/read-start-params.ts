import { type StartParams, startParamNames } from '#components/connect/start-params.ts'

/**
 * From the raw query of an address; what is doubled or can't be decoded counts as left out. A `+` stays one, as at
 * `/authorize`, and what a link left unescaped in an address is escaped, so that the way back stays byte for byte.
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
