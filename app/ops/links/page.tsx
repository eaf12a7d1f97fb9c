import { Suspense } from 'react'
import { z } from 'zod'
import { operatorPage } from '#app/_server/operator-page.ts'
import { LinkList } from '#components/links/link-list.tsx'
import { LinkStateSkeleton } from '#components/links/link-state-filter.tsx'
import { linkLooks } from '#components/links/link-words.ts'
import { linksHref } from '#components/links/links-view.ts'
import { LinkButton } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { isCursor } from '#lib/database/keyset.ts'
import type { LinkState } from '#lib/links/redeem.ts'
import { readParameters, type SearchParameters } from '../../_server/parameters.ts'
import { revoke } from './actions.ts'
import { Links, NewLink, States } from './sections.tsx'

const parameters = z.object({
  state: z
    .enum(Object.keys(linkLooks) as [LinkState, ...LinkState[]])
    .nullable()
    .default(null),
  after: z
    .string()
    .refine((text) => isCursor(text, 'time'))
    .nullable()
    .default(null),
})

export default async function LinksPage({ searchParams }: { searchParams: Promise<SearchParameters> }) {
  const view = readParameters(parameters, await searchParams)
  const { ctx, may } = await operatorPage(linksHref(view, view))
  const mayManage = may('links:manage')
  const list = {
    first: view.after === null ? null : linksHref(view),
    isNarrowed: view.state !== null,
    now: ctx.now().toISOString(),
    revoke: mayManage ? revoke : null,
  }
  return (
    <>
      <PageHeading
        title="Connect links"
        description="Each leads one seller to Amazon for one application. Opening it uses nothing up; connecting does."
        action={
          mayManage && (
            <div className="lg:hidden">
              <LinkButton href="#make-a-link">Make a link</LinkButton>
            </div>
          )
        }
      />
      <Suspense fallback={<LinkStateSkeleton />}>
        <States ctx={ctx} view={view} />
      </Suspense>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Suspense key={linksHref(view, view)} fallback={<LinkList {...list} rows={null} next={null} />}>
          <Links ctx={ctx} view={view} {...list} />
        </Suspense>
        {mayManage && (
          <Card id="make-a-link" title="Make a link">
            {/* No fallback: without a script it would stay in the place of the form. */}
            <NewLink ctx={ctx} />
          </Card>
        )}
      </div>
    </>
  )
}
