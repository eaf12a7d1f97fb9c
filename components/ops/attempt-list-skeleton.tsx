import { DataTable } from '../ui/data-table.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { attemptColumns } from './attempt-columns.tsx'

/** The outcomes and the list while they are read, of their size. */
export function AttemptListSkeleton() {
  return (
    <div className="grid gap-5" aria-busy>
      <div className="flex flex-wrap gap-1.5">
        {['w-16', 'w-20', 'w-28', 'w-20', 'w-36', 'w-28'].map((width, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bars have no other identity
          <Skeleton key={index} className={`h-8 ${width}`} />
        ))}
      </div>
      <div className="min-w-0 rounded-md border border-line bg-surface">
        <div className="border-line border-b p-3">
          <Skeleton className="h-11 w-full sm:h-9 sm:max-w-xs" />
        </div>
        <DataTable caption="Attempts" columns={attemptColumns('')} rows={null} rowKey={({ id }) => id} />
      </div>
    </div>
  )
}
