'use client'

import { clsx } from 'clsx'
import { ListTreeIcon } from 'lucide-react'
import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useId, useRef, useState } from 'react'
import { buildCall, type Entered, type InputProblem } from '#lib/amazon/catalog/build-call.ts'
import type { CallExample } from '#lib/calls/examples.ts'
import type { CallDetail } from '#lib/calls/history.ts'
import type { OperationDetail } from '#lib/calls/list-operations.ts'
import type { CallParams } from '#lib/calls/run-operation.ts'
import { FormProblem } from '../forms/form-problem.tsx'
import { emptyForm, errorOf, type FormAction, type FormState, toFormData } from '../forms/form-state.ts'
import { usePending } from '../forms/use-pending.ts'
import { Card } from '../ui/card.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { CallResult } from './call-result.tsx'
import { type CallsShown, runnerHref } from './calls-view.ts'
import { Examples } from './examples.tsx'
import { type FormPartner, OperationForm } from './operation-form.tsx'
import { OperationList } from './operation-list.tsx'
import { PartnerPicker } from './partner-picker.tsx'
import { RequestPreview } from './request-preview.tsx'
import { enteredForNextPage } from './response-data.ts'
import { ResultHeading, ResultStatus } from './result-heading.tsx'
import { type ExampleActions, SavedExamples } from './saved-examples.tsx'
import { startValues, withoutStart } from './start-values.ts'

interface Props {
  shown: CallsShown
  partner: FormPartner | null
  operation: OperationDetail | null
  /** From the URL. */
  given: Entered | null
  /** The call that the URL names. */
  call: CallDetail | null
  /** Keys of the operations that ran last. */
  recent: readonly string[]
  mayReadPersonalData: boolean
  renderedAt: string
  run: FormAction
  /** Of the operation. */
  examples: readonly CallExample[]
  mayShareExamples: boolean
  /** The id of the next example. */
  exampleId: string
  exampleActions: ExampleActions
}

/** The entered values and their result, for one operation and selling partner. */
interface Sheet {
  readonly of: string
  readonly entered: Entered
  readonly reason: string | null
  readonly problems: readonly InputProblem[]
  readonly state: FormState
  readonly call: CallDetail | null
  /** The call was run here, not only opened. */
  readonly isNew: boolean
  readonly pending: boolean
  readonly step: Step
}

type Step = 'operation' | 'parameters' | 'result'

const urlPauseMs = 300

/**
 * Chooses an operation, fills in its parameters, runs it and shows the result: three panes next to each other, two
 * columns with the result below the parameters, or three steps if there is no space. Everything but the reason for
 * personal data is in the URL.
 */
export function Runner(props: Props) {
  const { shown, partner, operation, given, renderedAt, run } = props
  const router = useRouter()
  const labelId = useId()
  const [, start] = usePending()
  const [find, setFind] = useState(shown.find)
  const [showAll, setShowAll] = useState(shown.show === 'all')
  const of = `${shown.authorization} ${shown.operation}`
  const fresh = (): Sheet => ({
    of,
    problems: [],
    state: emptyForm,
    call: props.call,
    isNew: false,
    pending: false,
    entered: given ?? startValues(operation, partner),
    reason: operation?.isPersonal ? '' : null,
    step: props.call !== null ? 'result' : operation === null ? 'operation' : 'parameters',
  })
  const [sheet, setSheet] = useState(fresh)
  if (sheet.of !== of) setSheet(fresh())
  const { entered, reason, problems, state, call, isNew, pending, step } = sheet
  const sandbox = shown.environment === 'sandbox'
  /** What the shown call was sent with; null if it was sent for another selling partner or operation. */
  const called = call !== null && `${call.authorizationId} ${call.operationKey}` === of ? call.entered : null
  // A result that arrives after another sheet was opened doesn't belong there.
  const change = (changed: Partial<Sheet>) =>
    setSheet((before) => (before.of === of ? { ...before, ...changed } : before))
  const here: Partial<CallsShown> = {
    authorization: shown.authorization,
    operation: shown.operation,
    environment: shown.environment,
    find,
    show: showAll ? 'all' : null,
    list: shown.list,
    after: shown.after,
  }
  const href = runnerHref({ ...here, call: call?.id ?? null }, operation === null ? null : entered)
  const leave = useRememberedUrl(href, sheet.of === of)

  function send(sent: Pick<CallParams, 'entered' | 'sandbox' | 'reason'>) {
    if (operation === null || partner === null) return
    const built = buildCall(operation, sent.entered)
    if ('problems' in built) {
      change({ entered: sent.entered, problems: built.problems, state: emptyForm })
      focusField(built.problems[0]?.field)
      return
    }
    change({ entered: sent.entered, problems: [], state: emptyForm, pending: true })
    start(async () => {
      const result = await run(
        emptyForm,
        toFormData({
          authorization: partner.id,
          operation: operation.key,
          input: JSON.stringify(sent.entered),
          environment: sent.sandbox ? 'sandbox' : '',
          ...(sent.reason !== null && { reason: sent.reason }),
        }),
      )
      change({
        state: result,
        pending: false,
        ...(result.run !== undefined && { call: result.run, isNew: true, step: 'result' }),
      })
    })
  }

  return (
    <div className="grid gap-4">
      <Steps
        step={step}
        onStep={(chosen) => change({ step: chosen })}
        hasOperation={operation !== null}
        hasResult={call !== null}
      />
      <ResultStatus call={isNew ? call : null} />
      <div className="grid items-start gap-4 min-[1100px]:grid-cols-[18rem_minmax(0,1fr)] min-[1340px]:grid-cols-[18rem_minmax(0,5fr)_minmax(0,6fr)]">
        <Pane isShown={step === 'operation'} label="Operation">
          <Card>
            <div className="grid gap-4">
              <div className="grid gap-1.5">
                <span id={labelId} className="font-medium">
                  Selling partner
                </span>
                <PartnerPicker
                  key={partner?.id}
                  labeledBy={labelId}
                  chosenName={partner?.name ?? null}
                  onChoose={(id) => {
                    leave()
                    router.push(runnerHref({ ...here, authorization: id, after: null }, null), {
                      scroll: false,
                    })
                  }}
                />
              </div>
              <OperationList
                chooser={{ ...props, operation: shown.operation, sandbox }}
                find={find}
                showAll={showAll}
                recent={props.recent}
                onFind={setFind}
                onShowAll={setShowAll}
                hrefOf={(key) => runnerHref({ ...here, operation: key }, null)}
              />
            </div>
          </Card>
        </Pane>
        {/* With two columns, the second one is a box of its own: the long list doesn't push the result down. */}
        <div className="contents grid-cols-1 gap-4 min-[1100px]:max-[1339px]:grid">
          <Pane isShown={step === 'parameters'} label="Parameters">
            <Card>
              {operation === null ? (
                <EmptyState icon={ListTreeIcon} title="Choose an operation">
                  Search by name, path or keyword. Operations that change data are listed, but can’t be run.
                </EmptyState>
              ) : (
                <div className="grid min-w-0 gap-4">
                  <OperationForm
                    operation={operation}
                    partner={partner}
                    entered={entered}
                    problems={problems}
                    sandbox={sandbox}
                    pending={pending}
                    reason={reason}
                    onEnter={(changed) => change({ entered: changed })}
                    onReason={(changed) => change({ reason: changed })}
                    onSandbox={(isSandbox) => {
                      leave()
                      router.replace(
                        runnerHref({ ...here, environment: isSandbox ? 'sandbox' : null }, entered),
                        { scroll: false },
                      )
                    }}
                    reasonProblem={errorOf(state, 'reason')}
                    mayReadPersonalData={props.mayReadPersonalData}
                    onRun={() => send({ entered, sandbox, reason })}
                    now={renderedAt}
                  />
                  <SavedExamples
                    operationKey={operation.key}
                    examples={props.examples}
                    entered={withoutStart(entered, startValues(operation, partner))}
                    onOpen={(example) => {
                      const { values } = startValues(operation, partner)
                      change({
                        entered: { ...example, values: { ...values, ...example.values } },
                        problems: [],
                      })
                    }}
                    mayShare={props.mayShareExamples}
                    formId={props.exampleId}
                    actions={props.exampleActions}
                  />
                  <FormProblem state={state} />
                  <RequestPreview
                    operation={operation}
                    partner={partner}
                    entered={entered}
                    sandbox={sandbox}
                  />
                </div>
              )}
            </Card>
          </Pane>
          <Pane isShown={step === 'result'} label="Result">
            <Card>
              {call === null ? (
                <Examples partner={partner} />
              ) : (
                <div className="grid min-w-0 gap-3">
                  <ResultHeading key={call.id} isNew={isNew} />
                  <CallResult
                    key={call.id}
                    call={call}
                    parameters={operation?.parameters ?? []}
                    {...(called !== null && {
                      onNextPage: (next) => send({ ...call, entered: enteredForNextPage(called, next) }),
                    })}
                  />
                </div>
              )}
            </Card>
          </Pane>
        </div>
      </div>
    </div>
  )
}

/**
 * Keeps the address of the page up to date while a person types, without asking the server. Next drops a navigation
 * that is under way when the address changes, so nothing is remembered between a click on a link and its page. Returns
 * what to call before any other navigation.
 */
function useRememberedUrl(href: string, isCurrent: boolean): () => void {
  const isLeaving = useRef(false)
  const address = useSearchParams()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address means that the navigation has arrived
  useEffect(() => {
    isLeaving.current = false
  }, [address])
  useEffect(() => {
    const note = (event: MouseEvent) => {
      if (opensHere(event)) isLeaving.current = true
    }
    document.addEventListener('click', note, true)
    return () => document.removeEventListener('click', note, true)
  }, [])
  // After each rendering: Next writes the earlier address once more if the page was being rendered again meanwhile.
  useEffect(() => {
    if (!isCurrent) return
    const timer = setTimeout(() => {
      const { pathname, search } = new URL(href, location.href)
      const isThere = location.pathname + location.search === pathname + search
      if (!isLeaving.current && !isThere) history.replaceState(null, '', href)
    }, urlPauseMs)
    return () => clearTimeout(timer)
  })
  return () => {
    isLeaving.current = true
  }
}

/** Whether a click opens a link in this tab. */
function opensHere({ target, button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null
  return link !== null && link.target === '' && button === 0 && !(ctrlKey || metaKey || shiftKey || altKey)
}

/** After the fields with problems have been rendered, even inside a closed disclosure. */
function focusField(field: string | undefined) {
  const id = field === 'body' ? 'body' : field === 'extraQuery' ? 'query' : `p.${field}`
  requestAnimationFrame(() => {
    const named = document.getElementById(id) ?? document.getElementsByName(id)[0]
    named?.focus()
  })
}

const stepNames: readonly (readonly [Step, string])[] = [
  ['operation', 'Operation'],
  ['parameters', 'Parameters'],
  ['result', 'Result'],
]

function Steps({
  step,
  onStep,
  hasOperation,
  hasResult,
}: {
  step: Step
  onStep: (step: Step) => void
  hasOperation: boolean
  hasResult: boolean
}) {
  const isOpen: Record<Step, boolean> = { operation: true, parameters: hasOperation, result: hasResult }
  return (
    <ol className="flex flex-wrap gap-px overflow-hidden rounded-md border border-line bg-line min-[1100px]:hidden">
      {stepNames.map(([name, label], place) => (
        <li key={name} className="grow basis-[5.75rem] bg-surface">
          <button
            type="button"
            aria-current={name === step ? 'step' : undefined}
            disabled={!isOpen[name]}
            onClick={() => onStep(name)}
            className="flex min-h-11 w-full items-center justify-center gap-1.5 px-1 text-ink-muted text-sm outline-offset-[-2px] hover:bg-sunken disabled:cursor-not-allowed disabled:text-ink-faint aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-ink"
          >
            <span className="tabular-nums">{place + 1}</span>
            {label}
          </button>
        </li>
      ))}
    </ol>
  )
}

function Pane({ isShown, label, children }: { isShown: boolean; label: string; children: React.ReactNode }) {
  return (
    <section aria-label={label} className={clsx('min-w-0', !isShown && 'max-[1099px]:hidden')}>
      {children}
    </section>
  )
}
