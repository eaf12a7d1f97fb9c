import { operatorPage } from '#app/_server/operator-page.ts'
import { OwnSignIn } from '#app/_server/people/own-sign-in.tsx'
import { readSession } from '#app/_server/people/session.ts'
import { paths } from '#components/paths.ts'
import { PageHeading } from '#components/ui/page-heading.tsx'

export default async function OperatorsOwnPage({ searchParams }: PageProps<'/ops/me'>) {
  const { ctx } = await operatorPage(paths.ownProfile)
  const session = await readSession()
  return (
    <>
      <PageHeading title="Your sign-in" description={session?.person.email} />
      <div className="grid max-w-2xl gap-5">
        <OwnSignIn ctx={ctx} error={(await searchParams).error} />
      </div>
    </>
  )
}
