import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import { PlusIcon } from 'lucide-react'
import { Suspense } from 'react'
import { operatorPage } from '#app/_server/operator-page.ts'
import { AuthorizationList } from '#components/authorizations/authorization-list.tsx'
import { AuthorizationListSkeleton } from '#components/authorizations/authorization-list-skeleton.tsx'
import { type ListView, listHref } from '#components/authorizations/list-view.ts'
import { authorizationsQuery } from '#components/authorizations/queries.ts'
import { Alerts } from '#components/shell/alerts.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/code.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import type { Context } from '#lib/context.ts'
import type { SearchParameters } from '../_server/parameters.ts'
import { parseListView } from './list-parameters.ts'
import { readAlerts, readLaterAlerts } from './read-alerts.tsx'
import { readAuthorizationsPage } from './read-authorizations-page.ts'
import { readIncidentSummaries } from './read-incident-summaries.ts'

export default async function Page({ searchParams }: { searchParams: Promise<SearchParameters> }) {
  const view = parseListView(await searchParams)
  const { ctx, may } = await operatorPage(listHref(view))
  const [alerts, incidents] = await Promise.all([readAlerts({ ctx, may }), readIncidentSummaries(ctx)])
  const connectUrl = `${ctx.settings.appUrl}/`
  return (
    <>
      <PageHeading
        title="Selling partners"
        action={
          <>
            <CopyButton value={connectUrl} label="Copy the link where sellers connect">
              Copy the connect link
            </CopyButton>
            {may('authorizations:operate') && (
              <LinkButton href="/ops/authorizations/new">
                <PlusIcon size={14} /> Self-authorize
              </LinkButton>
            )}
          </>
        }
      />
      <Alerts
        {...{ view, alerts, incidents }}
        readAt={ctx.now().toISOString()}
        later={readLaterAlerts({ ctx, may })}
      />
      <Suspense fallback={<AuthorizationListSkeleton />}>
        <List ctx={ctx} view={view} connectUrl={connectUrl} />
      </Suspense>
    </>
  )
}

async function List({ ctx, view, connectUrl }: { ctx: Context; view: ListView; connectUrl: string }) {
  const page = await readAuthorizationsPage(ctx, view)
  const client = new QueryClient()
  client.setQueryData(authorizationsQuery(view).queryKey, page)
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <AuthorizationList view={view} connectUrl={connectUrl} />
    </HydrationBoundary>
  )
}
