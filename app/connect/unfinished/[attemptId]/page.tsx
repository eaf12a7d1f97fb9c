import { notFound } from 'next/navigation'
import { orNotFound } from '#app/_server/or-not-found.ts'
import { requireAccount } from '#app/_server/require-account.ts'
import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { getPublicSettings } from '#app/_server/settings.ts'
import { Heading } from '#components/connect/heading.tsx'
import { ReportForm } from '#components/connect/report-form.tsx'
import { restartHref } from '#components/connect/start-params.ts'
import { whatIs } from '#components/connect/unfinished-notice.tsx'
import { paths } from '#components/paths.ts'
import { AnchorButton } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { readUnfinished } from '#lib/attempts/read-own.ts'
import { isRowId } from '#lib/row-id.ts'
import { report } from './actions.ts'

type Props = { params: Promise<{ attemptId: string }> }

export default async function UnfinishedPage({ params }: Props) {
  const { attemptId } = await params
  if (!isRowId(attemptId)) notFound()
  const ctx = await requireAccount(paths.unfinished(attemptId))
  const unfinished = await readUnfinished(ctx, attemptId).catch(orNotFound('attempt_not_found'))
  const { companyName } = getPublicSettings()
  const reported = unfinished.report
  return (
    <SellerFrame>
      <Heading title="Amazon showed an error?">
        You haven’t finished {whatIs(unfinished)}. Tell us what Amazon’s page said: we explain it, and{' '}
        {companyName} can see it.
      </Heading>
      {reported !== null && (
        <Notice
          tone="due"
          live
          title={reported.title}
          cause={`You reported: ${reported.shown}`}
          next={reported.next}
        />
      )}
      <ReportForm attemptId={attemptId} shown={reported?.shown ?? ''} action={report} />
      <AnchorButton href={restartHref(unfinished.restart)} size="large" wide>
        {reported === null ? 'Continue without a report' : 'Try again'}
      </AnchorButton>
    </SellerFrame>
  )
}
