import { PlusIcon } from 'lucide-react'
import { Suspense } from 'react'
import { operatorPage } from '#app/_server/operator-page.ts'
import {
  AuthorizationList,
  AuthorizationListSkeleton,
} from '#components/authorizations/authorization-list.tsx'
import { authorizationsView } from '#components/authorizations/authorizations-view.ts'
import { paths } from '#components/paths.ts'
import { Alerts } from '#components/shell/alerts.tsx'
import { LinkButton } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/code.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { authorizations } from './lists/authorizations.ts'
import { readIncidentSummaries } from './lists/incidents.ts'
import { Prepared } from './lists/server-list.tsx'
import { readAlerts, readLaterAlerts } from './read-alerts.tsx'

export default async function Page({ searchParams }: PageProps<'/ops'>) {
  const shown = authorizations.parse(await searchParams)
  const { ctx, may } = await operatorPage(authorizationsView.href(shown))
  const page = authorizations.prepare(ctx, shown)
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
              <LinkButton href={paths.selfAuthorize}>
                <PlusIcon size={14} /> Self-authorize
              </LinkButton>
            )}
          </>
        }
      />
      <Alerts
        {...{ shown, alerts, incidents }}
        readAt={ctx.now().toISOString()}
        later={readLaterAlerts({ ctx, may })}
      />
      <Suspense fallback={<AuthorizationListSkeleton />}>
        <Prepared page={page}>
          <AuthorizationList shown={shown} connectUrl={connectUrl} />
        </Prepared>
      </Suspense>
    </>
  )
}
