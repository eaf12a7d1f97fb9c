import { type DehydratedState, dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { SearchParameters } from '#components/list/define-view.ts'
import type { Context } from '#lib/context.ts'
import { isCursor, type KeyKind } from '#lib/database/keyset.ts'

interface View<Values> {
  parse: (input: SearchParameters | URLSearchParams) => Values
  query: (shown: Values) => { readonly queryKey: readonly unknown[]; readonly [Key: string]: unknown }
}

/** The server's part of a list: how its pages are read. */
export interface ServerList<Values, Page> {
  /** Address → what the list shows. A damaged cursor means the first page. */
  readonly parse: (input: SearchParameters | URLSearchParams) => Values
  /** The page that an address asks for. */
  readonly read: (ctx: Context, input: URLSearchParams) => Promise<Page>
  /** The same page, for the browser to take over. */
  readonly prepare: (ctx: Context, shown: Values) => Promise<DehydratedState>
}

export function serverList<Values extends { readonly after: string | null }, Page>(
  view: View<Values>,
  keyKind: KeyKind,
  read: (ctx: Context, shown: Values) => Promise<Page>,
): ServerList<Values, Page> {
  function parse(input: SearchParameters | URLSearchParams): Values {
    const shown = view.parse(input)
    return shown.after === null || isCursor(shown.after, keyKind) ? shown : { ...shown, after: null }
  }
  return {
    parse,
    read: (ctx, input) => read(ctx, parse(input)),
    prepare(ctx, shown) {
      const prepared = read(ctx, shown).then((page) => {
        const client = new QueryClient()
        client.setQueryData(view.query(shown).queryKey, page)
        return dehydrate(client)
      })
      // The page that renders the list handles the rejection, but maybe after Node would report it as unhandled.
      prepared.catch(() => {})
      return prepared
    },
  }
}

/** Lists whose first page the server has read: they are rendered with it, and stay fresh in the browser. */
export async function Prepared({ page, children }: { page: Promise<DehydratedState>; children: ReactNode }) {
  return <HydrationBoundary state={await page}>{children}</HydrationBoundary>
}
