import { notFound } from 'next/navigation'
import { operatorPage } from '#app/_server/operator-page.ts'
import { AttemptFacts } from '#components/attempts/attempt-facts.tsx'
import { AttemptProblem, AttemptWaits } from '#components/attempts/attempt-outcome.tsx'
import { AttemptTimeline } from '#components/attempts/attempt-timeline.tsx'
import { attemptStatus } from '#components/attempts/attempt-words.ts'
import { AuditLink } from '#components/audit/audit-link.tsx'
import { DiagnosisHint } from '#components/diagnose/diagnosis-card.tsx'
import { KeepFresh } from '#components/live/keep-fresh.tsx'
import { paths } from '#components/paths.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { datedTitle } from '#components/ui/format.ts'
import { Notice } from '#components/ui/notice.tsx'
import { BackLink, PageHeading } from '#components/ui/page-heading.tsx'
import { wordingOf } from '#lib/errors.ts'
import { findTimeline } from '../find-timeline.ts'
import { Quarantine } from './quarantine.tsx'

const freshEveryMs = 5_000

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const { ctx, may } = await operatorPage(paths.attempt(id))
  const attempt = await findTimeline(ctx, id)
  if (attempt === null) notFound()
  const { accountName, sellingPartnerId, problem, startedAt, endedAt } = attempt
  const who = accountName ?? sellingPartnerId
  const { label, tone } = attemptStatus(attempt)
  return (
    <>
      <PageHeading
        above={<BackLink href={paths.attempts}>Attempts</BackLink>}
        title={datedTitle(who === null ? 'Attempt' : `Attempt of ${who}`, startedAt)}
        description={
          <span className="flex">
            <Badge tone={tone}>{label}</Badge>
          </span>
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-5">
          {problem !== null ? (
            <AttemptProblem attempt={attempt} words={wordingOf(problem, 'seller')} />
          ) : (
            <>
              <AttemptWaits status={attempt.status} />
              {attempt.diagnosis !== null && (
                <Notice
                  tone="doubt"
                  title="The seller reported what Amazon showed"
                  next={<DiagnosisHint diagnosis={attempt.diagnosis} />}
                />
              )}
            </>
          )}
          {may('authorizations:operate') && <Quarantine ctx={ctx} attempt={attempt} />}
          <Card title="What happened" action={<span className="text-ink-muted text-sm">Times in UTC</span>}>
            <AttemptTimeline {...attempt} />
          </Card>
        </div>
        <Card title="Facts" action={may('audit:search') && <AuditLink kind="attempt" id={id} />}>
          <AttemptFacts attempt={attempt} />
        </Card>
      </div>
      {endedAt === null && <KeepFresh everyMs={freshEveryMs} about={id} />}
    </>
  )
}
