import { PackageIcon } from 'lucide-react'
import { forbidden } from 'next/navigation'
import { operatorPage } from '#app/_server/operator-page.ts'
import { SelfAuthorizeForm, WhereTokensComeFrom } from '#components/authorizations/self-authorize-form.tsx'
import { paths } from '#components/paths.ts'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { BackLink, PageHeading } from '#components/ui/page-heading.tsx'
import { listSelfChoices } from '#lib/attempts/self-authorize.ts'
import { authorize } from './actions.ts'

export default async function SelfAuthorizePage() {
  const { ctx, may } = await operatorPage(paths.selfAuthorize)
  if (!may('authorizations:operate')) forbidden()
  const choices = await listSelfChoices(ctx)
  return (
    <>
      <PageHeading
        above={<BackLink href={paths.authorizations}>Selling partners</BackLink>}
        title="Self-authorize"
        description="For your own selling accounts: Amazon shows a refresh token, and you save it here."
      />
      {choices.applications.length === 0 ? (
        <EmptyState
          icon={PackageIcon}
          title="No application yet"
          action={<LinkButton href={paths.applications}>Applications</LinkButton>}
        >
          A refresh token belongs to one application. Add the application first.
        </EmptyState>
      ) : (
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,36rem)_minmax(16rem,22rem)]">
          <Card>
            <SelfAuthorizeForm action={authorize} choices={choices} companyName={ctx.settings.companyName} />
          </Card>
          <Card title="Where the token comes from">
            <WhereTokensComeFrom />
          </Card>
        </div>
      )}
    </>
  )
}
