'use client'

import type { KeyUse } from '#lib/keys/api-keys.ts'
import type { FormAction } from '../forms/form-state.ts'
import { RevokeForm } from '../forms/revoke-form.tsx'
import { Button } from '../ui/button.tsx'
import { Code } from '../ui/code.tsx'
import { Facts } from '../ui/facts.tsx'
import { figure } from '../ui/format.ts'
import { SidePanel } from '../ui/side-panel.tsx'
import { TimeStamp } from '../ui/time.tsx'

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
  readonly state: 'active' | 'expired' | 'revoked'
}

/** The button at the end of a key's row, and what it opens: everything known of it, and its end. */
export function KeyPanel({ apiKey, now, revoke }: { apiKey: ShownKey; now: string; revoke: FormAction }) {
  const time = (at: string | null, none: string) =>
    at === null ? none : <TimeStamp at={at} renderedAt={now} />
  return (
    <SidePanel
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
            { term: 'Begins with', detail: <Code>{apiKey.prefix}</Code> },
            { term: 'May', detail: apiKey.rights.map(({ label }) => label).join(', ') },
            { term: 'Application', detail: apiKey.applicationName ?? 'All applications' },
            { term: 'Account', detail: apiKey.accountName ?? 'All accounts' },
            { term: 'Made', detail: time(apiKey.createdAt, '') },
            { term: 'Made by', detail: apiKey.creatorName ?? 'Unknown' },
            apiKey.revokedAt === null
              ? { term: 'Works until', detail: time(apiKey.expiresAt, 'It is revoked') }
              : { term: 'Revoked', detail: time(apiKey.revokedAt, '') },
            { term: 'Last used', detail: time(apiKey.lastUsedAt, 'Never') },
            ...apiKey.uses.map(({ label, today, month }) => ({
              term: label,
              detail: `${figure(today)} today, ${figure(month)} in 30 days`,
            })),
          ]}
        />
        {apiKey.state !== 'revoked' && (
          <RevokeForm id={apiKey.id} action={revoke}>
            Revoking refuses the key's next request, in every process. It can't be undone: make a new key
            instead.
          </RevokeForm>
        )}
      </div>
    </SidePanel>
  )
}
