import { Card } from '../ui/card.tsx'
import { Code } from '../ui/code.tsx'
import { Facts } from '../ui/facts.tsx'

/** The addresses of this installation, for registering them at Amazon. */
export function RegistrationCard({ redirectUri, logInUri }: { redirectUri: string; logInUri: string }) {
  return (
    <Card title="To register at Amazon">
      <div className="grid gap-3">
        <Facts
          stacked
          facts={[
            {
              term: 'OAuth Redirect URI',
              detail: (
                <Code wrap copy="the OAuth Redirect URI">
                  {redirectUri}
                </Code>
              ),
            },
            {
              term: 'OAuth Login URI',
              detail: (
                <Code wrap copy="the OAuth Login URI">
                  {logInUri}
                </Code>
              ),
            },
          ]}
        />
        <p className="text-ink-muted text-sm">
          Enter these exactly as shown under Edit App in the Solution Provider Portal. Programs can’t read
          what is registered there.
        </p>
      </div>
    </Card>
  )
}
