import { InvitationList } from '#components/people/invitations.tsx'
import { PeopleList } from '#components/people/people-list.tsx'
import type { PeopleView } from '#components/people/people-view.ts'
import type { Context } from '#lib/context.ts'
import { listInvitations } from '#lib/people/invite.ts'
import { listPeople } from '#lib/people/list.ts'
import { operatorRoles } from '#lib/people/operator-role.ts'
import { cancel, createReset, free, giveRole, setEnabled } from './actions.ts'

export async function People({ ctx, view }: { ctx: Context; view: PeopleView }) {
  const { side, search, after } = view
  const { rows, next } = await listPeople(ctx, { side, search, ...(after !== null && { after }) })
  return (
    <PeopleList
      view={view}
      rows={rows}
      next={next}
      now={ctx.now().toISOString()}
      ownId={'personId' in ctx.actor ? ctx.actor.personId : null}
      roles={operatorRoles}
      actions={{ giveRole, setEnabled, free, createReset }}
    />
  )
}

export async function Invitations({ ctx }: { ctx: Context }) {
  return (
    <InvitationList invitations={await listInvitations(ctx)} now={ctx.now().toISOString()} cancel={cancel} />
  )
}
