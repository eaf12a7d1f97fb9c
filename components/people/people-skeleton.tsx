import { Skeleton } from '../ui/skeleton.tsx'

/** The list of people before it is read: rows of the same height. */
export function PeopleSkeleton() {
  return (
    <div aria-busy="true" className="grid">
      {['w-40', 'w-32', 'w-48', 'w-36', 'w-44'].map((width) => (
        <div key={width} className="flex h-14 items-center border-line border-b px-4 last:border-0">
          <Skeleton className={`h-3.5 ${width}`} />
        </div>
      ))}
    </div>
  )
}
