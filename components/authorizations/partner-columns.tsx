import type { Column } from '../list/data-table.tsx'
import { TimeStamp } from '../ui/time.tsx'

/** The account that owns a selling partner. */
export const accountColumn = {
  key: 'account',
  header: 'Account',
  skeleton: 'w-28',
  cell: ({ accountName }) => (
    <span title={accountName} className="block max-w-32 truncate">
      {accountName}
    </span>
  ),
} satisfies Column<{ readonly accountName: string }>

/** When a selling partner's tokens last worked. Times are ISO 8601. */
export const workedColumn = {
  key: 'worked',
  header: 'Last worked',
  skeleton: 'w-20',
  cell: ({ lastWorkedAt }) =>
    lastWorkedAt === null ? <Nothing>Never</Nothing> : <TimeStamp at={lastWorkedAt} />,
} satisfies Column<{ readonly lastWorkedAt: string | null }>

/** A word in place of a value. */
export function Nothing({ children }: { children: string }) {
  return <span className="text-ink-faint">{children}</span>
}

/** The selling partner in a list, with the id below the name if they differ. The title has both in full. */
export function PartnerName({ name, sellingPartnerId }: { name: string; sellingPartnerId: string | null }) {
  const id = sellingPartnerId === name ? null : sellingPartnerId
  return (
    <span title={id === null ? name : `${name}\n${id}`}>
      <span className="block truncate max-sm:line-clamp-2 max-sm:whitespace-normal">{name}</span>
      {id !== null && (
        <span className="block truncate font-mono font-normal text-ink-muted text-xs">{id}</span>
      )}
    </span>
  )
}
