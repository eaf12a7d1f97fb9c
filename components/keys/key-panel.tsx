'use client'

import type { KeyUse } from '#lib/keys/api-keys.ts'
import { ActivityLink, AuditLink } from '../audit/audit-link.tsx'
import { ConfirmedAction } from '../forms/confirmed-action.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { SidePanel } from '../list/side-panel.tsx'
import { Button } from '../ui/button.tsx'
import { Code } from '../ui/code.tsx'
import { Facts } from '../ui/facts.tsx'
import { figure } from '../ui/format.ts'
import { TimeStamp } from '../ui/time.tsx'
import { ReplaceSecret, type SecretActions } from './replace-secret.tsx'

export interface ShownKey {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly rights: readonly { readonly id: string; readonly label: string }[]
  readonly applicationName: string | null
  readonly accountName: string | null
  readonly creatorName: string | null
  /** ISO 8601, as the next three. */
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly revokedAt: string | null
  readonly lastUsedAt: string | null
  readonly uses: readonly KeyUse[]
  /** `key=value` pairs, one per line. */
  readonly tags: string
  readonly networks: readonly string[] | null
  readonly minTtlSeconds: number | null
  /** ISO 8601. */
  readonly previousUntil: string | null
  readonly state: 'active' | 'expired' | 'revoked'
}

/**
 * The button at the end of a key's row, and the panel that it opens, with everything about the key and the way to
 * revoke it.
 */
export function KeyPanel({
  apiKey,
  revoke,
  secret,
}: {
  apiKey: ShownKey
  revoke: FormAction
  secret: SecretActions
}) {
  const time = (at: string | null, none: string) => (at === null ? none : <TimeStamp at={at} />)
  return (
    <SidePanel
      id={apiKey.id}
      trigger={
        <Button size="small" aria-label={`Details of ${apiKey.name}`}>
          Details
        </Button>
      }
      title={apiKey.name}
    >
      <div className="grid gap-6">
        <Facts
          facts={[
            { term: 'Client id', detail: <Code copy="the client id">{apiKey.prefix}</Code> },
            { term: 'May', detail: apiKey.rights.map(({ label }) => label).join(', ') },
            { term: 'Application', detail: apiKey.applicationName ?? 'All applications' },
            { term: 'Account', detail: apiKey.accountName ?? 'All accounts' },
            ...(apiKey.tags === ''
              ? []
              : [{ term: 'Tags', detail: <span className="whitespace-pre-line">{apiKey.tags}</span> }]),
            { term: 'Networks', detail: apiKey.networks?.join(', ') ?? 'Any' },
            ...(apiKey.minTtlSeconds === null
              ? []
              : [{ term: 'Tokens last', detail: `At least ${apiKey.minTtlSeconds} s` }]),
            { term: 'Created', detail: time(apiKey.createdAt, '') },
            { term: 'Created by', detail: apiKey.creatorName ?? 'Unknown' },
            apiKey.revokedAt === null
              ? { term: 'Works until', detail: time(apiKey.expiresAt, 'It is revoked') }
              : { term: 'Revoked', detail: time(apiKey.revokedAt, '') },
            ...(apiKey.previousUntil === null
              ? []
              : [{ term: 'Previous secret ends', detail: time(apiKey.previousUntil, '') }]),
            { term: 'Last used', detail: time(apiKey.lastUsedAt, 'Never') },
            ...apiKey.uses.map(({ label, today, month }) => ({
              term: label,
              detail: `${figure(today)} today, ${figure(month)} in 30 days`,
            })),
          ]}
        />
        <p className="flex flex-wrap gap-4">
          <AuditLink kind="api-key" id={apiKey.id} />
          <ActivityLink id={apiKey.id} />
        </p>
        {apiKey.state === 'active' && (
          <ReplaceSecret id={apiKey.id} hasPrevious={apiKey.previousUntil !== null} actions={secret} />
        )}
        {apiKey.state !== 'revoked' && (
          <div className="grid justify-items-end gap-3 border-line border-t pt-5">
            <ConfirmedAction
              id={apiKey.id}
              action={revoke}
              trigger={<Button variant="danger">Revoke</Button>}
              title={`Revoke ${apiKey.name}`}
              phrase={apiKey.name}
              confirmLabel="Revoke the key"
              pendingLabel="Revoking"
            >
              <p>
                The key’s next request is refused, in every process. Programs that use it stop getting tokens.
              </p>
              <p>This can’t be undone.</p>
            </ConfirmedAction>
          </div>
        )}
      </div>
    </SidePanel>
  )
}
