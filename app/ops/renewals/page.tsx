import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { operatorPage } from '#app/_server/operator-page.ts'
import { KeepFresh } from '#components/ops/keep-fresh.tsx'
import { NoRenewals } from '#components/ops/no-renewals.tsx'
import { RenewalFilter } from '#components/ops/renewal-filter.tsx'
import { RenewalMonths } from '#components/ops/renewal-months.tsx'
import { RenewalTable } from '#components/ops/renewal-table.tsx'
import { renewalsHref } from '#components/ops/renewals-view.ts'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { readRenewals } from '#lib/authorizations/renewals.ts'
import { isTimeCursor } from '#lib/time-cursor.ts'
import { readParameters, type SearchParameters } from '../parameters.ts'
import { rowId } from '../parse-input.ts'
import { toRenewalRow } from './to-renewal-row.ts'

export const metadata: Metadata = { title: 'Renewals' }

const freshEveryMs = 60_000
const parameters = z.strictObject({
  application: rowId.optional(),
  within: z
    .string()
    .regex(/^(overdue|later|within-\d{1,4}|\d{4}-(0[1-9]|1[0-2]))$/)
    .optional(),
  after: z.string().refine(isTimeCursor).optional(),
})

export default async function Page({ searchParams }: { searchParams: Promise<SearchParameters> }) {
  const view = readParameters(parameters, await searchParams)
  const { ctx } = await operatorPage(view === null ? '/ops/renewals' : renewalsHref(view))
  if (view === null) notFound()
  const { application, ...rest } = view
  const calendar = await readRenewals(ctx, { applicationId: application, ...rest })
  const { rows, next, levels, months, applications } = calendar
  const isFirst = view.after === undefined
  return (
    <>
      <PageHeading
        title="Renewals"
        description="Amazon wants sellers to authorize again after a term, most often a year. Its documents disagree whether an authorization ends then, so a date here only warns: nothing is stopped until Amazon itself refuses."
      />
      {levels.some(({ count }) => count > 0) && (
        <>
          <RenewalMonths view={view} months={months} />
          <RenewalFilter view={view} levels={levels} applications={applications} />
        </>
      )}
      <Card flush>
        {rows.length === 0 ? (
          <NoRenewals
            isFiltered={view.within !== undefined || application !== undefined || !isFirst}
            hasTerm={applications.length > 0}
          />
        ) : (
          <RenewalTable
            rows={rows.map((row) => toRenewalRow(row, ctx.settings.appUrl))}
            renderedAt={ctx.now().toISOString()}
          />
        )}
      </Card>
      {(next !== null || !isFirst) && (
        <div className="flex justify-end gap-2">
          {!isFirst && (
            <LinkButton href={renewalsHref(view)} size="small">
              First page
            </LinkButton>
          )}
          {next !== null && (
            <LinkButton href={renewalsHref(view, { after: next })} size="small">
              Next page
            </LinkButton>
          )}
        </div>
      )}
      <KeepFresh everyMs={freshEveryMs} />
    </>
  )
}
