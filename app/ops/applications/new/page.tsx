import { forbidden } from 'next/navigation'
import { operatorPage } from '#app/_server/operator-page.ts'
import { ApplicationForm } from '#components/applications/application-form.tsx'
import { RegistrationCard } from '#components/applications/registration-card.tsx'
import { paths } from '#components/paths.ts'
import { BackLink, PageHeading } from '#components/ui/page-heading.tsx'
import { ownAddresses } from '#lib/applications/readiness.ts'
import { blankFacts } from '#lib/applications/write-facts.ts'
import { create } from '../actions.ts'
import { formChoices } from '../form-choices.ts'

export default async function NewApplicationPage() {
  const { ctx, may } = await operatorPage(paths.newApplication)
  if (!may('applications:manage')) forbidden()
  const own = ownAddresses(ctx.settings)
  return (
    <>
      <PageHeading
        above={<BackLink href={paths.applications}>Applications</BackLink>}
        title="Add an application"
        description="Register it in the Solution Provider Portal first, with the addresses shown on this page. Then enter its details here."
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <ApplicationForm action={create} stored={blankFacts(own)} given={null} {...formChoices} />
        <RegistrationCard {...own} />
      </div>
    </>
  )
}
