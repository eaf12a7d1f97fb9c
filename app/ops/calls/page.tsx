import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { operatorPage } from '#app/_server/operator-page.ts'
import { CallForm } from '#components/ops/call-form.tsx'
import { CallResult } from '#components/ops/call-result.tsx'
import { CallTable } from '#components/ops/call-table.tsx'
import { PartnerPicker } from '#components/ops/partner-picker.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { listCalls } from '#lib/calls/history.ts'
import { listOperations } from '#lib/calls/list-operations.ts'
import { readParticipations } from '#lib/calls/read-participations.ts'
import { findAuthorization } from '../authorizations/[id]/find-authorization.ts'
import { readParameters, type SearchParameters } from '../parameters.ts'
import { rowId } from '../parse-input.ts'
import { run } from './actions.ts'
import { findCall } from './find-call.ts'

export const metadata: Metadata = { title: 'Calls' }

const parameters = z.strictObject({
  authorization: rowId.optional(),
  call: rowId.optional(),
  before: z.iso.datetime().optional(),
})

function hrefOf(view: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(view).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length === 0 ? '/ops/calls' : `/ops/calls?${new URLSearchParams(given)}`
}

export default async function Page({ searchParams }: { searchParams: Promise<SearchParameters> }) {
  const view = readParameters(parameters, await searchParams)
  const { ctx, may } = await operatorPage(view === null ? '/ops/calls' : hrefOf(view))
  if (view === null) notFound()
  const { authorization: authorizationId, call: callId, before } = view
  const [partner, call, earlier] = await Promise.all([
    authorizationId === undefined ? null : findAuthorization(ctx, authorizationId),
    callId === undefined ? null : findCall(ctx, callId),
    listCalls(ctx, {
      ...(authorizationId !== undefined && { authorizationId }),
      ...(before !== undefined && { before: new Date(before) }),
    }),
  ])
  if ((authorizationId !== undefined && partner === null) || (callId !== undefined && call === null))
    notFound()
  const name = partner === null ? null : partner.storeName || partner.sellingPartnerId
  const renderedAt = ctx.now().toISOString()
  return (
    <>
      <PageHeading
        title="Calls"
        description="Ask Amazon something for one selling partner, and see exactly what was sent and what came back."
      />
      {may('calls:run') && (
        <Card>
          <CallForm
            partner={<PartnerPicker key={authorizationId} basePath="/ops/calls" chosenName={name} />}
            authorizationId={partner === null || partner.state === 'disconnected' ? null : partner.id}
            operations={listOperations(ctx)}
            run={run}
          />
        </Card>
      )}
      {call !== null && (
        <CallResult call={call} participations={readParticipations(call)} renderedAt={renderedAt} />
      )}
      <Card title={name === null ? 'Earlier calls' : `Earlier calls for ${name}`} flush>
        {earlier.rows.length === 0 ? (
          <EmptyState icon="terminal" title="Nothing has been called yet">
            {may('calls:run')
              ? 'Choose a selling partner above and press Run. Every call is kept here, without its token.'
              : 'Calls that operators run are kept here, without their tokens.'}
          </EmptyState>
        ) : (
          <CallTable
            calls={earlier.rows}
            hrefOf={({ id }) => hrefOf({ authorization: authorizationId, before, call: id })}
            renderedAt={renderedAt}
          />
        )}
      </Card>
      {(earlier.next !== null || before !== undefined || authorizationId !== undefined) && (
        <div className="flex flex-wrap justify-end gap-2">
          {authorizationId !== undefined && (
            <LinkButton href="/ops/calls" size="small">
              Calls of all
            </LinkButton>
          )}
          {before !== undefined && (
            <LinkButton href={hrefOf({ authorization: authorizationId })} size="small">
              Newest
            </LinkButton>
          )}
          {earlier.next !== null && (
            <LinkButton
              href={hrefOf({ authorization: authorizationId, before: earlier.next.toISOString() })}
              size="small"
            >
              Older
            </LinkButton>
          )}
        </div>
      )}
    </>
  )
}
