import { DownloadIcon } from 'lucide-react'
import { Suspense } from 'react'
import { operatorPage } from '#app/_server/operator-page.ts'
import { orNotFound } from '#app/_server/or-not-found.ts'
import { AuditLink } from '#components/audit/audit-link.tsx'
import { BulkProgress } from '#components/bulk/bulk-progress.tsx'
import { BulkResults } from '#components/bulk/bulk-results.tsx'
import { bulkRowsView } from '#components/bulk/bulk-views.ts'
import { describeAction } from '#components/bulk/bulk-words.ts'
import { ForgetSelection } from '#components/bulk/forget-selection.tsx'
import { ActionForm } from '#components/forms/action-form.tsx'
import { KeepFresh } from '#components/live/keep-fresh.tsx'
import { paths } from '#components/paths.ts'
import { AnchorButton } from '#components/ui/button.tsx'
import { datedTitle } from '#components/ui/format.ts'
import { BackLink, PageHeading } from '#components/ui/page-heading.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { readBulkAction } from '#lib/bulk/read.ts'
import { bulkRowsOf } from '../../lists/bulk-actions.ts'
import { Prepared } from '../../lists/server-list.tsx'
import { stop } from './actions.ts'

export default async function BulkActionPage({ params, searchParams }: PageProps<'/ops/bulk/[id]'>) {
  const { id } = await params
  const rows = bulkRowsOf(id)
  const shown = rows.parse(await searchParams)
  const { ctx, may } = await operatorPage(bulkRowsView(id).href(shown, shown))
  const action = await readBulkAction(ctx, id).catch(orNotFound('bulk_action_not_found'))
  const page = rows.prepare(ctx, shown)
  const hasLinks = action.kind === 'create-links' && may('links:manage')
  return (
    <>
      {action.endedAt === null && <KeepFresh everyMs={2_000} about={id} />}
      {/* Not when somebody looks at an earlier one. */}
      {ctx.now().getTime() - action.createdAt.getTime() < 60_000 && <ForgetSelection />}
      <PageHeading
        above={<BackLink href={paths.bulkActions}>Bulk actions</BackLink>}
        title={datedTitle(describeAction(action.kind, action.parameters), action.createdAt)}
        action={
          <>
            {may('audit:search') && <AuditLink kind="bulk-action" id={id} />}
            <AnchorButton href={paths.bulkActionExport(id)}>
              <DownloadIcon size={14} /> {hasLinks ? 'Export results and links' : 'Export results'}
            </AnchorButton>
          </>
        }
      />
      <BulkProgress action={action} />
      {action.status === 'running' && may('bulk:run') && (
        <ActionForm
          name="bulk-action-stop"
          action={stop}
          hidden={{ id }}
          className="grid justify-items-start gap-3"
        >
          <SubmitButton variant="danger" pendingLabel="Stopping">
            Stop
          </SubmitButton>
        </ActionForm>
      )}
      <Suspense>
        <Prepared page={page}>
          <BulkResults id={id} shown={shown} counts={action.counts} />
        </Prepared>
      </Suspense>
    </>
  )
}
