import { Suspense } from 'react'
import { operatorPage } from '#app/_server/operator-page.ts'
import { BulkActionList } from '#components/bulk/bulk-action-list.tsx'
import { bulkActionsView } from '#components/bulk/bulk-views.ts'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { bulkActions } from '../lists/bulk-actions.ts'
import { Prepared } from '../lists/server-list.tsx'

export default async function BulkActionsPage({ searchParams }: PageProps<'/ops/bulk'>) {
  const shown = bulkActions.parse(await searchParams)
  const { ctx, may } = await operatorPage(bulkActionsView.href(shown))
  const page = bulkActions.prepare(ctx, shown)
  return (
    <>
      <PageHeading
        title="Bulk actions"
        description="Actions on many selling partners, with a result for each."
      />
      <Suspense fallback={<Skeleton className="h-64 w-full" />}>
        <Prepared page={page}>
          <BulkActionList shown={shown} mayRun={may('bulk:run')} />
        </Prepared>
      </Suspense>
    </>
  )
}
