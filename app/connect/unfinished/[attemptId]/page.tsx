import { notFound } from 'next/navigation'
import { inOwnLanguage } from '#app/_server/languages/in-own-language.ts'
import { currentLanguage, getText } from '#app/_server/languages/language.ts'
import { Words } from '#app/_server/languages/words.tsx'
import { orNotFound } from '#app/_server/or-not-found.ts'
import { requireAccount } from '#app/_server/people/require-account.ts'
import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { getPublicSettings } from '#app/_server/settings.ts'
import { Heading } from '#components/connect/heading.tsx'
import { ReportForm } from '#components/connect/report-form.tsx'
import { restartHref } from '#components/connect/start-params.ts'
import { subjectOf } from '#components/connect/unfinished-notice.tsx'
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
  const unfinished = await inOwnLanguage(
    await readUnfinished(ctx, attemptId).catch(orNotFound('attempt_not_found')),
  )
  const text = await getText('unfinished')
  const subject = subjectOf(unfinished, await currentLanguage())
  const { companyName } = await getPublicSettings()
  const reported = unfinished.report
  return (
    <SellerFrame>
      <Heading title={text('title')}>{text('text', { ...subject, company: companyName })}</Heading>
      {reported !== null && (
        <Notice
          tone="due"
          live
          title={reported.title}
          cause={text('reported', { shown: reported.shown })}
          next={reported.next}
        />
      )}
      <Words groups={['report']}>
        <ReportForm attemptId={attemptId} shown={reported?.shown ?? ''} action={report} />
      </Words>
      <AnchorButton href={restartHref(unfinished.restart)} size="large" wide>
        {text(reported === null ? 'skip' : 'tryAgain')}
      </AnchorButton>
    </SellerFrame>
  )
}
