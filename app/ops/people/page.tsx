import { forbidden } from 'next/navigation'
import { Suspense } from 'react'
import { operatorPage } from '#app/_server/operator-page.ts'
import { InvitationList, InviteForm } from '#components/people/invitations.tsx'
import { PeopleList, PeopleListSkeleton, PeopleToolbar } from '#components/people/people-list.tsx'
import { peopleView } from '#components/people/people-view.ts'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { ListBesideForm } from '#components/ui/list-beside-form.tsx'
import { NavTabs } from '#components/ui/nav-tabs.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import type { Context } from '#lib/context.ts'
import { listInvitations } from '#lib/people/invite.ts'
import { operatorRoleLabel, operatorRoles } from '#lib/people/operator-role.ts'
import { deleteSeller } from '../compliance/actions.ts'
import { people } from '../lists/people.ts'
import { Prepared } from '../lists/server-list.tsx'
import { cancel, createReset, free, giveRole, invite, setEnabled } from './actions.ts'

export default async function PeoplePage({ searchParams }: PageProps<'/ops/people'>) {
  const shown = people.parse(await searchParams)
  const { ctx, may } = await operatorPage(peopleView.href(shown, shown))
  if (!may('people:read')) forbidden()
  const tabs = { operators: 'Operators', accounts: 'Sellers' } as const
  const sideHref = (side: keyof typeof tabs) => peopleView.href(peopleView.whole, { side })
  return (
    <>
      <PageHeading
        title="People"
        description="Who can sign in, and what they can do."
        action={
          shown.side === 'operators' && (
            <div className="lg:hidden">
              <LinkButton href="#invite-an-operator">Invite an operator</LinkButton>
            </div>
          )
        }
      />
      <NavTabs
        label="Who"
        current={sideHref(shown.side)}
        tabs={[
          { href: sideHref('operators'), label: tabs.operators },
          { href: sideHref('accounts'), label: tabs.accounts },
        ]}
      />
      <ListBesideForm
        list={
          <Card flush>
            <PeopleToolbar shown={shown} />
            <Suspense fallback={<PeopleListSkeleton />}>
              <Prepared page={people.prepare(ctx, shown)}>
                <PeopleList
                  shown={shown}
                  ownId={'personId' in ctx.actor ? ctx.actor.personId : null}
                  roles={operatorRoles}
                  actions={{ giveRole, setEnabled, free, createReset, deleteSeller }}
                />
              </Prepared>
            </Suspense>
          </Card>
        }
        form={
          shown.side === 'operators' && (
            <div className="grid gap-5">
              <Card id="invite-an-operator" title="Invite an operator">
                <InviteForm action={invite} roles={operatorRoles} sendsMail={ctx.mail !== null} />
              </Card>
              {/* Without a boundary: React would leave the forms hidden for a browser without scripts. */}
              <Invitations ctx={ctx} />
            </div>
          )
        }
      />
    </>
  )
}

async function Invitations({ ctx }: { ctx: Context }) {
  const invitations = await listInvitations(ctx)
  return (
    <InvitationList
      invitations={invitations.map(({ role, ...invitation }) => ({
        ...invitation,
        roleLabel: operatorRoleLabel(role),
      }))}
      cancel={cancel}
    />
  )
}
