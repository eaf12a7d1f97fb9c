const names = ['application', 'marketplace', 'partner', 'return_to'] as const

/** What a link from elsewhere proposes, as it came: the seller still decides, and `/authorize` judges it. */
export type Wish = Readonly<Partial<Record<(typeof names)[number], string>>>

/** From the query of an address; what is doubled counts as left out. Pure. */
export function readWish(query: Readonly<Record<string, unknown>>): Wish {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = query[name]
      return typeof value === 'string' && value !== '' ? [[name, value]] : []
    }),
  )
}

/** The start page that proposes it. */
export function wishHref(wish: Wish): string {
  const query = new URLSearchParams(wish)
  return query.size === 0 ? '/' : `/?${query}`
}
