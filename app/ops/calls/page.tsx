import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { z } from 'zod'
import { findAuthorization } from '#app/_server/find-authorization.ts'
import { operatorPage } from '#app/_server/operator-page.ts'
import { orNotFound } from '#app/_server/or-not-found.ts'
import { CallForm, type CallObstacle } from '#components/calls/call-form.tsx'
import { CallResult } from '#components/calls/call-result.tsx'
import { callsHref } from '#components/calls/calls-view.ts'
import { EarlierCallsSkeleton } from '#components/calls/earlier-calls-skeleton.tsx'
import { PartnerPicker } from '#components/calls/partner-picker.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { readCall } from '#lib/calls/history.ts'
import { listOperations } from '#lib/calls/list-operations.ts'
import { readParticipations } from '#lib/calls/read-participations.ts'
import { isCursor } from '#lib/database/keyset.ts'
import { readParameters, rowId, type SearchParameters } from '../../_server/parameters.ts'
import { run } from './actions.ts'
import { Earlier } from './earlier.tsx'

const parameters = z.object({
  authorization: rowId.optional(),
  call: rowId.optional(),
  after: z
    .string()
    .refine((text) => isCursor(text, 'time'))
    .optional(),
})

export default async function Page({ searchParams }: { searchParams: Promise<SearchParameters> }) {
  const view = readParameters(parameters, await searchParams)
  const { ctx, may } = await operatorPage(callsHref(view))
  const call =
    view.call === undefined ? null : await readCall(ctx, view.call).catch(orNotFound('call_not_found'))
  const partnerId = view.authorization ?? call?.authorizationId
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
            partner={<PartnerPicker chosenName={name} />}
            chosen={partner === null ? null : { id: partner.id, obstacle: obstacleOf(partner) }}
            operations={listOperations(ctx)}
            run={run}
          />
        </Card>
      )}
      {call !== null && (
        <CallResult call={call} participations={readParticipations(call)} renderedAt={renderedAt} />
      )}
      <Suspense fallback={<EarlierCallsSkeleton />}>
        <Earlier
          ctx={ctx}
          view={view}
          name={view.authorization === undefined ? null : name}
          mayRun={may('calls:run')}
        />
      </Suspense>
    </>
  )
}

function obstacleOf({ state }: { state: string }): CallObstacle | null {
  return state === 'disconnected' || state === 'paused' ? state : null
}
