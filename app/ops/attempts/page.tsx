import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { operatorPage } from '#app/_server/operator-page.ts'
import { AttemptRow } from '#components/ops/attempt-row.tsx'
import { KeepFresh } from '#components/ops/keep-fresh.tsx'
import { NoAttempts } from '#components/ops/no-attempts.tsx'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { NavTabs } from '#components/ui/nav-tabs.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { listAttempts } from '#lib/authorizations/attempts.ts'
import { errors } from '#lib/errors.ts'
import { readParameters, type SearchParameters } from '../parameters.ts'

export const metadata: Metadata = { title: 'Attempts' }

const freshEveryMs = 15_000
const parameters = z.strictObject({
  only: z.literal('problems').optional(),
  before: z.iso.datetime().optional(),
})

export default async function Page({ searchParams }: { searchParams: Promise<SearchParameters> }) {
  const view = readParameters(parameters, await searchParams)
  const problemsOnly = view?.only === 'problems'
  const here = problemsOnly ? '/ops/attempts?only=problems' : '/ops/attempts'
  const { ctx } = await operatorPage(here)
  if (view === null) notFound()
  const { rows, next } = await listAttempts(ctx, {
    problemsOnly,
    ...(view.before !== undefined && { before: new Date(view.before) }),
  })
  const renderedAt = ctx.now()
  return (
    <>
      <PageHeading
        title="Attempts"
        description="Every passage from Authorize to the stored permission, the newest first."
      />
      <NavTabs
        label="Which attempts"
        current={here}
        tabs={[
          { href: '/ops/attempts', label: 'All' },
          { href: '/ops/attempts?only=problems', label: 'Problems' },
        ]}
      />
      <Card flush>
        {rows.length === 0 ? (
          <NoAttempts problemsOnly={problemsOnly} connectUrl={`${ctx.settings.appUrl}/`} />
        ) : (
          <ul className="divide-y divide-line">
            {rows.map((attempt) => (
              <AttemptRow
                key={attempt.id}
                attempt={attempt}
                words={attempt.problem === null ? null : errors[attempt.problem]}
                renderedAt={renderedAt}
              />
            ))}
          </ul>
        )}
      </Card>
      {(next !== null || view.before !== undefined) && (
        <div className="flex justify-end gap-2">
          {view.before !== undefined && (
            <LinkButton href={here} size="small">
              Newest
            </LinkButton>
          )}
          {next !== null && (
            <LinkButton
              href={`/ops/attempts?${new URLSearchParams({
                ...(problemsOnly && { only: 'problems' }),
                before: next.toISOString(),
              })}`}
              size="small"
            >
              Older
            </LinkButton>
          )}
        </div>
      )}
      <KeepFresh everyMs={freshEveryMs} />
    </>
  )
}
