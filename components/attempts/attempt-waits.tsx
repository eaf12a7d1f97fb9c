import { HourglassIcon } from 'lucide-react'
import type { AttemptView } from '#lib/attempts/read.ts'
import { Notice } from '../ui/notice.tsx'
import { awaited } from './attempt-words.ts'

/** What an open attempt waits for, and who acts. Nothing for one that has ended. */
export function AttemptWaits({ status }: Pick<AttemptView, 'status'>) {
  const waits = awaited[status]
  if (waits === undefined) return null
  return (
    <Notice
      tone="due"
      icon={HourglassIcon}
      title={waits.label}
      next={
        <>
          <span className="text-ink-muted">Who acts: </span>
          {waits.who}. {waits.next}
        </>
      }
    />
  )
}
