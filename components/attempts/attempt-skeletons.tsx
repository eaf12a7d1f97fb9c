import { DataTable } from '../ui/data-table.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { attemptColumns } from './attempt-columns.tsx'
import { attemptEnds } from './attempt-words.ts'

/** How attempts ended, while they are counted. */
export function AttemptEndsSkeleton() {
  return (
    <div className="flex flex-wrap gap-1.5" aria-busy>
      <Skeleton className="h-8 w-16" />
      {Object.entries(attemptEnds).map(([end, { label }]) => (
        <Skeleton key={end} className={label.length > 10 ? 'h-8 w-36' : 'h-8 w-24'} />
      ))}
    </div>
  )
}

/** The list of attempts while it is read, of its size. */
export function AttemptListSkeleton() {
  return <DataTable caption="Attempts" columns={attemptColumns('')} rows={null} rowKey={({ id }) => id} />
}
