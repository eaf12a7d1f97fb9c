'use client'

import { ArrowRightIcon } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import type { CallDetail } from '#lib/calls/history.ts'
import { DiagnosisHint } from '../diagnose/diagnosis-card.tsx'
import { paths } from '../paths.ts'
import { Button, segmentClass, segmentsClass } from '../ui/button.tsx'
import { Code, CopyButton } from '../ui/code.tsx'
import { figure } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { TimeStamp } from '../ui/time.tsx'
import { CallStatus } from './call-columns.tsx'
import { isTree, JsonTable, JsonTree } from './json-view.tsx'
import { RequestCode } from './request-view.tsx'
import {
  findNextPage,
  findRows,
  type NextPage,
  type PageParameter,
  parseJson,
  prettyJson,
} from './response-data.ts'

/** One call: the request, the answer, and the diagnosis if Amazon refused. */
export function CallResult({
  call,
  parameters = [],
  onNextPage,
  isOwnPage = false,
}: {
  call: CallDetail
  /** The parameters of its operation: they show whether it has pages. */
  parameters?: readonly PageParameter[]
  /** On the call's own page. */
  isOwnPage?: boolean
  onNextPage?: (next: NextPage) => void
}) {
  const { problem, status, diagnosis, response, reason } = call
  const json = parseJson(response)
  const next = onNextPage === undefined ? null : findNextPage(json, parameters)
  return (
    <div className="grid min-w-0 gap-4">
      <Summary call={call} isLinked={!isOwnPage} />
      {problem !== null && (
        <Notice
          tone="bad"
          title={titleOf(call)}
          cause={<span className="font-mono text-sm wrap-anywhere">{problem}</span>}
          next={diagnosis === null ? nextStep(status) : <DiagnosisHint diagnosis={diagnosis} />}
        />
      )}
      {call.responseCut && (
        <p className="text-ink-muted text-sm">The response is too long. Only the beginning is shown.</p>
      )}
      <Response call={call} json={json} />
      {next !== null && onNextPage !== undefined && (
        <div>
          <Button onClick={() => onNextPage(next)}>
            Next page
            <ArrowRightIcon size={14} />
          </Button>
        </div>
      )}
      {reason !== null && response !== null && (
        <p className="text-ink-muted text-sm">
          This response contains personal data. It is shown once and never stored.
        </p>
      )}
    </div>
  )
}

const titles: Readonly<Record<CallDetail['reached'], string>> = {
  lwa: 'Couldn’t get an access token for the call',
  tokens: 'Couldn’t get a restricted data token for the call',
  operation: 'No response from Amazon',
}

function titleOf({ status, reached }: CallDetail): string {
  return status === null ? titles[reached] : 'Amazon refused the call'
}

function Summary({ call, isLinked }: { call: CallDetail; isLinked: boolean }) {
  const { id, status, durationMs, requestId, rateLimit, calledAt, personName, sandbox } = call
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <CallStatus call={call} />
        <span className="tabular-nums">{figure(durationMs)} ms</span>
        {sandbox && <span className="text-ink-muted text-sm">Sandbox</span>}
        <span className="text-ink-muted text-sm">
          <TimeStamp at={new Date(calledAt).toISOString()} />
          {personName !== null && ` by ${personName}`}
        </span>
        {isLinked && (
          <Link href={paths.call(id)} className="text-accent-ink text-sm underline">
            Link to this call
          </Link>
        )}
      </div>
      <p className="flex min-w-0 flex-wrap gap-x-4 text-ink-muted text-sm">
        {requestId !== null && (
          <span className="flex min-w-0 max-w-full flex-wrap items-center gap-x-1">
            <span className="whitespace-nowrap">Request id</span>{' '}
            <Code wrap copy="Amazon’s request id">
              {requestId}
            </Code>
          </span>
        )}
        {status !== null && (
          <span>
            {rateLimit === null ? 'Amazon sent no rate limit' : `Rate limit ${rateLimit} per second`}
          </span>
        )}
      </p>
    </div>
  )
}

const tabs = ['Table', 'Tree', 'Raw', 'Headers', 'Request'] as const
type Tab = (typeof tabs)[number]

function Response({ call, json }: { call: CallDetail; json: ReturnType<typeof parseJson> }) {
  const found = findRows(json)
  const { response, responseHeaders, bodiesDeletedAt } = call
  const panels: Partial<Record<Tab, () => ReactNode>> = {
    ...(found !== null && { Table: () => <JsonTable rows={found.rows} path={found.path} /> }),
    ...(isTree(json) && { Tree: () => <JsonTree json={json} /> }),
    ...(response !== null && { Raw: () => <Raw text={prettyJson(response)} what="the response" /> }),
    ...(responseHeaders !== null && { Headers: () => <HeaderTable headers={responseHeaders} /> }),
    ...(bodiesDeletedAt === null && { Request: () => <RequestCode request={call.request} /> }),
  }
  const shown = tabs.filter((tab) => panels[tab] !== undefined)
  const [chosen, setChosen] = useState<Tab | null>(null)
  const current = chosen !== null && shown.includes(chosen) ? chosen : shown[0]
  if (current === undefined) {
    return <p className="text-ink-muted text-sm">The request and response were deleted after 30 days.</p>
  }
  return (
    <div className="grid min-w-0 gap-2">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend, and is harder to lay out */}
      <div role="group" aria-label="What to show" className={`${segmentsClass} flex-wrap justify-self-start`}>
        {shown.map((tab) => (
          <button
            key={tab}
            type="button"
            aria-pressed={tab === current}
            onClick={() => setChosen(tab)}
            className={segmentClass}
          >
            {tab}
          </button>
        ))}
      </div>
      <div className="min-w-0 overflow-hidden rounded-md border border-line">{panels[current]?.()}</div>
      {call.reason !== null && call.status !== null && response === null && (
        <p className="text-ink-muted text-sm">The response contained personal data, so it wasn’t stored.</p>
      )}
    </div>
  )
}

function Raw({ text, what }: { text: string; what: string }) {
  return (
    <div className="relative">
      <span className="absolute top-2 right-2">
        <CopyButton value={text} label={`Copy ${what}`} />
      </span>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-[32rem] overflow-auto bg-sunken p-3 pr-10 font-mono text-sm"
      >
        {text}
      </pre>
    </div>
  )
}

function HeaderTable({ headers }: { headers: Readonly<Record<string, string>> }) {
  return (
    <dl className="grid gap-1.5 p-3 text-sm">
      {Object.entries(headers).map(([name, value]) => (
        <div key={name} className="grid gap-x-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
          <dt className="font-mono text-ink-muted wrap-anywhere">{name}</dt>
          <dd className="font-mono wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function nextStep(status: number | null): string {
  if (status === null)
    return 'The selling partner’s status shows whether the cause is its token, the credentials or the network.'
  if (status === 429) return 'The rate limit is used up. Wait a minute and run it again.'
  if (status >= 500) return 'Amazon is having a problem. Run it again in a few minutes.'
  return 'If it keeps happening, send the request id to Amazon support.'
}
