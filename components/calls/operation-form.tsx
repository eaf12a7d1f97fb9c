'use client'

import { clsx } from 'clsx'
import { PlayIcon } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import type { Entered, InputProblem } from '#lib/amazon/catalog/build-call.ts'
import type { ParameterFacts } from '#lib/amazon/catalog/facts.ts'
import { returnsPersonalData } from '#lib/amazon/catalog/obstacle.ts'
import type { OperationDetail } from '#lib/calls/list-operations.ts'
import { paths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Button, segmentClass, segmentsClass } from '../ui/button.tsx'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'
import { controlClass, describeControl, Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { type CallObstacle, callObstacles, describeProblem, obstacleWords } from './call-words.ts'
import { type KnownMarketplace, ParameterField } from './parameter-field.tsx'
import { removalDay } from './removal-day.ts'
import { Elapsed, RateNote } from './run-notes.tsx'

export interface FormPartner {
  readonly id: string
  readonly name: string
  readonly applicationId: string
  readonly partnerType: 'seller' | 'vendor'
  readonly region: 'na' | 'eu' | 'fe'
  readonly sellingPartnerId: string | null
  readonly obstacle: CallObstacle | null
  /** In which it sells, as far as is known. */
  readonly marketplaces: readonly KnownMarketplace[]
  /** The others of its region. */
  readonly otherMarketplaces: readonly KnownMarketplace[]
}

interface Props {
  operation: OperationDetail
  partner: FormPartner | null
  entered: Entered
  onEnter: (entered: Entered) => void
  reason: string | null
  onReason: (reason: string | null) => void
  sandbox: boolean
  onSandbox: (sandbox: boolean) => void
  problems: readonly InputProblem[]
  reasonProblem: string | null
  mayReadPersonalData: boolean
  pending: boolean
  onRun: () => void
  now: string
}

/** The chosen operation: its description, its requirements, and a field for each of its parameters. */
export function OperationForm(props: Props) {
  const { operation, partner, sandbox, onSandbox, pending, onRun } = props
  const { obstacle, body } = operation
  const cannotRun = obstacle !== null || partner === null || partner.obstacle !== null
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!cannotRun) onRun()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        if (!cannotRun && !pending) onRun()
      }}
      className="grid min-w-0 gap-4"
    >
      <OperationHeading operation={operation} partner={partner} />
      <Parameters {...props} />
      {body && <BodyField {...props} />}
      <ExtraQuery {...props} />
      <PersonalData {...props} />
      <div className="sticky bottom-0 z-10 -mb-4 grid gap-2 border-line border-t bg-surface py-4">
        <div className="flex flex-wrap items-center justify-between gap-3">
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend, and is harder to lay out */}
          <div role="group" aria-label="Environment" className={segmentsClass}>
            {[false, true].map((isSandbox) => (
              <button
                key={String(isSandbox)}
                type="button"
                aria-pressed={sandbox === isSandbox}
                onClick={() => onSandbox(isSandbox)}
                className={segmentClass}
              >
                {isSandbox ? 'Sandbox' : 'Production'}
              </button>
            ))}
          </div>
          <Button type="submit" variant="primary" pending={pending} disabled={cannotRun} title="Ctrl + Enter">
            {!pending && <PlayIcon size={14} />}
            {pending ? 'Calling' : 'Run'}
          </Button>
        </div>
        <RateNote operation={operation} now={props.now} />
        {partner === null && <p className="text-ink-muted text-sm">Choose a selling partner to run it.</p>}
        {partner !== null && partner.obstacle !== null && (
          <p className="text-ink-muted text-sm">{callObstacles[partner.obstacle]}</p>
        )}
        {pending && <Elapsed />}
      </div>
    </form>
  )
}

function OperationHeading({ operation, partner }: Pick<Props, 'operation' | 'partner'>) {
  const { id, api, version, method, path, obstacle, withdrawn, replacedBy, deprecated, roles, hasRole } =
    operation
  return (
    <div className="grid min-w-0 gap-2">
      <div className="grid gap-0.5">
        <p className="text-ink-muted text-sm">
          {api} {version}
        </p>
        <h2 className="font-semibold text-lg wrap-anywhere">{id}</h2>
        <p className="font-mono text-sm wrap-anywhere">
          <span className="text-ink-muted">{method}</span> {path}
        </p>
      </div>
      <div className="flex flex-wrap gap-1.5">
        {obstacle !== null && <Badge tone="neutral">{obstacleWords[obstacle].short}</Badge>}
        {operation.restricted && <Badge tone="doubt">Personal data</Badge>}
        {withdrawn !== null && <Badge tone="due">{removalDay(withdrawn)}</Badge>}
        {withdrawn === null && deprecated && <Badge tone="due">Deprecated</Badge>}
        {operation.grantless !== null && <Badge tone="neutral">Application token</Badge>}
        {hasRole === false && <Badge tone="doubt">Role missing</Badge>}
      </div>
      {obstacle !== null && <Notice tone="neutral" title={obstacleWords[obstacle].text} />}
      {replacedBy !== null && (
        <p className="text-ink-muted text-sm">
          Amazon has a newer operation:{' '}
          <Link
            href={`${paths.calls}?${new URLSearchParams({
              ...(partner !== null && { authorization: partner.id }),
              operation: replacedBy,
            })}`}
            className="text-accent-ink underline"
          >
            {replacedBy.split('.').slice(-1)[0]}
          </Link>
        </p>
      )}
      {roles !== null && roles.length > 0 && (
        <p className="text-ink-muted text-sm">
          {roles.length === 1 ? 'Needs the role ' : 'Needs one of the roles '}
          {roles.length > 4
            ? `${roles.slice(0, 4).join(', ')} and ${roles.length - 4} more`
            : roles.join(', ')}
          .
          {hasRole === false && partner !== null && (
            <>
              {' '}
              <Link href={paths.application(partner.applicationId)} className="text-accent-ink underline">
                The application has none of them
              </Link>
              .
            </>
          )}
        </p>
      )}
    </div>
  )
}

const errorOf = (problems: readonly InputProblem[], field: string) => {
  const problem = problems.find((each) => each.field === field)
  return problem === undefined ? null : describeProblem(problem)
}

function Parameters({ operation, partner, entered, onEnter, problems, now }: Props) {
  const { parameters } = operation
  const optional = parameters.filter(({ required }) => !required)
  const field = (parameter: ParameterFacts) => (
    <ParameterField
      key={parameter.name}
      parameter={parameter}
      values={entered.values[parameter.name] ?? []}
      onChange={(values) => onEnter({ ...entered, values: { ...entered.values, [parameter.name]: values } })}
      error={errorOf(problems, parameter.name)}
      marketplaces={partner?.marketplaces ?? []}
      otherMarketplaces={partner?.otherMarketplaces ?? []}
      now={now}
    />
  )
  const isUsed = optional.some(
    ({ name }) => (entered.values[name] ?? []).length > 0 || errorOf(problems, name),
  )
  return (
    <>
      {parameters.filter(({ required }) => required).map(field)}
      {parameters.length === 0 && !operation.body && (
        <p className="text-ink-muted text-sm">This operation takes no parameters.</p>
      )}
      {optional.length > 0 && (
        <Section title={`Optional parameters (${optional.length})`} isNeeded={isUsed || optional.length <= 3}>
          {optional.map(field)}
        </Section>
      )}
    </>
  )
}

function BodyField({ entered, onEnter, problems }: Props) {
  const field = { id: 'body', label: 'Body (JSON)', error: errorOf(problems, 'body') }
  const format = () => {
    try {
      onEnter({ ...entered, body: JSON.stringify(JSON.parse(entered.body), null, 2) })
    } catch {
      // Running it reports what is wrong.
    }
  }
  return (
    <Field {...field}>
      <textarea
        name="body"
        rows={10}
        value={entered.body}
        onChange={({ target }) => onEnter({ ...entered, body: target.value })}
        placeholder="{ }"
        spellCheck={false}
        className={clsx(controlClass, 'h-auto! py-2 font-mono sm:text-sm!')}
        {...describeControl(field)}
      />
      <span className="flex">
        <Button size="small" variant="ghost" onClick={format}>
          Format JSON
        </Button>
      </span>
    </Field>
  )
}

function ExtraQuery({ entered, onEnter, problems }: Props) {
  const field = {
    id: 'query',
    label: 'Raw query',
    hint: 'For anything the fields can’t express: name=value&name=value, percent-encoded.',
    error: errorOf(problems, 'extraQuery'),
  }
  return (
    <Section title="More parameters" isNeeded={entered.extraQuery !== '' || field.error !== null}>
      <Field {...field}>
        <input
          name="query"
          value={entered.extraQuery}
          onChange={({ target }) => onEnter({ ...entered, extraQuery: target.value })}
          autoComplete="off"
          spellCheck={false}
          className={clsx(controlClass, 'font-mono sm:text-sm!')}
          {...describeControl(field)}
        />
      </Field>
    </Section>
  )
}

/** Opens when it is needed. Stays open when it no longer is: its last character may just be about to be replaced. */
function Section({ title, isNeeded, children }: { title: string; isNeeded: boolean; children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(isNeeded)
  return (
    <details
      open={isOpen || isNeeded}
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
      className="min-w-0"
    >
      <summary className="flex min-h-8 w-fit items-center gap-2 rounded-sm font-medium hover:text-accent-ink">
        <DisclosureIcon />
        {title}
      </summary>
      <div className="grid gap-4 pt-3">{children}</div>
    </details>
  )
}

function PersonalData({ operation, entered, reason, onReason, reasonProblem, mayReadPersonalData }: Props) {
  const { restricted, restrictedWhen, personalWhen, obstacle } = operation
  const isPersonal = returnsPersonalData(operation, (name) => entered.values[name] ?? [])
  if ((!restricted && !isPersonal) || obstacle !== null) return null
  if (!mayReadPersonalData) {
    return (
      <p className="text-ink-muted text-sm">
        {personalWhen === null
          ? 'Personal data is omitted: only administrators can see it.'
          : `Only administrators can see personal data. Remove ${personalWhen.values.join(' and ')}.`}
      </p>
    )
  }
  const field = {
    id: 'reason',
    label: 'Reason',
    hint: 'Stored in the audit log. The response is shown once and never stored.',
    error: reasonProblem,
  }
  return (
    <div className="grid gap-3 rounded-md border border-doubt-line bg-doubt-surface p-3">
      {isPersonal ? (
        <p className="text-sm">
          This call returns personal data.{restricted && ' It runs with a restricted data token.'}
        </p>
      ) : (
        <label className="flex items-start gap-2 text-sm">
          <input
            type="checkbox"
            checked={reason !== null}
            onChange={({ target }) => onReason(target.checked ? '' : null)}
            className="mt-0.5 size-4 accent-accent"
          />
          {restrictedWhen === 'pii'
            ? 'Use a restricted data token to include personal data'
            : 'Use a restricted data token: some report types require one'}
        </label>
      )}
      {(isPersonal || reason !== null) && (
        <Field {...field}>
          <input
            name="reason"
            value={reason ?? ''}
            onChange={({ target }) => onReason(target.value)}
            maxLength={200}
            autoComplete="off"
            className={controlClass}
            {...describeControl(field)}
          />
        </Field>
      )}
    </div>
  )
}
