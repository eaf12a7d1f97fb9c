'use client'

import { FlaskConicalIcon } from 'lucide-react'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { parseOutcome } from '#lib/demo-scenarios.ts'
import { paths } from '../paths.ts'
import { AnchorButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

/** On the page to which a scenario led: what it did, to whom, and how to undo it. `simulator`: its control page. */
export function ScenarioOutcome({ simulator }: { simulator: string }) {
  const outcome = parseOutcome(new URLSearchParams(useSearchParams()))
  if (outcome === null) return null
  const { title, next } = describe(outcome, simulator)
  return (
    <section aria-label="What the scenario did">
      <Notice
        tone="neutral"
        icon={FlaskConicalIcon}
        title={title}
        next={next}
        action={
          <AnchorButton href={paths.resetDemo} size="small">
            Reset the demo
          </AnchorButton>
        }
      />
    </section>
  )
}

interface Words {
  readonly title: ReactNode
  readonly next: ReactNode
}

function describe(
  { scenario, subject, role, account, count = 0 }: NonNullable<ReturnType<typeof parseOutcome>>,
  simulator: string,
): Words {
  const partner = subject && <TextLink href={paths.authorization(subject.id)}>{subject.name}</TextLink>
  const application = subject && <TextLink href={paths.application(subject.id)}>{subject.name}</TextLink>
  switch (scenario) {
    case 'seller-revokes':
      return {
        title: <>{partner} disabled the application in Manage Your Apps</>,
        next: (
          <>
            Amazon refused its refresh token three times in 16 minutes. To undo it,{' '}
            {account === undefined ? (
              <>
                look around as a seller, and press <strong>Authorize again here</strong> in{' '}
                <TextLink href={paths.connections}>the seller’s connections</TextLink>.
              </>
            ) : (
              <>
                press <strong>Enable</strong> in <TextLink href={simulator}>the simulated Amazon</TextLink>,
                and <strong>Refresh now</strong> here: you can’t look around as {account}.
              </>
            )}
          </>
        ),
      }
    case 'secret-expires':
      return {
        title: <>The client secret of {application} expired at Amazon</>,
        next: (
          <>
            No selling partner gets new tokens. To undo it, follow <strong>LWA credentials</strong> in{' '}
            <TextLink href={simulator}>the simulated Amazon</TextLink>, rotate the secret, and{' '}
            <TextLink href={paths.applicationSecret(subject?.id ?? '')}>replace it here</TextLink>.
          </>
        ),
      }
    case 'amazon-down':
      return {
        title: `Login with Amazon returns 503 for 5 minutes: ${many(count, 'refresh', 'refreshes')} failed`,
        next: 'The incident below says who is affected. It resolves automatically, since every refresh is tried again.',
      }
    case 'wrong-account':
      return {
        title: <>Someone renewed {partner}, but signed in to Amazon as a different seller</>,
        next: 'Its own tokens stay in use, and the new ones wait below until you accept or dismiss them.',
      }
    case 'year-passes':
      return {
        title: `A year passed, here and at Amazon: ${many(count, 'renewal is overdue', 'renewals are overdue')}`,
        next: 'The calendar below has them all. Time can’t go back: only a reset undoes it.',
      }
    case 'new-role':
      return {
        title: (
          <>
            Amazon added the role {role} to {application}
          </>
        ),
        next: 'The selling partners below authorized before that and don’t have it. Select them to create links with which they authorize again.',
      }
  }
}

function many(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`
}

function TextLink({ href, children }: { href: string; children: ReactNode }) {
  const className = 'rounded-sm underline underline-offset-2'
  return href.startsWith('/') ? (
    <Link href={href} className={className}>
      {children}
    </Link>
  ) : (
    <a href={href} className={className}>
      {children}
    </a>
  )
}
