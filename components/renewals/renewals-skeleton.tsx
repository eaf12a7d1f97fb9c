import { Card } from '../ui/card.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { RenewalTable } from './renewal-table.tsx'

/** The calendar while it is read. */
export function RenewalsSkeleton({ renderedAt }: { renderedAt: string }) {
  return (
    <>
      <div className="grid h-31 items-center rounded-md border border-line bg-surface p-4">
        <Skeleton className="h-20" />
      </div>
      <div className="flex flex-wrap gap-1.5">
        <Skeleton className="h-8 w-16" />
        <Skeleton className="h-8 w-24" />
        <Skeleton className="h-8 w-32" />
        <Skeleton className="h-8 w-20" />
      </div>
      <Card flush>
        <RenewalTable rows={null} renderedAt={renderedAt} />
      </Card>
    </>
  )
}
