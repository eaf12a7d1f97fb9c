import { forbidden } from 'next/navigation'
import { operatorPage } from '#app/_server/operator-page.ts'
import { AccessReview } from '#components/compliance/access-review.tsx'
import { Deletions } from '#components/compliance/deletions.tsx'
import { Obligations } from '#components/compliance/obligations.tsx'
import { PrintButton } from '#components/compliance/print-button.tsx'
import { paths } from '#components/paths.ts'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { TimeStamp } from '#components/ui/time.tsx'
import { listDeletions } from '#lib/compliance/delete-seller.ts'
import { readCompliance } from '#lib/compliance/read.ts'
import type { Context } from '#lib/context.ts'
import { confirm } from './actions.ts'

export default async function CompliancePage() {
  const { ctx, may } = await operatorPage(paths.compliance)
  if (!may('compliance:manage')) forbidden()
  const at = ctx.now().toISOString()
  return (
    <>
      <PageHeading
        title="Compliance"
        description={
          <>
            What Amazon’s Data Protection Policy asks for, in our words, and what this installation does about
            it. For {ctx.settings.companyName}, <TimeStamp at={at} />.
          </>
        }
        action={<PrintButton />}
      />
      {/* Without a boundary: React would leave the forms hidden for a browser without scripts. */}
      <Sections ctx={ctx} />
    </>
  )
}

async function Sections({ ctx }: { ctx: Context }) {
  const [{ obligations, access }, deletions] = await Promise.all([readCompliance(ctx), listDeletions(ctx)])
  return (
    <>
      <Obligations obligations={obligations} />
      <AccessReview
        rows={access.map(({ since: _, lastUsedAt, confirmedAt, dueAt, ...row }) => ({
          ...row,
          lastUsedAt: lastUsedAt?.toISOString() ?? null,
          confirmedAt: confirmedAt?.toISOString() ?? null,
          dueAt: dueAt.toISOString(),
        }))}
        confirm={confirm}
      />
      <Deletions
        deletions={deletions.map(({ deletedAt, ...row }) => ({ ...row, deletedAt: deletedAt.toISOString() }))}
      />
    </>
  )
}
