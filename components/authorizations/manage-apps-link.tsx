import { ExternalLinkIcon } from 'lucide-react'

/** Where the seller ends the permission at Amazon. Null if the marketplace is in no table. */
export function ManageAppsLink({ url }: { url: string | null }) {
  if (url === null) return 'Manage Your Apps'
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      className="inline-flex items-center gap-1 rounded-sm text-accent-ink underline underline-offset-4"
    >
      Manage Your Apps
      <ExternalLinkIcon size={12} />
    </a>
  )
}
