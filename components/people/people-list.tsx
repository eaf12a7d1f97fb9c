import { BanIcon, SearchIcon, UsersIcon } from 'lucide-react'
import type { PersonView } from '#lib/people/list.ts'
import { Badge } from '../ui/badge.tsx'
import { LinkButton } from '../ui/button.tsx'
import { type Column, DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Paging } from '../ui/paging.tsx'
import { TimeStamp } from '../ui/time.tsx'
import type { RoleChoice } from './invitations.tsx'
import { type PeopleView, peopleHref } from './people-view.ts'
import { type PersonActions, PersonPanel } from './person-panel.tsx'

interface Props {
  view: PeopleView
  rows: readonly PersonView[]
  /** `after` of the next page. */
  next: string | null
  /** ISO 8601. */
  now: string
  /** The person who looks. */
  ownId: string | null
  roles: readonly RoleChoice[]
  actions: PersonActions
}

/** One side of the people: operators, or those of the accounts. */
export function PeopleList(props: Props) {
  const { view, rows, next } = props
  return (
    <>
      {rows.length === 0 ? (
        <NoPeople view={view} />
      ) : (
        <DataTable
          caption={view.side === 'operators' ? 'Operators' : "Sellers' sign-ins"}
          columns={columnsFor(props)}
          rows={rows}
          rowKey={({ id }) => id}
        />
      )}
      <Paging
        first={view.after === null ? null : peopleHref({ ...view, after: null })}
        next={next === null ? null : peopleHref({ ...view, after: next })}
      />
    </>
  )
}

function columnsFor({ view, now, ownId, roles, actions }: Props): Column<PersonView>[] {
  const roleLabel = (role: string) => roles.find(({ id }) => id === role)?.label ?? 'Seller'
  return [
    {
      key: 'person',
      header: 'Person',
      skeleton: 'w-40',
      grow: true,
      cell: ({ id, name, email }) => (
        <span className="grid leading-snug">
          <span className="truncate font-medium">
            {name}
            {id === ownId && <span className="font-normal text-ink-muted"> (you)</span>}
          </span>
          <span className="truncate text-ink-muted text-sm">{email}</span>
        </span>
      ),
    },
    ...(view.side === 'operators'
      ? [
          {
            key: 'role',
            header: 'Role',
            skeleton: 'w-20',
            from: 'sm',
            cell: ({ role }) => roleLabel(role),
          } satisfies Column<PersonView>,
        ]
      : []),
    {
      key: 'status',
      header: 'Sign-in',
      skeleton: 'w-16',
      cell: ({ disabledAt }) =>
        disabledAt === null ? (
          <Badge tone="good">Enabled</Badge>
        ) : (
          <Badge
            tone="neutral"
            icon={BanIcon}
            title="Cannot sign in until an administrator enables them again."
          >
            Disabled
          </Badge>
        ),
    },
    {
      key: 'seen',
      header: 'Last seen',
      skeleton: 'w-20',
      from: 'md',
      cell: ({ lastSeenAt }) =>
        lastSeenAt === null ? (
          <span className="text-ink-muted">Never</span>
        ) : (
          <TimeStamp at={lastSeenAt.toISOString()} renderedAt={now} />
        ),
    },
    {
      key: 'manage',
      header: 'Change',
      skeleton: 'w-16',
      align: 'right',
      cell: ({ id, name, email, role, accountId, accountName, disabledAt, createdAt }) => (
        <PersonPanel
          person={{
            id,
            name,
            email,
            role,
            account: accountId === null ? null : { id: accountId, name: accountName ?? '' },
            isDisabled: disabledAt !== null,
            createdAt: createdAt.toISOString(),
          }}
          roles={roles}
          actions={actions}
        />
      ),
    },
  ]
}

function NoPeople({ view }: { view: PeopleView }) {
  if (view.search === '' && view.after === null) {
    return (
      <EmptyState icon={UsersIcon} title="Nobody yet">
        Sellers who create an account on the connect page are listed here.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={SearchIcon}
      title="Nobody is found"
      action={<LinkButton href={peopleHref({ ...view, search: '', after: null })}>Show all</LinkButton>}
    >
      No name and no e-mail address holds these letters.
    </EmptyState>
  )
}
