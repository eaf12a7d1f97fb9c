import {
  CircleQuestionMarkIcon,
  ExternalLinkIcon,
  HourglassIcon,
  type LucideIcon,
  SettingsIcon,
  StoreIcon,
  TerminalIcon,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { Certainty, ResponsibleParty } from '#lib/amazon/diagnosis/cause.ts'
import type { Diagnosis } from '#lib/amazon/diagnosis/diagnose.ts'
import type { Tone } from '../theme.ts'
import { Badge } from '../ui/badge.tsx'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'

/** One diagnosis: the cause, the responsible party, the steps, and how to confirm it. */
export function DiagnosisCard({ diagnosis, children }: { diagnosis: Diagnosis; children?: ReactNode }) {
  const { title, certainty, cause, who, whose, steps, evidence, check, others, link, seen, questions } =
    diagnosis
  const isAsked = children !== undefined && questions.length > 0
  const { label, tone, icon } = responsibleParties[who]
  return (
    <article className="grid gap-4 rounded-md border border-line bg-surface p-5 text-base">
      <div className="grid gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <Badge tone={tone} icon={icon}>
            {label}
          </Badge>
          <span className="text-ink-muted text-sm">{certaintyWords[certainty]}</span>
        </div>
        <h2 className="font-semibold text-lg wrap-anywhere">{title}</h2>
        <p>{cause}</p>
        {whose !== null && (
          <p className="text-sm">
            <span className="text-ink-muted">Operator of the application: </span>
            {whose}
          </p>
        )}
      </div>
      {isAsked && children}
      {check !== null && !isAsked && (
        <p className="flex gap-2 rounded-md border border-accent-line bg-accent-soft p-3">
          <CircleQuestionMarkIcon size={16} className="mt-0.5 text-accent-ink" />
          <span>
            <span className="font-medium">Check next: </span>
            {check}
          </span>
        </p>
      )}
      <div className="grid gap-1.5">
        <h3 className="font-medium">What to do</h3>
        <ol className="grid list-decimal gap-1 pl-5 marker:text-ink-faint">
          {steps.map((step) => (
            <li key={step} className="pl-1 wrap-anywhere">
              {step}
            </li>
          ))}
        </ol>
      </div>
      <p className="text-sm">
        <span className="text-ink-muted">Evidence to check: </span>
        {evidence}
      </p>
      {others.length > 0 && (
        <details className="text-sm">
          <summary className="flex w-fit items-center gap-1.5 rounded-sm text-ink-muted hover:text-ink">
            <DisclosureIcon />
            Other possible causes
          </summary>
          <ul className="mt-2 grid list-disc gap-1 pl-5">
            {others.map((other) => (
              <li key={other}>{other}</li>
            ))}
          </ul>
        </details>
      )}
      <DiagnosisLinks link={link} seen={seen} />
    </article>
  )
}

/** The certainty of a diagnosis, in words. */
const certaintyWords: Readonly<Record<Certainty, string>> = {
  shown: 'Shown by this text',
  likely: 'Likely, not proven by this text',
  undecided: 'Undecided: this text fits several causes',
}

const mostThreads = 4

/** Amazon's page, and public threads about the same error. */
export function DiagnosisLinks({ link, seen }: { link: string; seen: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 border-line border-t pt-3 text-sm">
      <li>
        <OutLink href={link}>Amazon’s page</OutLink>
      </li>
      {seen.slice(0, mostThreads).map((thread) => (
        <li key={thread}>
          <OutLink href={thread}>{nameOf(thread)}</OutLink>
        </li>
      ))}
    </ul>
  )
}

function OutLink({ href, children }: { href: string; children: string }) {
  return (
    <a
      href={href}
      rel="noreferrer"
      className="inline-flex max-w-full items-center gap-1 rounded-sm text-accent-ink underline underline-offset-4 wrap-anywhere"
    >
      {children}
      <ExternalLinkIcon size={12} />
    </a>
  )
}

/** `owner/name#1` for an issue, else the host. */
function nameOf(thread: string): string {
  const { hostname, pathname } = new URL(thread)
  const issue = /^\/[^/]+\/([^/]+)\/(?:issues|pull)\/(\d+)$/.exec(pathname)
  return issue === null ? hostname : `${issue[1]}#${issue[2]}`
}

/** The responsible party, in words for the page of a diagnosis. */
export const responsibleParties: Readonly<
  Record<ResponsibleParty, { label: string; tone: Tone; icon: LucideIcon }>
> = {
  seller: { label: 'Action needed by the seller', tone: 'due', icon: StoreIcon },
  operator: { label: 'Action needed by the application’s operator', tone: 'blocked', icon: SettingsIcon },
  developer: { label: 'Action needed by the developer', tone: 'doubt', icon: TerminalIcon },
  amazon: { label: 'Only Amazon can fix this: wait', tone: 'neutral', icon: HourglassIcon },
}

/** A diagnosis inside an operator's panel: cause, responsible party, steps, links. */
export function DiagnosisHint({
  diagnosis,
  besides,
  runCheck,
}: {
  diagnosis: Diagnosis
  /** A title that is already shown above, and isn't repeated. */
  besides?: string
  /** The button that runs the deciding check. */
  runCheck?: ReactNode
}) {
  const { title, cause, who, check, steps, link, seen, answered } = diagnosis
  return (
    <div className="grid max-w-prose gap-2 text-base text-ink">
      {title !== besides && <p className="font-medium">{title}</p>}
      <p>{cause}</p>
      {check !== null && (
        <p>
          <span className="text-ink-muted">Check next: </span>
          {check}
        </p>
      )}
      {runCheck !== undefined && <div className="flex flex-wrap gap-2">{runCheck}</div>}
      {answered.length > 0 && (
        <ul aria-label="Known from your records" className="grid gap-0.5 text-sm">
          {answered.map(({ id, text, label }) => (
            <li key={id}>
              <span className="text-ink-muted">{text}</span> {label}
            </li>
          ))}
        </ul>
      )}
      <p className="text-ink-muted">{responsibleParties[who].label}:</p>
      <ol className="grid list-decimal gap-1 pl-5 wrap-anywhere">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <DiagnosisLinks link={link} seen={seen} />
    </div>
  )
}

/** A diagnosis behind a disclosure, for places that already describe the error. */
export function LikelyCause({
  diagnosis,
  isOpen = false,
  runCheck,
}: {
  diagnosis: Diagnosis
  isOpen?: boolean
  runCheck?: ReactNode
}) {
  return (
    <details open={isOpen}>
      <summary className="flex w-fit items-center gap-1.5 rounded-sm font-medium text-ink">
        <DisclosureIcon />
        Most likely cause, and what to do
      </summary>
      <div className="mt-2 pl-5">
        <DiagnosisHint diagnosis={diagnosis} runCheck={runCheck} />
      </div>
    </details>
  )
}
