import { Notice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

/** While the browser asks what a one-time link is for. */
export function LinkWaiting({ fields }: { fields: readonly string[] }) {
  return (
    <div className="grid gap-5 rounded-md border border-line bg-surface p-5" aria-busy="true">
      <noscript>
        <Notice
          tone="bad"
          title="This page needs JavaScript"
          next="Only your browser reads the link. Allow JavaScript for this site and load the page again."
        />
      </noscript>
      {fields.map((field) => (
        <div key={field} className="grid gap-1.5">
          <Skeleton className="h-4 w-28" />
          <Skeleton className="h-10 w-full" />
        </div>
      ))}
    </div>
  )
}
