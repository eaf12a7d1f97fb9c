import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { findAuthorization } from '#app/_server/find-authorization.ts'
import { operatorPage } from '#app/_server/operator-page.ts'
import { orNotFound } from '#app/_server/or-not-found.ts'
import { CallList, CallListSkeleton } from '#components/calls/call-list.tsx'
import { CallResult } from '#components/calls/call-result.tsx'
import { listedBy, readEntered, runnerHref } from '#components/calls/calls-view.ts'
import { Runner } from '#components/calls/runner.tsx'
import { ApplicationIncident } from '#components/incidents/application-incident.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import type { AuthorizationDetail } from '#lib/authorizations/read.ts'
import { listExamples } from '#lib/calls/examples.ts'
import { listCalls, readCall } from '#lib/calls/history.ts'
import { readOperation } from '#lib/calls/list-operations.ts'
import type { Context } from '#lib/context.ts'
import { readOpenIncidentOf } from '#lib/incidents/read.ts'
import { calls } from '../lists/calls.ts'
import { Prepared } from '../lists/server-list.tsx'
import { run } from './actions.ts'
import { change, remove, rename, save } from './examples.ts'
import { toFormPartner } from './form-partner.ts'

const mostRecent = 6

export default async function Page({ searchParams }: PageProps<'/ops/calls'>) {
  const asked = await searchParams
  const given = calls.parse(asked)
  const { isGiven, ...entered } = readEntered(asked)
  const { ctx, may } = await operatorPage(runnerHref(given, isGiven ? entered : null))
  const call =
    given.call === null ? null : await readCall(ctx, given.call).catch(orNotFound('call_not_found'))
  const partnerId = given.authorization ?? call?.authorizationId ?? null
  const partner = partnerId === null ? null : await findAuthorization(ctx, partnerId)
  if (partnerId !== null && partner === null) notFound()
  const shown = {
    ...given,
    authorization: partnerId,
    operation: given.operation ?? call?.operationKey ?? firstOperation(partner),
  }
  const name = partner?.name ?? null
  const mayRun = may('calls:run')
  return (
    <>
      <PageHeading
        title="Calls"
        description="Call Amazon for one selling partner, and see the request and the response."
      />
      {mayRun && partner && (
        <ApplicationIncident incident={await readOpenIncidentOf(ctx, partner.applicationId)} />
      )}
      {mayRun && (
        <Runner
          shown={shown}
          partner={partner && toFormPartner(partner)}
          operation={
            shown.operation === null
              ? null
              : await readOperation(ctx, shown.operation, {
                  authorizationId: partner?.id ?? null,
                  sandbox: shown.environment === 'sandbox',
                })
          }
          given={isGiven ? entered : null}
          call={call}
          recent={await recentOperations(ctx)}
          mayReadPersonalData={may('calls:personal-data')}
          renderedAt={ctx.now().toISOString()}
          run={run}
          examples={shown.operation === null ? [] : await listExamples(ctx, shown.operation)}
          mayShareExamples={may('views:share')}
          exampleId={crypto.randomUUID()}
          exampleActions={{ save, change, rename, remove }}
        />
      )}
      {!mayRun && call !== null && (
        <Card>
          <CallResult call={call} />
        </Card>
      )}
      <Suspense fallback={<CallListSkeleton />}>
        <Prepared page={calls.prepare(ctx, listedBy(shown))}>
          <CallList shown={shown} name={name} mayRun={mayRun} />
        </Prepared>
      </Suspense>
    </>
  )
}

/** The operation that most people try first: it needs no parameters. */
function firstOperation(partner: Pick<AuthorizationDetail, 'partnerType'> | null): string | null {
  return partner?.partnerType === 'seller' ? 'sellers.v1.getMarketplaceParticipations' : null
}

/** Keys of the operations that ran last, of all operators. */
async function recentOperations(ctx: Context): Promise<string[]> {
  const { rows } = await listCalls(ctx, { limit: 50 })
  return [...new Set(rows.map(({ operationKey }) => operationKey))].slice(0, mostRecent)
}
