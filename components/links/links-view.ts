import type { LinkState } from '#lib/links/redeem.ts'
import { defineView, type ListPage, type Shown } from '../list/define-view.ts'
import { oneOf, search } from '../list/parameters.ts'
import { paths } from '../paths.ts'
import type { LinkRow } from './link-columns.tsx'
import { linkLooks } from './link-words.ts'

export interface LinksPage extends ListPage<LinkRow> {
  readonly counts: Readonly<Record<LinkState, number>>
}

/** The list of connect links. */
export const linksView = defineView<LinksPage>()({
  name: 'links',
  path: paths.links,
  /** `state`: null for all. */
  parsers: { search, state: oneOf(Object.keys(linkLooks) as LinkState[]) },
  refreshEveryMs: 15_000,
})

export type LinksShown = Shown<typeof linksView>
