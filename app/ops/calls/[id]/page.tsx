import { operatorPage } from '#app/_server/operator-page.ts'
import { orNotFound } from '#app/_server/or-not-found.ts'
import { CallResult } from '#components/calls/call-result.tsx'
import { callsView, runnerHref } from '#components/calls/calls-view.ts'
import { ComparisonCard } from '#components/calls/comparison-card.tsx'
import { OtherRuns } from '#components/calls/other-runs.tsx'
import { paths } from '#components/paths.ts'
import { Card } from '#components/ui/card.tsx'
import { Code, CopyButton } from '#components/ui/code.tsx'
import { datedTitle } from '#components/ui/format.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { BackLink, PageHeading } from '#components/ui/page-heading.tsx'
import { compareCalls } from '#lib/calls/compare.ts'
import { type CallDetail, type CallView, listCalls, readCall } from '#lib/calls/history.ts'
import type { Context } from '#lib/context.ts'
import { isAppError, wordingOf } from '#lib/errors.ts'
import { isRowId } from '#lib/row-id.ts'

const mostOthers = 10

export default async function Page({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>
  searchParams: Promise<{ with?: string | string[] }>
}) {
  const { id } = await params
  const asked = [(await searchParams).with].flat()[0] ?? ''
  const other = isRowId(asked) && asked !== id ? asked : null
  const { ctx, may } = await operatorPage(other === null ? paths.call(id) : paths.comparedCalls(id, other))
  const call = await readCall(ctx, id).catch(orNotFound('call_not_found'))
  const others = isComparable(call) ? await comparableRuns(ctx, call, other) : []
  const { authorizationId, operationKey, sandbox, entered } = call
  return (
    <>
      <PageHeading
        above={<BackLink href={callsView.href(callsView.whole)}>Calls</BackLink>}
        title={datedTitle(`${call.operation} for ${call.partnerName}`, call.calledAt)}
        description={
          <span className="flex">
            <Code copy="the operation’s key">{operationKey}</Code>
          </span>
        }
        action={
          <>
            {may('calls:run') && entered !== null && (
              <LinkButton
                href={runnerHref(
                  {
                    authorization: authorizationId,
                    operation: operationKey,
                    environment: sandbox ? 'sandbox' : null,
                  },
                  entered,
                )}
                variant="primary"
              >
                Run again
              </LinkButton>
            )}
            {call.reason === null && (
              <CopyButton
                value={`${ctx.settings.appUrl}${paths.call(id)}`}
                label="Copy the link to this call"
              >
                Copy link
              </CopyButton>
            )}
          </>
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-5">
          {other !== null && <Compared ctx={ctx} id={id} other={other} />}
          <Card>
            <CallResult call={call} isOwnPage />
          </Card>
        </div>
        <OtherRuns call={call} others={others} comparedWith={other} />
      </div>
    </>
  )
}

/** The comparison, or why there is none: whether a response is JSON is only known once it is read. */
async function Compared({ ctx, id, other }: { ctx: Context; id: string; other: string }) {
  try {
    return <ComparisonCard comparison={await compareCalls(ctx, id, other)} />
  } catch (error) {
    const isExpected =
      isAppError(error) && (error.code === 'call_not_comparable' || error.code === 'call_not_found')
    if (!isExpected) throw error
    const { title, next } = wordingOf('call_not_comparable', 'operator')
    return <Notice tone="neutral" title={title} next={next} />
  }
}

/** The whole response is still stored. */
function isComparable({
  reason,
  bodiesDeletedAt,
  status,
  responseCut,
}: Pick<CallDetail, 'reason' | 'bodiesDeletedAt' | 'status' | 'responseCut'>) {
  return reason === null && bodiesDeletedAt === null && status !== null && !responseCut
}

/** The newest, and the one that the address names, however old it is. */
async function comparableRuns(
  ctx: Context,
  { id, authorizationId, operationKey }: CallDetail,
  named: string | null,
): Promise<readonly CallView[]> {
  const { rows } = await listCalls(ctx, { authorizationId, operation: operationKey, limit: 50 })
  const newest = rows.filter((row) => row.id !== id && isComparable(row)).slice(0, mostOthers)
  if (named === null || newest.some((row) => row.id === named)) return newest
  const older = await readCall(ctx, named).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'call_not_found') return null
    throw error
  })
  const isOfSame = older?.authorizationId === authorizationId && older.operationKey === operationKey
  return older !== null && isOfSame && isComparable(older) ? [...newest, older] : newest
}
