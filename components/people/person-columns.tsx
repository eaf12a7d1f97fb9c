import { BanIcon } from 'lucide-react'
import type { PersonView } from '#lib/people/list.ts'
import type { Column } from '../list/data-table.tsx'
import type { Wire } from '../list/wire.ts'
import { Badge } from '../ui/badge.tsx'
import { TimeStamp } from '../ui/time.tsx'
import type { RoleChoice } from './invitations.tsx'
import { type PersonActions, PersonPanel } from './person-panel.tsx'

/** The fields of a person that the columns and the panel need; nothing else is sent to the browser. */
export const personFields = [
  'id',
  'name',
  'email',
  'role',
  'accountId',
  'accountName',
  'disabledAt',
  'createdAt',
  'emailConfirmedAt',
  'lastSeenAt',
] as const satisfies readonly (keyof PersonView)[]

export type PersonRow = Wire<Pick<PersonView, (typeof personFields)[number]>>

export interface PeopleContext {
  /** The person who is looking. */
  readonly ownId: string | null
  readonly roles: readonly RoleChoice[]
  readonly actions: PersonActions
}

type PersonColumn = Column<PersonRow, PeopleContext>

const role: PersonColumn = {
  key: 'role',
  header: 'Role',
  skeleton: 'w-20',
  from: 'sm',
  cell: ({ role }, { roles }) => roles.find(({ id }) => id === role)?.label ?? 'Seller',
}

const account: PersonColumn = {
  key: 'account',
  header: 'Account',
  skeleton: 'w-24',
  from: 'sm',
  cell: ({ accountName }) => (
    <span title={accountName ?? undefined} className="block max-w-44 truncate">
      {accountName}
    </span>
  ),
}

const columns: readonly PersonColumn[] = [
  {
    key: 'person',
    header: 'Person',
    skeleton: 'w-40',
    grow: true,
    cell: ({ id, name, email }, { ownId }) => (
      <span className="grid leading-snug">
        <span title={name} className="truncate font-medium">
          {name}
          {id === ownId && <span className="font-normal text-ink-muted"> (you)</span>}
        </span>
        <span title={email} className="truncate text-ink-muted text-sm">
          {email}
        </span>
      </span>
    ),
  },
  role,
  account,
  {
    key: 'status',
    header: 'Sign-in',
    skeleton: 'w-16',
    cell: ({ disabledAt }) =>
      disabledAt === null ? (
        <Badge tone="good">Enabled</Badge>
      ) : (
        <Badge tone="neutral" icon={BanIcon} title="Can’t sign in until an administrator enables them again.">
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
      lastSeenAt === null ? <span className="text-ink-muted">Never</span> : <TimeStamp at={lastSeenAt} />,
  },
  {
    key: 'manage',
    header: 'Change',
    skeleton: 'w-16',
    align: 'right',
    cell: ({ accountId, accountName, disabledAt, lastSeenAt: _, ...person }, { roles, actions }) => (
      <PersonPanel
        person={{
          ...person,
          account: accountId === null ? null : { id: accountId, name: accountName ?? '' },
          isDisabled: disabledAt !== null,
        }}
        roles={roles}
        actions={actions}
      />
    ),
  },
]

/** The columns for operators, who have no account, and for sellers, who have no role to choose. */
export const personColumns = {
  operators: columns.filter((column) => column !== account),
  accounts: columns.filter((column) => column !== role),
} as const
