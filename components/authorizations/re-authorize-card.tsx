import type { ReactNode } from 'react'
import { Card } from '../ui/card.tsx'
import { Code, CopyButton } from '../ui/code.tsx'

/** The link with which the seller renews this very authorization, and the words to send with it. Its children: other ways. */
export function ReAuthorizeCard({
  url,
  accountName,
  companyName,
  children,
}: {
  url: string
  accountName: string
  companyName: string
  children?: ReactNode
}) {
  const message = `Please renew your Amazon permission for ${companyName}: open ${url}, sign in and press Authorize. It takes about a minute, and nothing else changes.`
  return (
    <Card title="Re-authorize">
      <div className="grid gap-3">
        <p className="text-ink-muted">
          Send this link to the seller. Somebody of <span className="wrap-anywhere">{accountName}</span> opens
          it, signs in and authorizes again. This same record then goes on.
        </p>
        <Code wrap>{url}</Code>
        <div className="flex flex-wrap gap-2">
          <CopyButton value={url} label="Copy the re-authorization link">
            Copy the link
          </CopyButton>
          <CopyButton value={message} label="Copy a message with the link">
            Copy a message
          </CopyButton>
        </div>
        {children}
      </div>
    </Card>
  )
}
