import { UserIcon } from 'lucide-react'
import Link from 'next/link'
import { paths } from '../paths.ts'

/** Who is signed in; leads to their own page. */
export function PersonLink({ name, roleLabel }: { name: string; roleLabel: string }) {
  return (
    <Link
      href={paths.ownProfile}
      prefetch={false}
      className="flex min-w-0 items-center gap-2.5 rounded-md p-1 hover:bg-sunken"
    >
      <span className="grid size-8 shrink-0 place-items-center rounded-full bg-sunken text-ink-muted">
        <UserIcon size={16} />
      </span>
      <span className="grid min-w-0 leading-tight">
        <span className="truncate font-medium">{name}</span>
        <span className="text-ink-muted text-xs">{roleLabel}</span>
      </span>
    </Link>
  )
}
