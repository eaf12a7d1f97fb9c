import { LockKeyholeIcon } from 'lucide-react'
import type { EncryptionKeyView } from '#lib/keys/encryption-keys.ts'
import { type Column, DataTable } from '../list/data-table.tsx'
import { Card } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { figure } from '../ui/format.ts'
import { placeLabel } from './encryption-words.ts'

interface Row {
  readonly place: string
  readonly counts: Readonly<Record<string, number>>
}

/** The sealed values, with a column for each key that has sealed any. */
export function SealedTable({ keys }: { keys: readonly EncryptionKeyView[] }) {
  const used = keys.filter(({ count, state }) => count > 0 || state === 'current')
  const places = new Set(keys.flatMap((key) => key.places.map(({ table, column }) => `${table}.${column}`)))
  const rows: readonly Row[] = [...places].map((place) => ({
    place,
    counts: Object.fromEntries(
      used.map(({ id, places: own }) => [
        id,
        own.find(({ table, column }) => `${table}.${column}` === place)?.count ?? 0,
      ]),
    ),
  }))
  return (
    <Card title="Sealed values" flush>
      {rows.length === 0 ? (
        <EmptyState icon={LockKeyholeIcon} title="Nothing is sealed yet">
          Client secrets and sellers’ tokens will appear here.
        </EmptyState>
      ) : (
        <DataTable
          caption="Sealed values by key"
          columns={[placeColumn, ...used.map(({ id }) => countColumn(id))]}
          rows={rows.toSorted((one, other) =>
            placeLabel(one.place).localeCompare(placeLabel(other.place), 'en'),
          )}
          rowKey={({ place }) => place}
        />
      )}
    </Card>
  )
}

const placeColumn: Column<Row> = {
  key: 'place',
  header: 'What',
  skeleton: 'w-40',
  grow: true,
  cell: ({ place }) => <span title={place}>{placeLabel(place)}</span>,
}

const countColumn = (id: string): Column<Row> => ({
  key: id,
  header: id,
  skeleton: 'w-10',
  align: 'right',
  cell: ({ counts }) => {
    const count = counts[id] ?? 0
    return (
      <span className={count === 0 ? 'text-ink-faint tabular-nums' : 'tabular-nums'}>{figure(count)}</span>
    )
  },
})
