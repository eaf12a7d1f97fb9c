const names = ['application', 'marketplace', 'partner', 'return_to'] as const

/** What a link from elsewhere proposes, as it came: the seller still decides, and `/authorize` judges it. */
export type Wish = Readonly<Partial<Record<(typeof names)[number], string>>>

/**
 * From the raw query of an address; what is doubled or can't be decoded counts as left out. A `+` stays one, as at
 * `/authorize`, and what a link left unescaped in an address is escaped, so that the way back stays byte for byte.
 */
export function readWish(rawQuery: string): Wish {
  const pairs = rawQuery
    .replace(/^\?/, '')
    .split('&')
    .map((pair) => {
      const [name = '', ...rest] = pair.split('=')
      return { name: decode(name), value: decode(rest.join('=')) }
    })
  return Object.fromEntries(
    names.flatMap((name) => {
      const [first, second] = pairs.filter((pair) => pair.name === name)
      return first?.value && second === undefined ? [[name, escapeNonAscii(first.value)]] : []
    }),
  )
}

/** The start page that proposes it. */
export function wishHref(wish: Wish): string {
  const pairs = Object.entries(wish).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return pairs.length === 0 ? '/' : `/?${pairs.join('&')}`
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
