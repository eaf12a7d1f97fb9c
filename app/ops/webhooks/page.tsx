import { PlusIcon } from 'lucide-react'
import { Suspense } from 'react'
import { operatorPage } from '#app/_server/operator-page.ts'
import { KeepFresh } from '#components/live/keep-fresh.tsx'
import { paths } from '#components/paths.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { EndpointList } from '#components/webhooks/endpoint-list.tsx'
import type { Context } from '#lib/context.ts'
import { listEndpoints } from '#lib/webhooks/read.ts'

export default async function WebhooksPage() {
  const { ctx, may } = await operatorPage(paths.webhooks)
  const mayManage = may('webhooks:manage')
  return (
    <>
      <PageHeading
        title="Webhooks"
        description="Notify your back end of changes to authorizations: one signed request per event, in the Standard Webhooks format."
        action={
          mayManage && (
            <LinkButton href={paths.newWebhook} variant="primary">
              <PlusIcon size={16} /> Add an endpoint
            </LinkButton>
          )
        }
      />
      <Suspense fallback={<EndpointList rows={null} mayManage={mayManage} />}>
        <Endpoints ctx={ctx} mayManage={mayManage} />
      </Suspense>
      <KeepFresh everyMs={10_000} isAnnounced={false} />
    </>
  )
}

async function Endpoints({ ctx, mayManage }: { ctx: Context; mayManage: boolean }) {
  const rows = await listEndpoints(ctx)
  return <EndpointList rows={rows} mayManage={mayManage} />
}
