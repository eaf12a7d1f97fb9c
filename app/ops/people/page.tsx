import { forbidden } from 'next/navigation'
import { Suspense } from 'react'
import { operatorPage } from '#app/_server/operator-page.ts'
import { InviteForm } from '#components/people/invitations.tsx'
import { PeopleSearch } from '#components/people/people-search.tsx'
import { PeopleSkeleton } from '#components/people/people-skeleton.tsx'
import { peopleHref } from '#components/people/people-view.ts'
import { Card } from '#components/ui/card.tsx'
import { NavTabs } from '#components/ui/nav-tabs.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Toolbar } from '#components/ui/toolbar.tsx'
import { operatorRoles } from '#lib/people/operator-role.ts'
import { invite } from './actions.ts'
import { parsePeopleView } from './parse-people-view.ts'
import { Invitations, People } from './sections.tsx'

export default async function PeoplePage({ searchParams }: PageProps<'/ops/people'>) {
  const view = parsePeopleView(await searchParams)
  const { ctx, may } = await operatorPage(peopleHref(view))
  if (!may('people:read')) forbidden()
  const side = { search: '', after: null }
  return (
    <>
      <PageHeading title="People" description="Who may sign in, and what they may do." />
      <NavTabs
        label="Who"
        current={peopleHref({ ...side, side: view.side })}
        tabs={[
          { href: peopleHref({ ...side, side: 'operators' }), label: 'Operators' },
          { href: peopleHref({ ...side, side: 'accounts' }), label: 'Sellers' },
        ]}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card flush>
          <Toolbar>
            <PeopleSearch view={view} />
          </Toolbar>
          <Suspense key={peopleHref(view)} fallback={<PeopleSkeleton />}>
            <People ctx={ctx} view={view} />
          </Suspense>
        </Card>
        {view.side === 'operators' && (
          <div className="grid gap-5">
            <Card title="Invite an operator">
              <InviteForm action={invite} roles={operatorRoles} />
            </Card>
            <Suspense>
              <Invitations ctx={ctx} />
            </Suspense>
          </div>
        )}
      </div>
    </>
  )
}
