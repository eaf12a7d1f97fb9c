import { DataTable } from '../ui/data-table.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { authorizationColumns } from './authorization-columns.tsx'

/** The list while it is read, of its size. */
export function AuthorizationListSkeleton() {
  return (
    <div className="grid gap-5" aria-busy>
      <div className="grid gap-3">
        <Skeleton className="h-6 w-72 max-w-full" />
        <Skeleton className="h-1.5 w-full" />
      </div>
      <div className="flex flex-wrap gap-1.5">
        <Skeleton className="h-8 w-20" />
        <Skeleton className="h-8 w-28" />
        <Skeleton className="h-8 w-32" />
      </div>
      <div className="rounded-md border border-line bg-surface">
        <div className="border-line border-b p-3">
          <Skeleton className="h-11 w-full sm:h-9 sm:max-w-xs" />
        </div>
        <DataTable
          caption="Selling partners"
          columns={authorizationColumns([], '')}
          rows={null}
          rowKey={(row) => row.id}
        />
      </div>
    </div>
  )
}
