import type { Preview } from '#lib/notifications/previews.ts'
import { messageKindLabel } from '../outbox/message-words.ts'
import { Card } from '../ui/card.tsx'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'

/** Every text, collapsed. */
export function Previews({ previews }: { previews: readonly Preview[] }) {
  return (
    <Card title="What the messages say" flush>
      {previews.map(({ kind, subject, text }) => (
        <details key={kind} className="border-line border-b last:border-0">
          <summary className="flex min-h-11 items-center gap-2 px-4 py-2 hover:bg-sunken">
            <DisclosureIcon />
            <span title={subject} className="min-w-0 truncate">
              <span className="font-medium">{messageKindLabel(kind)}</span>{' '}
              <span className="text-ink-muted text-sm">{subject}</span>
            </span>
          </summary>
          <pre className="whitespace-pre-wrap border-line border-t bg-sunken p-4 font-sans text-sm wrap-anywhere">
            {`Subject: ${subject}\n\n${text}`}
          </pre>
        </details>
      ))}
    </Card>
  )
}
