import { PlusIcon } from 'lucide-react'
import { Suspense } from 'react'
import { operatorPage } from '#app/_server/operator-page.ts'
import { ApplicationList } from '#components/applications/application-list.tsx'
import { paths } from '#components/paths.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { readApplications } from '#lib/applications/read.ts'
import type { Context } from '#lib/context.ts'

export default async function ApplicationsPage() {
  const { ctx, may } = await operatorPage(paths.applications)
  return (
    <>
      <PageHeading
        title="Applications"
        description="The SP-API applications that selling partners authorize here."
        action={
          may('applications:manage') && (
            <LinkButton href={paths.newApplication} variant="primary">
              <PlusIcon size={16} /> Add an application
            </LinkButton>
          )
        }
      />
      <Suspense fallback={<ApplicationList rows={null} />}>
        <Applications ctx={ctx} />
      </Suspense>
    </>
  )
}

async function Applications({ ctx }: { ctx: Context }) {
  return <ApplicationList rows={await readApplications(ctx)} />
}
