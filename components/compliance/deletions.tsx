import { EraserIcon } from 'lucide-react'
import type { DeletedCounts } from '#lib/compliance/delete-seller.ts'
import { Card } from '../ui/card.tsx'
import { Code } from '../ui/code.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Facts } from '../ui/facts.tsx'
import { figure } from '../ui/format.ts'
import { TimeStamp } from '../ui/time.tsx'

interface Deletion {
  readonly accountId: string
  readonly counts: DeletedCounts
  /** Null: after the time for which sellers are kept. */
  readonly deletedBy: string | null
  readonly personName: string | null
  /** ISO 8601. */
  readonly deletedAt: string
}

const countLabels: Readonly<Record<keyof DeletedCounts, string>> = {
  people: 'People, with sessions and sign-ins',
  authorizations: 'Tokens, names and ids of authorizations',
  stores: 'Stores at Amazon’s marketplaces',
  attempts: 'Attempts to authorize',
  calls: 'Calls of the call runner',
  messages: 'Messages',
  links: 'Connect links: revoked, without names',
  keys: 'API keys of the account: revoked',
  auditEntries: 'Audit entries without names and IP addresses',
}

/** The reports of deletions on request, and the data that each one keeps, with the reason. */
export function Deletions({ deletions }: { deletions: readonly Deletion[] }) {
  return (
    <Card id="deletions" title="Deletions of sellers’ data" flush>
      <div className="grid gap-3 border-line border-b p-4">
        <p className="max-w-prose text-ink-muted">
          When a seller asks for it, delete their data under People, Sellers. The following is always kept:
        </p>
        <Facts
          facts={[
            {
              term: 'Records',
              detail:
                'That the account and its authorizations existed, with times and without names: other records refer to them.',
            },
            {
              term: 'Audit entries',
              detail: 'Who did what and when, as ids: evidence that logs have to keep for twelve months.',
            },
            {
              term: 'Events',
              detail: 'What webhooks were sent, for up to 90 days. Receivers delete their copies themselves.',
            },
            { term: 'Backups', detail: 'Earlier ones contain the data until you delete them.' },
          ]}
        />
      </div>
      {deletions.length === 0 ? (
        <EmptyState icon={EraserIcon} title="Nothing deleted yet">
          Each deletion leaves a report here.
        </EmptyState>
      ) : (
        <ul className="grid">
          {deletions.map((deletion) => (
            <Report key={deletion.accountId} deletion={deletion} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function Report({ deletion }: { deletion: Deletion }) {
  const { accountId, counts, deletedBy, personName, deletedAt } = deletion
  return (
    <li className="grid break-inside-avoid gap-3 border-line border-b p-4 last:border-0">
      <h3 className="flex flex-wrap gap-x-2 font-medium">
        Account <Code copy="the account id">{accountId}</Code>
      </h3>
      <p className="text-ink-muted">
        Deleted <TimeStamp at={deletedAt} />{' '}
        {deletedBy === null ? 'automatically' : `by ${personName ?? 'a former operator'}`}.
      </p>
      <Facts
        facts={(Object.keys(countLabels) as (keyof DeletedCounts)[]).map((name) => ({
          term: countLabels[name],
          detail: figure(counts[name]),
        }))}
      />
    </li>
  )
}
