import { KeyRoundIcon, SearchIcon } from 'lucide-react'
import type { ApiKeyView, KeyUse } from '#lib/keys/api-keys.ts'
import type { FormAction } from '../forms/form-state.ts'
import { type Column, DataTable } from '../list/data-table.tsx'
import { Pagination } from '../list/pagination.tsx'
import { SearchBox, Toolbar } from '../list/toolbar.tsx'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { figure } from '../ui/format.ts'
import { LinkButton } from '../ui/link-button.tsx'
import { TimeStamp } from '../ui/time.tsx'
import type { ScopeChoice } from './key-form.tsx'
import { KeyPanel } from './key-panel.tsx'
import { type KeysShown, keysViews } from './keys-view.ts'
import type { SecretActions } from './replace-secret.tsx'

interface Props {
  /** null while loading. */
  rows: readonly ApiKeyView[] | null
  /** The cursor of the next page; null on the last one. */
  next: string | null
  shown: KeysShown
  holder: 'program' | 'agent'
  scopes: readonly ScopeChoice[]
  revoke: FormAction
  secret: SecretActions
}

const looks = {
  active: { tone: 'good', label: 'Active' },
  expired: { tone: 'due', label: 'Expired' },
  revoked: { tone: 'neutral', label: 'Revoked' },
} as const

/** The keys: those that work first, each newest first. */
export function KeyList(props: Props) {
  const { rows, next, holder, shown } = props
  return (
    <>
      {rows?.length === 0 ? (
        <NoKeys holder={holder} shown={shown} />
      ) : (
        <DataTable caption="API keys" columns={columnsFor(props)} rows={rows} rowKey={({ id }) => id} />
      )}
      <Pagination view={keysViews[holder]} shown={shown} next={next} />
    </>
  )
}

export function KeyToolbar({ holder, shown }: Pick<Props, 'holder' | 'shown'>) {
  return (
    <Toolbar>
      <SearchBox
        action={keysViews[holder].path}
        value={shown.search}
        hidden={keysViews[holder].fields(shown, { search: '' })}
        placeholder="Name or prefix"
        label="Search keys"
      />
    </Toolbar>
  )
}

function NoKeys({ holder, shown }: Pick<Props, 'holder' | 'shown'>) {
  if (shown.search === '' && shown.after === null) {
    return (
      <EmptyState icon={KeyRoundIcon} title="No keys yet">
        {holder === 'program'
          ? 'Create one for the first program that needs access tokens.'
          : 'Create one for the first agent.'}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={SearchIcon}
      title="No matches"
      action={<LinkButton href={keysViews[holder].href(shown, { search: '' })}>Show all</LinkButton>}
    >
      No name contains this text, and no key begins with it.
    </EmptyState>
  )
}

function total(uses: readonly KeyUse[], span: 'today' | 'month'): number {
  return uses.reduce((sum, use) => sum + use[span], 0)
}

function columnsFor({ holder, scopes, revoke, secret }: Props): Column<ApiKeyView>[] {
  const columns: Column<ApiKeyView>[] = [
    {
      key: 'key',
      header: 'Key',
      skeleton: 'w-40',
      grow: true,
      cell: ({ name, prefix }) => (
        <span className="grid leading-snug">
          <span title={name} className="truncate font-medium">
            {name}
          </span>
          <span title={prefix} className="truncate font-mono text-ink-muted text-sm">
            {prefix}…
          </span>
        </span>
      ),
    },
    {
      key: 'state',
      header: 'State',
      skeleton: 'w-16',
      cell: ({ state }) => <Badge tone={looks[state].tone}>{looks[state].label}</Badge>,
    },
    {
      key: 'reach',
      header: 'Access',
      skeleton: 'w-24',
      from: 'lg',
      cell: ({ applicationName, accountName }) => (
        <span className="grid w-max leading-snug">
          <span title={accountName ?? 'All accounts'} className="max-w-36 truncate">
            {accountName ?? 'All accounts'}
          </span>
          <span className="max-w-36 truncate text-ink-muted text-sm">
            {applicationName ?? 'All applications'}
          </span>
        </span>
      ),
    },
    {
      key: 'used',
      header: 'Last used',
      skeleton: 'w-20',
      from: 'sm',
      cell: ({ lastUsedAt }) =>
        lastUsedAt === null ? (
          <span className="text-ink-muted">Never</span>
        ) : (
          <TimeStamp at={lastUsedAt.toISOString()} />
        ),
    },
    {
      key: 'tokens',
      header: 'Tokens',
      skeleton: 'w-20',
      align: 'right',
      from: 'md',
      cell: ({ uses }) => (
        <span className="grid whitespace-nowrap leading-snug">
          <span>{figure(total(uses, 'today'))} today</span>
          <span className="text-ink-muted text-sm">{figure(total(uses, 'month'))} in 30 days</span>
        </span>
      ),
    },
    {
      key: 'manage',
      header: 'Details',
      skeleton: 'w-16',
      align: 'right',
      cell: ({ createdAt, expiresAt, lastUsedAt, revokedAt, previousUntil, ...key }) => (
        <KeyPanel
          apiKey={{
            ...key,
            createdAt: createdAt.toISOString(),
            expiresAt: expiresAt?.toISOString() ?? null,
            revokedAt: revokedAt?.toISOString() ?? null,
            lastUsedAt: lastUsedAt?.toISOString() ?? null,
            previousUntil: previousUntil?.toISOString() ?? null,
            rights: scopes.filter(({ id }) => key.scopes.some((scope) => scope === id)),
          }}
          revoke={revoke}
          secret={secret}
        />
      ),
    },
  ]
  // No agent gets a token.
  return holder === 'program' ? columns : columns.filter(({ key }) => key !== 'tokens')
}
