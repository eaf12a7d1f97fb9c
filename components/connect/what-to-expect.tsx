import { clsx } from 'clsx'
import { CheckIcon, XIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '../languages/text.tsx'
import { Steps } from '../ui/steps.tsx'

/** What the permission covers and what it does not, before anybody is asked for it. */
export function WhatIsRead({ companyName }: { companyName: string }) {
  const text = useText('start')
  return (
    <section className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base">
      <List title={text('read')}>
        <Point kind="yes">{text('readStore')}</Point>
        <Point kind="yes">{text('readListed')}</Point>
      </List>
      <List title={text('notRead')}>
        <Point kind="no">{text('notPassword')}</Point>
        <Point kind="no">{text.rich('notAfter', { company: companyName })}</Point>
      </List>
    </section>
  )
}

function List({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-2">
      <h2 className="font-medium">{title}</h2>
      <ul className="grid gap-2 text-ink-muted">{children}</ul>
    </div>
  )
}

function Point({ kind, children }: { kind: 'yes' | 'no'; children: ReactNode }) {
  const Icon = kind === 'yes' ? CheckIcon : XIcon
  return (
    <li className="flex gap-2.5">
      <Icon size={16} className={clsx('mt-[3px]', kind === 'yes' ? 'text-accent-ink' : 'text-ink-faint')} />
      <span>{children}</span>
    </li>
  )
}

/** The way from here to a connected account. */
export function WhatHappensNext({ steps }: { steps: readonly string[] }) {
  const text = useText('start')
  return (
    <section className="grid gap-4 text-base">
      <h2 className="font-medium text-lg">{text('happens')}</h2>
      <Steps steps={steps.map((label) => ({ label, state: 'waiting' }))} />
    </section>
  )
}
