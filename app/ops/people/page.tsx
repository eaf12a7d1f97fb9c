import type { Metadata } from 'next'
import { forbidden, notFound } from 'next/navigation'
import { operatorPage } from '#app/_server/operator-page.ts'
import { InvitationList } from '#components/people/invitation-list.tsx'
import { InviteForm } from '#components/people/invite-form.tsx'
import { PeopleList } from '#components/people/people-list.tsx'
import { type PeopleView, peopleHref } from '#components/people/people-view.ts'
import { Card } from '#components/ui/card.tsx'
import { NavTabs } from '#components/ui/nav-tabs.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import type { Context } from '#lib/context.ts'
import { isAppError } from '#lib/errors.ts'
import { listInvitations } from '#lib/people/invite.ts'
import { listPeople } from '#lib/people/list.ts'
import { operatorRoles } from '#lib/people/operator-role.ts'
import { cancel, giveRole, invite, setEnabled } from './actions.ts'
import { parsePeopleView } from './parse-people-view.ts'

export const metadata: Metadata = { title: 'People' }

export default async function PeoplePage({ searchParams }: PageProps<'/ops/people'>) {
  const view = parsePeopleView(await searchParams)
  const { ctx, may } = await operatorPage(view === null ? '/ops/people' : peopleHref(view))
  if (!may('people:read')) forbidden()
  if (view === null) notFound()
  const { rows, next } = await readPeople(ctx, view)
  const now = ctx.now().toISOString()
  const side = { side: view.side, search: '', after: null }
  return (
    <>
      <PageHeading title="People" description="Who may sign in, and what they may do." />
      <NavTabs
        label="Who"
        current={peopleHref(side)}
        tabs={[
          { href: peopleHref({ ...side, side: 'operators' }), label: 'Operators' },
          { href: peopleHref({ ...side, side: 'accounts' }), label: 'Sellers' },
        ]}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <PeopleList
          view={view}
          rows={rows}
          next={next}
          now={now}
          ownId={'personId' in ctx.actor ? ctx.actor.personId : null}
          roles={operatorRoles}
          giveRole={giveRole}
          setEnabled={setEnabled}
        />
        {view.side === 'operators' && (
          <div className="grid gap-5">
            <Card title="Invite an operator">
              <InviteForm action={invite} roles={operatorRoles} />
            </Card>
            <InvitationList invitations={await listInvitations(ctx)} now={now} cancel={cancel} />
          </div>
        )}
      </div>
    </>
  )
}

async function readPeople(ctx: Context, { side, search, after }: PeopleView) {
  try {
    return await listPeople(ctx, { side, search, ...(after !== null && { after }) })
  } catch (error) {
    // A damaged `after` leads nowhere.
    if (isAppError(error) && error.code === 'input_invalid') notFound()
    throw error
  }
}
