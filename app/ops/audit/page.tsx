import { DownloadIcon } from 'lucide-react'
import { forbidden } from 'next/navigation'
import { Suspense } from 'react'
import { operatorPage } from '#app/_server/operator-page.ts'
import { AuditFilters } from '#components/audit/audit-filters.tsx'
import { AuditList, AuditListSkeleton, AuditNarrowing } from '#components/audit/audit-list.tsx'
import { auditView } from '#components/audit/audit-view.ts'
import { paths } from '#components/paths.ts'
import { AnchorButton } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { actions } from '#lib/audit/actions.ts'
import { audit } from '../lists/audit.ts'
import { Prepared } from '../lists/server-list.tsx'

export default async function AuditPage({ searchParams }: PageProps<'/ops/audit'>) {
  const shown = audit.parse(await searchParams)
  const { ctx, may } = await operatorPage(auditView.href(shown, shown))
  if (!may('audit:search')) forbidden()
  const parameters = new URLSearchParams(auditView.fields(shown))
  return (
    <>
      <PageHeading
        title="Audit log"
        description="Who did what, and the outcome. Entries can’t be changed, and are kept for more than a year."
        action={
          <AnchorButton href={`${paths.auditExport}?${parameters}`}>
            <DownloadIcon size={14} /> Export as JSON Lines
          </AnchorButton>
        }
      />
      <AuditNarrowing shown={shown} />
      <Card flush>
        <AuditFilters shown={shown} actions={Object.keys(actions)} />
        <Suspense fallback={<AuditListSkeleton />}>
          <Prepared page={audit.prepare(ctx, shown)}>
            <AuditList shown={shown} />
          </Prepared>
        </Suspense>
      </Card>
    </>
  )
}
