import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { findAuthorization } from '#app/_server/find-authorization.ts'
import { operatorPage } from '#app/_server/operator-page.ts'
import { orNotFound } from '#app/_server/or-not-found.ts'
import { CallForm, type CallObstacle } from '#components/calls/call-form.tsx'
import { CallList, CallListSkeleton } from '#components/calls/call-list.tsx'
import { CallResult } from '#components/calls/call-result.tsx'
import { callsView } from '#components/calls/calls-view.ts'
import { PartnerPicker } from '#components/calls/partner-picker.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { readCall } from '#lib/calls/history.ts'
import { listOperations } from '#lib/calls/list-operations.ts'
import { readParticipations } from '#lib/calls/read-participations.ts'
import { calls } from '../lists/calls.ts'
import { Prepared } from '../lists/server-list.tsx'
import { run } from './actions.ts'

export default async function Page({ searchParams }: PageProps<'/ops/calls'>) {
  const shown = calls.parse(await searchParams)
  const { ctx, may } = await operatorPage(callsView.href(shown, shown))
  const call =
    shown.call === null ? null : await readCall(ctx, shown.call).catch(orNotFound('call_not_found'))
  const partnerId = shown.authorization ?? call?.authorizationId
  const partner = partnerId === undefined ? null : await findAuthorization(ctx, partnerId)
  if (partnerId !== undefined && partner === null) notFound()
  const name = partner === null ? null : partner.name
  const renderedAt = ctx.now().toISOString()
  return (
    <>
      <PageHeading
        title="Calls"
        description="Ask Amazon for one selling partner, and see what was sent and what came back."
      />
      {may('calls:run') && (
        <Card>
          <CallForm
            key={partnerId}
            partner={<PartnerPicker labelledBy="partner-label" chosenName={name} />}
            chosen={partner === null ? null : { id: partner.id, obstacle: obstacleOf(partner) }}
            operations={listOperations(ctx)}
            run={run}
          />
        </Card>
      )}
      {call !== null && (
        <CallResult call={call} participations={readParticipations(call)} renderedAt={renderedAt} />
      )}
      <Suspense fallback={<CallListSkeleton />}>
        <Prepared page={calls.prepare(ctx, { ...shown, call: null })}>
          <CallList
            shown={shown}
            name={shown.authorization === null ? null : name}
            mayRun={may('calls:run')}
          />
        </Prepared>
      </Suspense>
    </>
  )
}

function obstacleOf({ state }: { state: string }): CallObstacle | null {
  return state === 'disconnected' || state === 'paused' ? state : null
}
