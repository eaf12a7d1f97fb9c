import { HandshakeIcon } from 'lucide-react'
import Link from 'next/link'
import type { EvidencePage, Obligation, ObligationState } from '#lib/compliance/obligations.ts'
import { paths } from '../paths.ts'
import type { Tone } from '../theme.ts'
import { Badge } from '../ui/badge.tsx'
import { Card } from '../ui/card.tsx'
import { Facts } from '../ui/facts.tsx'

const looks: Readonly<Record<ObligationState, { tone: Tone; word: string; title: string }>> = {
  met: { tone: 'good', word: 'In place', title: 'Gatehouse does this here.' },
  attention: { tone: 'bad', word: 'Needs attention', title: 'Something has to be done: see the evidence.' },
  partly: { tone: 'doubt', word: 'Partly', title: 'Gatehouse does less than required.' },
  yours: { tone: 'neutral', word: 'Your part', title: 'Your company has to take care of this.' },
}

const pages: Readonly<Record<EvidencePage, { href: string; label: string }>> = {
  audit: { href: paths.audit, label: 'Audit log' },
  people: { href: paths.people, label: 'People' },
  keys: { href: paths.keys, label: 'API keys' },
  encryption: { href: paths.encryption, label: 'Encryption keys' },
  access: { href: '#access', label: 'Access review' },
  deletions: { href: '#deletions', label: 'Deletions' },
}

/** A section for each obligation: the requirement, the measure, its state here, and where to see that. */
export function Obligations({ obligations }: { obligations: readonly Obligation[] }) {
  const counts = Map.groupBy(obligations, ({ state }) => state)
  return (
    <Card
      title="Obligations"
      action={
        <span className="text-ink-muted text-sm">
          {(Object.keys(looks) as ObligationState[])
            .map((state) => `${looks[state].word}: ${counts.get(state)?.length ?? 0}`)
            .join(' · ')}
        </span>
      }
      flush
    >
      <ul className="grid">
        {obligations.map((obligation) => (
          <Row key={obligation.id} obligation={obligation} />
        ))}
      </ul>
    </Card>
  )
}

function Row({ obligation }: { obligation: Obligation }) {
  const { asked, done, setting, state, evidence, page, yours } = obligation
  const { tone, word, title } = looks[state]
  const shown = page === null ? null : pages[page]
  return (
    <li className="grid break-inside-avoid gap-3 border-line border-b p-4 last:border-0">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h3 className="min-w-0 font-medium">{asked}</h3>
        <Badge tone={tone} title={title} {...(state === 'yours' && { icon: HandshakeIcon })}>
          {word}
        </Badge>
      </div>
      <Facts
        facts={[
          { term: 'What Gatehouse does', detail: done },
          ...(setting === null
            ? []
            : [{ term: 'Setting', detail: <span className="font-mono text-sm">{setting}</span> }]),
          {
            term: 'Evidence',
            detail: (
              <>
                {evidence}{' '}
                {shown !== null && (
                  <Link
                    href={shown.href}
                    prefetch={false}
                    className="rounded-sm text-accent-ink underline underline-offset-2"
                  >
                    {shown.label}
                  </Link>
                )}
              </>
            ),
          },
          ...(yours === null ? [] : [{ term: 'Your part', detail: yours }]),
        ]}
      />
    </li>
  )
}
