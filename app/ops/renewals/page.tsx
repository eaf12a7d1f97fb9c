import { Suspense } from 'react'
import { z } from 'zod'
import { operatorPage } from '#app/_server/operator-page.ts'
import { NoRenewals } from '#components/renewals/no-renewals.tsx'
import { RenewalFilter } from '#components/renewals/renewal-filter.tsx'
import { RenewalMonths } from '#components/renewals/renewal-months.tsx'
import { RenewalTable } from '#components/renewals/renewal-table.tsx'
import { RenewalsSkeleton } from '#components/renewals/renewals-skeleton.tsx'
import { type RenewalsView, renewalsHref } from '#components/renewals/renewals-view.ts'
import { Card } from '#components/ui/card.tsx'
import { KeepFresh } from '#components/ui/keep-fresh.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Paging } from '#components/ui/paging.tsx'
import { readRenewals } from '#lib/authorizations/renewals.ts'
import type { Context } from '#lib/context.ts'
import { isCursor } from '#lib/database/keyset.ts'
import { readParameters, rowId, type SearchParameters } from '../../_server/parameters.ts'
import { toRenewalRow } from './to-renewal-row.ts'

const freshEveryMs = 60_000
const parameters = z.object({
  application: rowId.optional(),
  within: z
    .string()
    .regex(/^(overdue|later|within-\d{1,4}|\d{4}-(0[1-9]|1[0-2]))$/)
    .optional(),
  after: z
    .string()
    .refine((text) => isCursor(text, 'time'))
    .optional(),
})

export default async function Page({ searchParams }: { searchParams: Promise<SearchParameters> }) {
  const view = readParameters(parameters, await searchParams)
  const { ctx } = await operatorPage(renewalsHref(view, view))
  const renderedAt = ctx.now().toISOString()
  return (
    <>
      <PageHeading
        title="Renewals"
        description="Amazon wants sellers to authorize again after a term, most often a year. Its documents disagree whether an authorization ends then, so a date here only warns: nothing is stopped until Amazon itself refuses."
      />
      <Suspense key={renewalsHref(view, view)} fallback={<RenewalsSkeleton renderedAt={renderedAt} />}>
        <Calendar ctx={ctx} view={view} renderedAt={renderedAt} />
      </Suspense>
      <KeepFresh everyMs={freshEveryMs} />
    </>
  )
}

async function Calendar({ ctx, view, renderedAt }: { ctx: Context; view: RenewalsView; renderedAt: string }) {
  const { application: applicationId, within, after } = view
  const calendar = await readRenewals(ctx, { applicationId, within, after })
  const { rows, next, levels, months, applications } = calendar
  const isFirst = after === undefined
  const isFiltered = within !== undefined || applicationId !== undefined || !isFirst
  return (
    <>
      {(isFiltered || levels.some(({ count }) => count > 0)) && (
        <>
          <RenewalMonths view={view} months={months} />
          <RenewalFilter view={view} levels={levels} applications={applications} />
        </>
      )}
      <Card flush>
        {rows.length === 0 ? (
          <NoRenewals isFiltered={isFiltered} hasTerm={applications.length > 0} />
        ) : (
          <RenewalTable rows={rows.map((row) => toRenewalRow(ctx, row))} renderedAt={renderedAt} />
        )}
        <Paging
          first={isFirst ? null : renewalsHref(view)}
          next={next === null ? null : renewalsHref(view, { after: next })}
        />
      </Card>
    </>
  )
}
