import { ScrollTextIcon } from 'lucide-react'
import Link from 'next/link'
import { auditView } from './audit-view.ts'
import type { TargetKind } from './audit-words.ts'

/** From a record to all its entries. */
export function AuditLink({ kind, id }: { kind: TargetKind; id: string }) {
  return <LogLink href={auditView.href(auditView.whole, { target: kind, targetId: id })}>Audit log</LogLink>
}

/** From a person or a key to all their actions. */
export function ActivityLink({ id }: { id: string }) {
  return <LogLink href={auditView.href(auditView.whole, { actorId: id })}>Activity</LogLink>
}

function LogLink({ href, children }: { href: string; children: string }) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="inline-flex w-fit items-center gap-1.5 rounded-sm text-ink-muted text-sm hover:text-ink"
    >
      <ScrollTextIcon size={14} /> {children}
    </Link>
  )
}
