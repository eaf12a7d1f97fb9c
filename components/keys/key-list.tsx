import { KeyRoundIcon } from 'lucide-react'
import type { ApiKeyView, KeyUse } from '#lib/keys/api-keys.ts'
import type { FormAction } from '../forms/form-state.ts'
import { type Column, DataTable } from '../list/data-table.tsx'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { figure } from '../ui/format.ts'
import { TimeStamp } from '../ui/time.tsx'
import type { ScopeChoice } from './key-form.tsx'
import { KeyPanel } from './key-panel.tsx'
import type { SecretActions } from './replace-secret.tsx'

interface Props {
  /** null while loading. */
  rows: readonly ApiKeyView[] | null
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

/** The same number as the use case lists. */
const mostListed = 500

/** The keys: those that are not revoked first, each newest first. */
export function KeyList(props: Props) {
  return (
    <Card flush>
      {props.rows?.length === 0 ? (
        <EmptyState icon={KeyRoundIcon} title="No keys yet">
          {props.holder === 'program'
            ? 'Create one for the first program that needs access tokens.'
            : 'Create one for the first agent.'}
        </EmptyState>
      ) : (
        <DataTable caption="API keys" columns={columnsFor(props)} rows={props.rows} rowKey={({ id }) => id} />
      )}
      {props.rows?.length === mostListed && (
        <p className="border-line border-t p-4 text-ink-muted text-sm">
          There may be more: {mostListed} are shown, revoked ones last.
        </p>
      )}
    </Card>
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
